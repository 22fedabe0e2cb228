/**
 * EMI: a file in chunks of any size is read alike; its lines count up, follow one another and have every byte of it but the line ends; a
 * record or summary that is read is written again and read alike.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  EmiFile,
  EmiLine,
  outcomeOf,
  writeDetail,
  writeEmi,
  writeSummary,
} from '../../src/formats/emi/index.ts';
import type { EmiEnd, EmiLayoutName, EmiOptions, EmiOutcome } from '../../src/formats/emi/index.ts';
import { ownDetail, publishedAccess, publishedMessage, summary } from '../../src/formats/emi/test-records.ts';

const DECLARED: readonly EmiOptions[] = (['own-175', 'published-210'] as const).flatMap((layout) =>
  (['ascii', 'ebcdic'] as const).flatMap((encoding) =>
    (['lines', 'fixed'] as const).map((framing) => ({ layout, encoding, framing })),
  ),
);

/** LF and CR; in EBCDIC also NEL. */
const LINE_ENDS = new Set([0x0a, 0x0d, 0x15, 0x25]);

interface Read {
  readonly outcomes: EmiOutcome[];
  readonly lengths: number[];
  readonly end: EmiEnd;
}

function read(bytes: Buffer, size: number, options: EmiOptions): Read {
  const outcomes: EmiOutcome[] = [];
  const lengths: number[] = [];
  const take = (line: EmiLine): void => {
    outcomes.push(outcomeOf(line));
    lengths.push(line.end - line.start);
  };
  const file = new EmiFile('fuzz.emi', options);
  for (let at = 0; at < bytes.length; at += size) file.push(bytes.subarray(at, at + size), take);
  return { outcomes, lengths, end: file.end(take) };
}

export function drive(bytes: Buffer): void {
  // As it is usually declared, and in one other way that the bytes themselves choose.
  const other = bytes.reduce((sum, byte) => sum + byte, 0) % DECLARED.length;
  for (const options of [DECLARED[0], DECLARED[other]]) if (options) check(bytes, options);
}

function check(bytes: Buffer, options: EmiOptions): void {
  const { outcomes, lengths, end } = read(bytes, 1 + (bytes.length % 257), options);
  assert.deepEqual(read(bytes, bytes.length + 1, options), { outcomes, lengths, end });
  if (end.refused !== undefined) {
    assert.equal(outcomes.length, 0, 'of a file that is refused no line is handed on');
    assert.ok(end.refused <= end.lines);
    return;
  }
  assert.equal(outcomes.length, end.lines);
  let at = 0;
  outcomes.forEach((outcome, index) => {
    assert.equal(outcome.line, index + 1);
    assert.ok(isLineEnd(bytes, at, outcome.offset, options), 'lines follow one another');
    at = outcome.offset + (lengths[index] ?? 0);
    again(outcome, options.layout ?? 'own-175');
  });
  assert.ok(isLineEnd(bytes, at, bytes.length, options), 'every byte is in a line');
}

/** Between two lines there is at most one line end: LF, NEL or CR and LF. */
const isLineEnd = (bytes: Buffer, from: number, to: number, { framing }: EmiOptions): boolean =>
  from === to ||
  (framing === 'lines' &&
    to > from &&
    to - from <= 2 &&
    bytes.subarray(from, to).every((byte) => LINE_ENDS.has(byte)));

const REREAD: Readonly<Record<EmiLayoutName, EmiLine>> = {
  'own-175': new EmiLine({ layout: 'own-175' }),
  'published-210': new EmiLine({ layout: 'published-210' }),
};

function again(outcome: EmiOutcome, layout: EmiLayoutName): void {
  if (outcome.kind !== 'record' && outcome.kind !== 'summary') return;
  const text =
    outcome.kind === 'record' ? writeDetail(outcome.record, layout) : writeSummary(outcome.summary, layout);
  const bytes = Buffer.from(text, 'latin1');
  const line = REREAD[layout].read(bytes, 0, bytes.length, outcome.line, outcome.offset);
  assert.deepEqual(outcomeOf(line), outcome);
}

const entries: Readonly<Record<EmiLayoutName, fc.Arbitrary<Parameters<typeof writeEmi>[1]>>> = {
  'own-175': fc.array(fc.oneof(ownDetail, summary), { maxLength: 6 }),
  'published-210': fc.array(fc.oneof(publishedAccess, publishedMessage, summary), { maxLength: 6 }),
};

export const structured = fc
  .constantFrom(...DECLARED)
  .chain((options) =>
    entries[options.layout ?? 'own-175'].map((records) =>
      Buffer.concat([
        ...writeEmi({ date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' }, records, options),
      ]),
    ),
  );
