import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCdrCsv, writeCdrCsv } from './cdr-csv/index.ts';
import type { CdrRecord } from './cdr-csv/index.ts';
import { readEmi, writePack } from './emi/index.ts';
import type { EmiRecord } from './emi/index.ts';

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));
const code = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), { minLength: 1, maxLength: length })
    .map((list) => list.join(''));
/** Area code and exchange of the form NXX, N from 2 to 9. */
const nanp = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digits(2), fc.integer({ min: 2, max: 9 }), digits(6))
  .map((parts) => parts.join(''));
const maybe = <T, K extends string>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(value).map((given) => (given === null ? {} : ({ [key]: given } as Partial<Record<K, T>>)));
const instant = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2098, 0, 1) });

const emiRecord: fc.Arbitrary<EmiRecord> = fc
  .tuple(
    fc.record({
      at: instant,
      toNumber: nanp,
      trunkGroup: code(8),
      recordingSwitch: code(11),
      recordedBy: code(4),
    }),
    fc.record({
      conversation: fc.integer({ min: 0, max: 3_599_999 }),
      more: fc.integer({ min: 0, max: 900 }),
      answered: fc.boolean(),
    }),
    maybe('fromNumber', nanp),
    maybe('lrn', digits(10)),
    maybe('originatingOcn', code(4)),
    maybe('terminatingOcn', code(4)),
  )
  .map(([{ at, ...given }, { conversation, more, answered }, ...optional]) => ({
    ...given,
    connectDate: new Date(at).toISOString().slice(0, 10),
    connectTime: new Date(at).toISOString().slice(11, 19),
    conversationMs: Math.min(conversation, 3_599_000) * 100,
    elapsedMs: (Math.min(conversation, 3_599_000) + more) * 100,
    answered,
    sequence: 0,
    ...optional[0],
    ...optional[1],
    ...optional[2],
    ...optional[3],
  }));

test('an EMI pack is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(emiRecord, { maxLength: 8 }), async (records) => {
      const text = writePack({ date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' }, records);
      const source = readEmi('pack.emi', Readable.from([Buffer.from(text, 'latin1')]));
      const read: EmiRecord[] = [];
      let next = await source.next();
      for (; next.done !== true; next = await source.next())
        if (next.value.kind === 'record') read.push(next.value.record);
      assert.deepEqual(
        read,
        records.map((record, index) => ({ ...record, sequence: index + 1 })),
      );
      assert.deepEqual(next.value.problems, []);
    }),
    { numRuns: 200 },
  );
});

const cdrRecord: fc.Arbitrary<CdrRecord> = fc
  .tuple(
    fc.record({
      at: instant,
      ring: fc.integer({ min: 0, max: 60_000 }),
      talk: fc.integer({ min: 0, max: 9_000_000 }),
      off: fc.integer({ min: -999, max: 999 }),
    }),
    fc.record({
      recordId: fc
        .string({ minLength: 1, maxLength: 20 })
        .map((text) => `a${text.replaceAll(/[\n\r]/g, '')}`),
      trunkGroup: code(8),
      called: digits(10),
      releaseCode: digits(2),
      recordedBy: code(4),
    }),
    fc.boolean(),
    maybe('calling', digits(10)),
    maybe('lrn', digits(10)),
    maybe('originatingOcn', code(4)),
  )
  .map(([{ at, ring, talk, off }, given, answered, ...optional]) => ({
    ...given,
    inviteAt: new Date(at).toISOString(),
    ...(answered ? { answerAt: new Date(at + ring).toISOString() } : {}),
    endAt: new Date(at + ring + talk).toISOString(),
    conversationMs: answered ? Math.max(0, talk + off) : 0,
    ...optional[0],
    ...optional[1],
    ...optional[2],
  }));

test('call detail CSV is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cdrRecord, { maxLength: 8 }), async (records) => {
      const source = readCdrCsv('cdr.csv', Readable.from([Buffer.from(writeCdrCsv(records))]));
      const read: CdrRecord[] = [];
      for await (const row of source) {
        assert.ok(row.kind === 'record' || row.kind === 'header', JSON.stringify(row));
        if (row.kind === 'record') read.push(row.record);
      }
      assert.deepEqual(read, records);
    }),
    { numRuns: 200 },
  );
});
