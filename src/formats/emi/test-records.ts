import fc from 'fast-check';
import type { EmiRecord, EmiSummary } from './record.ts';

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));
/** A code that is not zeros alone, which in the published layouts mean that there is none. */
const code = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789'), { minLength: 1, maxLength: length })
    .map((list) => list.join(''));
const nanp = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digits(2), fc.integer({ min: 2, max: 9 }), digits(6))
  .map((parts) => parts.join(''));
const instant = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2098, 0, 1) });

const plain = <T>(arbitraries: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(arbitraries, { noNullPrototype: true });

/** Each property is there or not. */
const OPTIONAL: fc.RecordConstraints<never> = { requiredKeys: [], noNullPrototype: true };

/** Date, time and two durations in tenths of a second, at most `maxTenths`. */
const times = (maxTenths: number) =>
  fc
    .record({
      at: instant,
      conversation: fc.integer({ min: 0, max: maxTenths }),
      more: fc.integer({ min: 0, max: 900 }),
    })
    .map(({ at, conversation, more }) => ({
      connectDate: new Date(at).toISOString().slice(0, 10),
      connectTime: new Date(at).toISOString().slice(11, 19),
      conversationMs: conversation * 100,
      elapsedMs: Math.min(conversation + more, maxTenths) * 100,
    }));

const HOURS_99 = 3_599_999;
const MINUTES_9999 = 5_999_999;

/** Details of the product's own 175 bytes. */
export const ownDetail: fc.Arbitrary<EmiRecord> = fc
  .tuple(
    times(HOURS_99),
    fc.record({
      toNumber: nanp,
      trunkGroup: code(8),
      recordingSwitch: code(11),
      recordedBy: code(4),
      answered: fc.boolean(),
    }),
    fc.record(
      {
        fromNumber: nanp,
        lrn: digits(10),
        chargeNumber: digits(10),
        dialled: digits(10),
        jip: digits(6),
        oli: digits(2),
        cic: digits(4),
        voip: fc.boolean(),
        settlementCode: code(1),
        originatingOcn: code(4),
        terminatingOcn: code(4),
      },
      OPTIONAL,
    ),
  )
  .map(([time, given, optional]) => ({ ...time, ...given, ...optional, sequence: 0 }));

/** Details of the published 210 bytes: 11-01-XX. */
export const publishedAccess: fc.Arbitrary<EmiRecord> = fc
  .tuple(
    times(MINUTES_9999),
    fc.record({
      recordType: digits(2).map((type) => `1101${type}`),
      toNumber: nanp,
      trunkGroup: code(4),
      recordingSwitch: code(6),
      recordedBy: code(4),
      answered: fc.boolean(),
    }),
    fc.record(
      {
        fromNumber: nanp,
        lrn: nanp,
        cic: code(4).map((text) => text.replaceAll(/\D/g, '7').padStart(4, '1')),
        voip: fc.constant(true),
        settlementCode: code(1),
        originatingOcn: code(4),
        terminatingOcn: code(4),
        more: plain({ originatingTerminating: code(1), indicators1to9: digits(9), fromRao: code(3) }),
      },
      OPTIONAL,
    ),
  )
  .map(([time, given, optional]) => ({ ...time, ...withoutOwnType(given), ...optional, sequence: 0 }));

/** 110120 is the type that a record has when it names none. */
function withoutOwnType<T extends { readonly recordType: string }>(given: T) {
  const { recordType, ...rest } = given;
  return recordType === '110120' ? rest : given;
}

/** Details of the published 210 bytes: 01-01-XX and 10-01-XX. */
export const publishedMessage: fc.Arbitrary<EmiRecord> = fc
  .tuple(
    times(MINUTES_9999),
    fc.record({
      recordType: fc.tuple(fc.constantFrom('0101', '1001'), digits(2)).map((parts) => parts.join('')),
      toNumber: nanp,
      answered: fc.boolean(),
    }),
    fc.record(
      {
        fromNumber: nanp,
        chargeNumber: nanp,
        voip: fc.constant(true),
        settlementCode: code(1),
        more: plain({ callingCity: code(10), messageType: code(1) }),
      },
      OPTIONAL,
    ),
  )
  .map(([time, given, optional]) => ({
    connectDate: time.connectDate,
    connectTime: time.connectTime,
    conversationMs: time.conversationMs,
    ...given,
    ...optional,
    trunkGroup: '',
    recordingSwitch: '',
    recordedBy: '',
    sequence: 0,
  }));

export const summary: fc.Arbitrary<EmiSummary> = fc
  .tuple(
    fc.record({
      recordType: digits(2).map((type) => `1150${type}`),
      trunkGroup: code(8),
      recordingSwitch: code(11),
      recordedBy: code(4),
      messages: fc.integer({ min: 0, max: 999_999_999 }),
    }),
    fc.record({
      from: instant,
      days: fc.integer({ min: 0, max: 366 }),
      tenthsOfMinutes: fc.integer({ min: 0, max: 99_999_999_999 }),
    }),
    fc.record(
      {
        originatingOcn: code(4),
        terminatingOcn: code(4),
        cic: digits(4),
        settlementCode: code(1),
      },
      OPTIONAL,
    ),
  )
  .map(([given, { from, days, tenthsOfMinutes }, optional]) => ({
    ...given,
    fromDate: new Date(from).toISOString().slice(0, 10),
    toDate: new Date(from + days * 86_400_000).toISOString().slice(0, 10),
    conversationMs: tenthsOfMinutes * 6_000,
    ...optional,
    sequence: 0,
  }));
