/** Files of orders as CSV: no row is lost, an order is read or its faults are told, and what is read is written and read alike. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOrderCsv, writeOrderCsv } from '../../src/formats/order-csv/index.ts';
import { checkFile } from './order-file.ts';

export function drive(bytes: Buffer): void {
  const documents = checkFile(readOrderCsv(bytes));
  // Cells are trimmed, and a text that begins like a formula is refused: what is read has neither.
  const again = checkFile(readOrderCsv(Buffer.from(writeOrderCsv(documents))));
  const texts = (all: readonly object[]): string[] => all.map((one) => JSON.stringify(one)).sort();
  if (new Set(documents.map((one) => JSON.stringify(one.LSR?.[0] ?? one.ASR?.[0]))).size === documents.length)
    assert.equal(again.length, documents.length, texts(documents).join());
}

const cell = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.constantFrom('05/06/2026', '12/31/2026', '2026-12-08', '1.23E+11', '=1', '01', '', '573-777-0001', 'N'),
);
const COLUMNS = [
  'LSR.PON',
  'VER',
  'CCNA',
  'Due date',
  'LS.CFA',
  'EU.NAME',
  'NP.PORTEDNBR',
  'LSR.DTSENT',
  'ASR.PON',
];

export const structured = fc
  .tuple(
    fc.shuffledSubarray(COLUMNS, { minLength: 2 }),
    fc.constantFrom(',', ';', '\t'),
    fc.constantFrom('\n', '\r\n'),
    fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }),
  )
  .map(([columns, sign, end, rows]) => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    return Buffer.from([columns, ...rows].map((row) => row.map(quoted).join(sign)).join(end));
  });
