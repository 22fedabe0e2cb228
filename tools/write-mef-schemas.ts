/** Writes `reference/interfaces/meetpoint/*.schema.json`: product configurations as the families and the catalogue of forms have them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { shippedForms } from '../src/formats/order-forms/shipped.ts';
import { configurationSchema, schemaFile } from '../src/gateways/mef/configuration-schema.ts';
import { FAMILIES } from '../src/gateways/mef/families.ts';

const folder = new URL('../reference/interfaces/meetpoint/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const family of FAMILIES) {
  const schema = configurationSchema(family, shippedForms());
  writeFileSync(new URL(schemaFile(family), folder), `${JSON.stringify(schema, null, 2)}\n`);
}
