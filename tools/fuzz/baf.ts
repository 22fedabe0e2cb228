/**
 * AMA/BAF: a file in chunks of any size is read alike; its records count up, follow one another and have every byte of it but the descriptors of
 * blocks; a record that is read is written again as it was.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BafStream, decodeFields, encodeFields, writeBaf } from '../../src/formats/ama-baf/index.ts';
import type { BafEnd, BafFraming, BafOutcome } from '../../src/formats/ama-baf/index.ts';
import { recordFields } from '../../src/formats/ama-baf/test-records.ts';

const DESCRIPTOR = { records: 4, blocks: 4, 'short-records': 2 } as const;
const BLOCK_DESCRIPTOR = 4;

interface Read {
  readonly outcomes: BafOutcome[];
  readonly end: BafEnd;
  readonly framing: BafFraming | undefined;
}

function read(bytes: Buffer, size: number): Read {
  const outcomes: BafOutcome[] = [];
  const stream = new BafStream('fuzz.baf', { year: 2026 }, (record) => outcomes.push(record.outcome()));
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
  return { outcomes, end: stream.end(), framing: stream.framing };
}

export function drive(bytes: Buffer): void {
  const { outcomes, end, framing } = read(bytes, 1 + (bytes.length % 257));
  assert.deepEqual(read(bytes, bytes.length + 1), { outcomes, end, framing });
  assert.ok(outcomes.length <= bytes.length);
  let at = 0;
  outcomes.forEach((outcome, index) => {
    assert.equal(outcome.number, index + 1);
    assert.ok(outcome.bytes > 0 && isNext(outcome.offset, at, framing), 'records follow one another');
    at = outcome.offset + outcome.bytes;
    if (outcome.kind === 'damaged') return;
    const body = bytes.subarray(outcome.offset + DESCRIPTOR[framing ?? 'records'], at);
    const fields = decodeFields(body);
    if (outcome.kind !== 'rejected') assert.ok(fields, 'a record that is read has its fields');
    if (fields) assert.deepEqual(encodeFields(fields), body);
  });
  assert.ok(isNext(bytes.length, at, framing), 'every byte is in a record');
}

const isNext = (offset: number, after: number, framing: BafFraming | undefined): boolean =>
  offset === after || (framing === 'blocks' && offset > after && (offset - after) % BLOCK_DESCRIPTOR === 0);

export const structured = fc
  .tuple(
    fc.array(recordFields, { maxLength: 8 }),
    fc.constantFrom<BafFraming>('records', 'blocks', 'short-records'),
  )
  .map(([records, framing]) => writeBaf(records, { framing }));
