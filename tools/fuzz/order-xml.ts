/** Files of orders as XML: an order is read or its faults are told, and what is read is written and read alike. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shippedForms } from '../../src/formats/order-forms/shipped.ts';
import { elementName, readOrderXml, writeOrderXml } from '../../src/formats/order-xml/index.ts';
import { checkFile } from './order-file.ts';

export function drive(bytes: Buffer): void {
  const documents = checkFile(readOrderXml(bytes));
  if (documents.length === 0) return;
  const written = writeOrderXml(documents);
  assert.ok(written.ok, 'what was read from XML can be said in XML');
  const filled = (all: readonly object[]): unknown =>
    JSON.parse(JSON.stringify(all), (_, value: unknown) => (value === '' ? undefined : value));
  assert.deepEqual(filled(checkFile(readOrderXml(Buffer.from(written.value)))), filled(documents));
}

const { fields } = shippedForms();
const element = fc.constantFrom(
  ...[...(fields.get('LSR')?.keys() ?? []), ...(fields.get('LS')?.keys() ?? []), 'X', 'b:c'].map(elementName),
);
const text = fc.oneof(
  fc.string({ maxLength: 12 }).map(escaped),
  fc.constantFrom('&#13;', '&#x1F600;', '&amp;', '<![CDATA[<]]>', ''),
);
const field = fc.tuple(element, text).map(([name, said]) => `<${name}>${said}</${name}>`);
const form = fc
  .tuple(fc.constantFrom('LSR', 'EU', 'LS', 'ASR', 'XX'), fc.array(field, { maxLength: 6 }))
  .map(([name, all]) => `<${name}>${all.join('\n')}</${name}>`);
const order = fc.array(form, { maxLength: 4 }).map((all) => `<order>${all.join('')}</order>`);

export const structured = fc
  .array(order, { maxLength: 4 })
  .map((all) => Buffer.from(`<orders xmlns="urn:meetpoint:orders:1">${all.join('\n')}</orders>`));

function escaped(said: string): string {
  // oxlint-disable-next-line no-control-regex
  return said.replace(/[\u0000-\u001f]/g, '').replace(/[&<>]/g, '&amp;');
}
