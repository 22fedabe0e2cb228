/**
 * Writes the XML Schema of files of orders from the catalogue of fields:
 *
 *   node bin/meetpoint.cjs node tools/order-schema.ts
 *
 * A test holds `reference/forms/orders.xsd` to what this writes.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { formsFolder, shippedForms } from '../src/formats/order-forms/shipped.ts';
import { orderSchema } from '../src/formats/order-xml/index.ts';

const file = path.join(formsFolder, 'orders.xsd');
writeFileSync(file, orderSchema(shippedForms().fields));
console.log(`${path.relative(process.cwd(), file)} is written.`);
