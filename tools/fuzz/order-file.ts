import assert from 'node:assert/strict';
import type { Result } from '../../src/base/result.ts';
import type { OrderFile } from '../../src/formats/order-file/file-order.ts';
import type { OrderDocument } from '../../src/formats/order-forms/document.ts';
import { shippedForms } from '../../src/formats/order-forms/shipped.ts';

/** Holds what every reader of files of orders promises, and answers the orders that were read. */
export function checkFile(read: Result<OrderFile>): OrderDocument[] {
  const problems = read.ok ? read.value.orders.flatMap((order) => order.problems) : read.problems;
  for (const { id, sentence, cure, line } of problems)
    assert.ok(
      id && sentence && cure && (line === undefined || line >= 1),
      'a problem says what, where and its cure',
    );
  if (!read.ok) {
    assert.ok(read.problems.length > 0);
    return [];
  }
  const { fields } = shippedForms();
  return read.value.orders.flatMap(({ lines, document, problems: own }) => {
    assert.ok(lines.length > 0 && lines.every((line) => Number.isInteger(line) && line >= 1));
    assert.equal(document === undefined, own.length > 0, 'an order is read, or its faults are told');
    for (const [form, sections] of Object.entries(document ?? {}))
      for (const section of sections)
        for (const [field, text] of Object.entries(section)) {
          assert.ok(fields.get(form as 'LSR')?.has(field), `${form}.${field} is a field`);
          assert.equal(typeof text, 'string');
        }
    return document ?? [];
  });
}
