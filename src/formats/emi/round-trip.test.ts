import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEmi, writeEmi } from './index.ts';
import type { EmiLayoutName, EmiOutcome } from './index.ts';
import { ownDetail, publishedAccess, publishedMessage, summary } from './test-records.ts';
import type { EmiEntry, WriteOptions } from './write.ts';

const PACK = { date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' };

const written: fc.Arbitrary<WriteOptions & { readonly chunk: number }> = fc.record({
  encoding: fc.constantFrom('ascii' as const, 'ebcdic' as const),
  framing: fc.constantFrom('lines' as const, 'fixed' as const),
  chunk: fc.integer({ min: 1, max: 700 }),
});

function chunked(bytes: Buffer, size: number): Readable {
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
}

async function readsBack(
  entries: readonly EmiEntry[],
  { chunk, ...options }: WriteOptions & { readonly chunk: number },
) {
  const bytes = Buffer.concat([...writeEmi(PACK, entries, options)]);
  const source = readEmi('pack.emi', chunked(bytes, chunk), options);
  const read: EmiOutcome[] = [];
  let next = await source.next();
  for (; next.done !== true; next = await source.next()) read.push(next.value);
  assert.deepEqual(next.value.problems, []);
  assert.deepEqual(
    read.map((line) =>
      line.kind === 'record' ? line.record : line.kind === 'summary' ? line.summary : line.kind,
    ),
    ['header', ...entries, 'trailer'],
  );
  assert.deepEqual(next.value.controls, [
    {
      pack: '0001',
      date: '2026-10-05',
      sender: '9C01',
      receiver: '9S01',
      declared: entries.length,
      counted: entries.length,
    },
  ]);
}

const layouts: Readonly<Record<EmiLayoutName, fc.Arbitrary<EmiEntry>>> = {
  'own-175': fc.oneof(ownDetail, summary),
  'published-210': fc.oneof(publishedAccess, publishedMessage, summary),
};

for (const [layout, entry] of Object.entries(layouts) as [EmiLayoutName, fc.Arbitrary<EmiEntry>][])
  test(`${layout} is read as it was written, in every encoding, framing and chunk`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), written, (entries, options) => {
        // The pack numbers its lines; the published details have no field for the number.
        const numbered = entries.map((one, at) =>
          layout === 'own-175' || 'messages' in one ? { ...one, sequence: at + 1 } : one,
        );
        return readsBack(numbered, { ...options, layout });
      }),
      { numRuns: 300 },
    );
  });

test('the writer refuses what its fields do not hold', () => {
  const record = {
    connectDate: '2026-10-05',
    connectTime: '09:12:07',
    toNumber: '5737773456',
    trunkGroup: 'CO521001',
    conversationMs: 1000,
    elapsedMs: 1000,
    answered: true,
    sequence: 1,
    recordingSwitch: 'CLMBMOZA05T',
    recordedBy: '9C01',
  };
  const write = (change: object, options: WriteOptions = {}) => [
    ...writeEmi(PACK, [{ ...record, ...change }], options),
  ];
  assert.equal(write({}).length, 3);
  const refused: readonly [object, RegExp, WriteOptions?][] = [
    [{ trunkGroup: 'CO5210012' }, /trunkGroup "CO5210012" is longer than 8/],
    [{ conversationMs: 50 }, /50 ms does not fit HHMMSST/],
    [{ conversationMs: -100 }, /-100 ms does not fit HHMMSST/],
    // 100 hours
    [{ elapsedMs: 360_000_000 }, /360000000 ms does not fit HHMMSST/],
    [{ recordType: '100101' }, /no records of type 100101/],
    [{ more: { fromRao: '123' } }, /no field fromRao/],
    [{ jip: '573874' }, /no field jip/, { layout: 'published-210' }],
    [{ trunkGroup: '0521', voip: false, recordingSwitch: '573874' }, /no sign/, { layout: 'published-210' }],
  ];
  for (const [change, message, options] of refused) {
    const fits = options ? { trunkGroup: '0521', recordingSwitch: '573874' } : {};
    assert.throws(() => write({ ...fits, ...change }, options), { name: 'RangeError', message });
  }
});
