/** Call detail in the product's own CSV layout: every line is one thing, and what is read is written and read alike. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CdrRows, writeCdrCsv } from '../../src/formats/cdr-csv/index.ts';
import type { CdrRecord, CdrRow } from '../../src/formats/cdr-csv/index.ts';
import { eachLine } from './lines.ts';

function read(bytes: Buffer): CdrRow[] {
  const rows = new CdrRows();
  const found: CdrRow[] = [];
  eachLine(bytes, (line, number, offset) => {
    const row = rows.read(line, number, offset);
    assert.equal(row === undefined, line.length === 0, 'an empty line is none, any other is one thing');
    if (row) found.push(row);
  });
  return found;
}

export function drive(bytes: Buffer): void {
  const records = read(bytes).flatMap((row) => (row.kind === 'record' ? [row.record] : []));
  if (records.length === 0) return;
  const again = read(Buffer.from(writeCdrCsv(records))).flatMap((row) =>
    row.kind === 'record' ? [row.record] : [],
  );
  assert.deepEqual(again, records);
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

const record = fc
  .record({
    at: fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2098, 0, 1) }),
    ring: fc.integer({ min: 0, max: 60_000 }),
    talk: fc.integer({ min: 0, max: 9_000_000 }),
    off: fc.integer({ min: -1500, max: 1500 }),
    answered: fc.boolean(),
    id: fc.string({ minLength: 1, maxLength: 12 }),
    calling: fc.option(digits(10), { nil: undefined }),
    called: digits(10),
  })
  .map(({ at, ring, talk, off, answered, id, calling, called }): CdrRecord => ({
    recordId: id,
    trunkGroup: 'CO521001',
    ...(calling === undefined ? {} : { calling }),
    called,
    inviteAt: new Date(at).toISOString(),
    ...(answered ? { answerAt: new Date(at + ring).toISOString() } : {}),
    endAt: new Date(at + ring + talk).toISOString(),
    conversationMs: answered ? Math.max(0, talk + off) : 0,
    releaseCode: '16',
    recordedBy: '9S01',
  }));

export const structured = fc
  .array(record, { maxLength: 6 })
  .map((records) => Buffer.from(writeCdrCsv(records)));
