import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BafStream, decodeFields, encodeFields, writeBaf } from './index.ts';
import type { BafFraming, BafRecord, RecordFields } from './index.ts';
import { DESCRIPTOR_BYTES } from './framing.ts';
import { callFields, digits, recordFields } from './test-records.ts';

const framings: readonly BafFraming[] = ['records', 'blocks', 'short-records'];
const framing = fc.constantFrom(...framings);

function readAll(bytes: Buffer, size: number, options: { year: number; framing?: BafFraming }) {
  const kinds: string[] = [];
  const raws: string[] = [];
  const records: BafRecord[] = [];
  const stream = new BafStream('file.baf', options, (record) => {
    kinds.push(record.kind);
    raws.push(record.raw());
    if (record.kind === 'record') records.push(record.record());
  });
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
  return { kinds, raws, records, end: stream.end(), framing: stream.framing };
}

describe('AMA/BAF is read as it was written', () => {
  test('every structure and module, in every framing and chunks of any size', () => {
    fc.assert(
      fc.property(
        fc.array(recordFields, { minLength: 1, maxLength: 12 }),
        framing,
        fc.integer({ min: 1, max: 300 }),
        (records, framing, size) => {
          const read = readAll(writeBaf(records, { framing }), size, { year: 2026 });
          assert.equal(read.framing, framing);
          assert.ok(!read.kinds.includes('damaged'), String(read.kinds));
          const skip = DESCRIPTOR_BYTES[framing] * 2;
          assert.deepEqual(
            read.raws.map((raw) => decodeFields(Buffer.from(raw.slice(skip), 'hex'))),
            records,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a call says what its fields say', () => {
    const nanp = fc
      .tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 200, max: 999 }), digits(4))
      .map(([npa, office, line]) => `${npa}${office}${line}`);
    const call = fc.record({
      structure: fc.constantFrom(1, 20, 364, 500, 501, 502, 625, 360),
      // Every minute of 2025 to 2026, to the tenth of a second.
      at: fc.integer({ min: 0, max: 730 * 864_000 - 1 }),
      from: nanp,
      to: nanp,
      tenths: fc.integer({ min: 0, max: 59_999_999 }),
      lrn: nanp,
      originatingLrn: nanp,
      group: digits(4),
      cic: fc.integer({ min: 1, max: 9999 }),
      oli: digits(2),
      answered: fc.boolean(),
    });
    fc.assert(
      fc.property(call, framing, ({ structure, at, from, to, tenths, ...given }, framing) => {
        const date = new Date(Date.UTC(2025, 0, 1) + at * 100).toISOString();
        const [hours, minutes, seconds] = [date.slice(11, 13), date.slice(14, 16), date.slice(17, 19)];
        const minutesTalked = Math.floor(tenths / 600);
        const carrier = structure === 625 || structure === 360;
        const fields: RecordFields = {
          ...callFields(structure, {
            callType: '110',
            connectDate: `${date.slice(3, 4)}${date.slice(5, 7)}${date.slice(8, 10)}`,
            connectTime: `${hours}${minutes}${seconds}${date.slice(20, 21)}`,
            elapsedTime: `0${String(minutesTalked).padStart(5, '0')}${String(tenths % 600).padStart(3, '0')}`,
            originatingNpa: from.slice(0, 3),
            originatingNumber: from.slice(3),
            terminatingNpa: `00${to.slice(0, 3)}`,
            terminatingNumber: to.slice(3),
            calledPartyOffHook: given.answered ? '0' : '1',
            icIncPrefix: `${String(given.cic).padStart(4, '0')}0`,
          }),
          modules: [
            {
              code: '104',
              fields: { trunkIdentification: `4${given.group.split('').reverse().join('')}0001` },
            },
            { code: '104', fields: { trunkIdentification: `1${given.group}0002` } },
            { code: '306', fields: { callingLineInformation: `0${given.oli}` } },
            portability('002', given.lrn),
            portability('001', given.originatingLrn),
          ],
        };
        const { records } = readAll(writeBaf([fields], { framing }), 1 << 16, { year: 2026 });
        assert.deepEqual(records, [
          {
            recordType: `baf-${String(structure).padStart(5, '0')}-110`,
            connectDate: date.slice(0, 10),
            connectTime: date.slice(11, 21),
            fromNumber: from,
            toNumber: to,
            lrn: given.lrn,
            jip: given.originatingLrn.slice(0, 6),
            oli: given.oli,
            ...(carrier ? { cic: String(given.cic).padStart(4, '0'), elapsedMs: 0 } : {}),
            trunkGroup: given.group,
            conversationMs: tenths * 100,
            answered: given.answered,
            recordingOffice: '118-067890',
            sensor: '118-012345',
            possibleDuplicate: false,
          },
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

const portability = (party: string, lrn: string) => ({
  code: '720',
  fields: {
    partyId: party,
    lrn: `0${lrn}`,
    serviceProviderIdentity: '000000000',
    location: '000000000000000',
    supportingInformation: '1010000',
  },
});

test('what does not fit its field is not written', () => {
  const record = callFields(1, {});
  const wrong: readonly RecordFields[] = [
    { ...record, structure: '0003' },
    { ...record, fields: { ...record.fields, callType: '06' } },
    { ...record, fields: { ...record.fields, callType: '0A6' } },
    { ...record, fields: { callType: '006' } },
    { ...record, modules: [{ code: '000', fields: {} }] },
    { ...record, modules: [{ code: '999', fields: {} }] },
    { ...record, modules: [{ code: '023', fields: {}, opaque: '00' }] },
  ];
  for (const fields of wrong) assert.throws(() => encodeFields(fields), RangeError);
  assert.throws(() => writeBaf([record], { framing: 'blocks', blockBytes: 60 }), RangeError);
});
