import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BafStream, writeBaf } from './index.ts';
import type { BafFraming, BafOutcome } from './index.ts';
import { callFields, recordFields } from './test-records.ts';

const framing = fc.constantFrom<BafFraming>('records', 'blocks', 'short-records');

function readIn(bytes: Buffer, sizes: readonly number[]) {
  const outcomes: BafOutcome[] = [];
  const stream = new BafStream('file.baf', { year: 2026 }, (record) => outcomes.push(record.outcome()));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    stream.push(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return { outcomes, end: stream.end() };
}

/** A file with some of its bytes changed, removed or put in. */
const broken = fc
  .tuple(
    fc.array(recordFields, { minLength: 1, maxLength: 6 }),
    framing,
    fc.array(
      fc.tuple(
        fc.nat(10_000),
        fc.constantFrom('change', 'remove', 'insert'),
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([records, framing, changes]) => {
    let bytes = writeBaf(records, { framing });
    for (const [place, what, given] of changes) {
      const at = place % (bytes.length + 1);
      const after = what === 'insert' ? at : at + given.length;
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        what === 'remove' ? Buffer.alloc(0) : given,
        bytes.subarray(after),
      ]);
    }
    return bytes;
  });

describe('a broken file', () => {
  test('is read alike in chunks of any size', () => {
    fc.assert(
      fc.property(broken, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (bytes, sizes) => {
        assert.deepEqual(readIn(bytes, sizes), readIn(bytes, [1 << 20]));
      }),
      { numRuns: 1000 },
    );
  });

  test('has each byte in one record, in order; only descriptors of blocks are in none', () => {
    fc.assert(
      fc.property(broken, (bytes) => {
        const { outcomes } = readIn(bytes, [1 << 20]);
        let at = 0;
        outcomes.forEach(({ number, offset, bytes: count }, index) => {
          assert.equal(number, index + 1);
          assert.ok(offset === at || (offset > at && (offset - at) % 4 === 0), `${offset} after ${at}`);
          assert.ok(count > 0);
          at = offset + count;
        });
        assert.ok(at === bytes.length || (bytes.length - at) % 4 === 0);
      }),
      { numRuns: 1000 },
    );
  });

  test('loses no record but the one whose byte is changed, where its length still holds', () => {
    const calls = [1, 20, 625, 500, 364, 1, 653, 360].map((structure) => callFields(structure, {}));
    const bytes = writeBaf(calls, { framing: 'records' });
    const whole = readIn(bytes, [64]).outcomes;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (place, value) => {
        const changed = Buffer.from(bytes);
        changed[place] = value;
        const hit = whole.findIndex(({ offset, bytes: count }) => place < offset + count);
        const { outcomes } = readIn(changed, [64]);
        const others = whole.filter((_, index) => index !== hit);
        // A changed length or descriptor may cost the record itself, never another one.
        for (const { offset, kind } of others)
          assert.equal(outcomes.find((outcome) => outcome.offset === offset)?.kind, kind);
      }),
      {
        numRuns: 4000,
        examples: [
          [61, 197],
          [3, 58],
          [2, 1],
        ],
      },
    );
  });
});

test('a framing that is declared holds; that the file shows another one is said', () => {
  const bytes = writeBaf([callFields(1, {}), callFields(1, {})], { framing: 'records' });
  const reasons: (string | undefined)[] = [];
  const stream = new BafStream('file.baf', { year: 2026, framing: 'short-records' }, ({ reason }) =>
    reasons.push(reason),
  );
  stream.push(bytes);
  assert.deepEqual(
    stream.end().problems.map(({ id }) => id),
    ['baf/framing', 'baf/no-record'],
  );
  assert.deepEqual(reasons, ['framing']);
});

test('a broken descriptor that looks like a shorter one does not change the framing', () => {
  const bytes = writeBaf([callFields(1, {}), callFields(1, {})], { framing: 'records' });
  // 003c0000 becomes 003c003a: from byte 2 on, a length of two bytes that fits the first record.
  bytes[3] = 0x3a;
  const { outcomes } = readIn(bytes, [64]);
  assert.deepEqual(
    outcomes.map(({ offset, kind }) => [offset, kind]),
    [
      [0, 'damaged'],
      [60, 'record'],
    ],
  );
});

test('an empty file is no problem of its format', () => {
  const stream = new BafStream('file.baf', { year: 2026 }, () => assert.fail());
  assert.deepEqual(stream.end(), { controls: [], problems: [], refused: false });
});
