/**
 * Writes the XML Schemas of files of orders, from the catalogue of fields, and of responses:
 *
 *   node bin/meetpoint.cjs node tools/order-schema.ts
 *
 * A test holds `reference/forms/orders.xsd` and `responses.xsd` to what this writes.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { formsFolder, shippedForms } from '../src/formats/order-forms/shipped.ts';
import { orderSchema, responseSchema } from '../src/formats/order-xml/index.ts';

const schemas = { 'orders.xsd': orderSchema(shippedForms().fields), 'responses.xsd': responseSchema() };
for (const [name, text] of Object.entries(schemas)) {
  const file = path.join(formsFolder, name);
  writeFileSync(file, text);
  console.log(`${path.relative(process.cwd(), file)} is written.`);
}
