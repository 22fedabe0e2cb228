import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Decision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Clli, ClciMsg, Factor, TrunkGroupName, TwoSixCode } from '../codes.ts';
import { WAYS } from '../groups/terms.ts';
import { directTrunkTrigger } from './direct-trunk-trigger.ts';
import { mayOrder } from './may-order.ts';
import { trunkServicing } from './trunk-servicing.ts';

const Trunks = Type.Integer({ minimum: 1 });
const Forecast = Type.Object({
  trunkGroup: TrunkGroupName,
  kind: Type.String({ minLength: 1, description: 'lec-to-lec, transit, access, ancillary' }),
  way: Code(WAYS, 'How it works'),
  originator: Type.Optional(Code(['ilec', 'clec'], 'Whose calls a one-way group carries')),
  trunks: Trunks,
  clciMsg: Type.Optional(ClciMsg),
});
const Ordered = Type.Object({
  pon: Type.String({
    minLength: 1,
    maxLength: 16,
    description: 'Purchase order number of the access service request',
  }),
  version: Type.Optional(Type.String({ pattern: '^\\d{2}$' })),
  trunks: Trunks,
  aClli: Clli,
  zClli: Clli,
  clciMsg: ClciMsg,
  twoSixCode: TwoSixCode,
  piu: Type.Optional(Factor),
  plu: Type.Optional(Factor),
  requestedOn: IsoDate('Day on which service is wanted'),
});
const Load = Type.Object({
  months: Type.Array(Type.Object({ required: Type.Integer({ minimum: 0 }), inService: Trunks }), {
    minItems: 1,
  }),
  group: Type.Optional(Code(['final', 'high-usage'], 'Default final')),
});
const DirectGroup = Type.Object({
  endOffice: Type.String({ minLength: 1 }),
  ccsByMonth: Type.Array(Type.String({ format: 'decimal' }), { minItems: 1 }),
});
const Size = Type.Object({ trunks: Type.Integer({ minimum: 0, description: 'In service from now on' }) });

/** A trunk group from its forecast to its end. */
export const trunkGroupKind = defineCaseKind({
  kind: 'trunk-group',
  title: 'Trunk group',
  doc: 'A trunk group from forecast to service, made larger, smaller or relieved by a direct group. Case ids: `TRUNK/2026-001`.',
  states: [
    { name: 'forecast', doc: 'Expected; nothing is ordered.' },
    { name: 'ordered', doc: 'An access service request is out.' },
    { name: 'confirmed', doc: 'Has a firm date; is built and tested.' },
    { name: 'tested', doc: 'Passed its tests.' },
    { name: 'in-service', doc: 'Carries calls.' },
    { name: 'over', doc: 'Its load needs more trunks than the agreement wants used.' },
    { name: 'under', doc: 'It has stood half empty for as long as the agreement says.' },
    { name: 'servicing', doc: 'A service request is out.' },
    { name: 'change-ordered', doc: 'The change is ordered.' },
    { name: 'direct-group-due', doc: 'A direct group to an end office is due beside it.' },
    { name: 'cancelled', doc: 'Never went into service.', final: true },
    { name: 'disconnected', doc: 'Taken out of service.', final: true },
  ],
  events: [
    { name: 'forecast', from: [START], to: 'forecast', doc: 'A party expects to need it.', body: Forecast },
    {
      name: 'ordered',
      from: ['forecast'],
      to: 'ordered',
      doc: 'The access service request is sent.',
      body: Ordered,
      admits: mayOrder,
    },
    {
      name: 'rejected',
      from: ['ordered'],
      to: 'forecast',
      doc: 'The request fails edits; all are named.',
      body: Type.Object({ edits: Type.Array(Type.Unknown(), { minItems: 1 }) }),
    },
    {
      name: 'confirmed',
      from: ['ordered'],
      to: 'confirmed',
      doc: 'The order is confirmed with a firm date.',
      body: Type.Object({ dueOn: IsoDate('Firm date') }),
    },
    {
      name: 'test-failed',
      from: ['confirmed', 'tested'],
      to: 'confirmed',
      doc: 'A test failed; it is tested again.',
      body: Type.Object({ what: Type.String({ minLength: 1 }) }),
    },
    { name: 'tested', from: ['confirmed'], to: 'tested', doc: 'Both ends tested it and it passed.' },
    { name: 'put-in-service', from: ['tested'], to: 'in-service', doc: 'It carries calls.', body: Size },
    {
      name: 'load-over',
      from: ['in-service'],
      to: 'over',
      doc: 'The load of a month calls for more trunks.',
      body: Load,
      admits: (agreement, _, event) => decides(agreement, event, trunkServicing, 'augment'),
    },
    {
      name: 'load-under',
      from: ['in-service'],
      to: 'under',
      doc: 'The load of some months calls for fewer trunks.',
      body: Load,
      admits: (agreement, _, event) => decides(agreement, event, trunkServicing, 'resize'),
    },
    {
      name: 'direct-group-due',
      from: ['in-service', 'over'],
      to: 'direct-group-due',
      doc: 'The load to one end office has asked for a direct group for long enough.',
      body: DirectGroup,
      admits: (agreement, _, event) =>
        decides(agreement, event, directTrunkTrigger, true, ({ ccsByMonth }) => ({ ccsByMonth })),
    },
    {
      name: 'load-normal',
      from: ['over', 'under', 'direct-group-due'],
      to: 'in-service',
      doc: 'The load has come back by itself.',
    },
    {
      name: 'service-requested',
      from: ['over', 'under'],
      to: 'servicing',
      doc: 'A trunk group service request is issued.',
      body: Type.Object({ request: Type.String({ minLength: 1, description: 'Case id: TGSR/2026-001' }) }),
    },
    {
      name: 'change-ordered',
      from: ['servicing'],
      to: 'change-ordered',
      doc: 'The change is ordered.',
      body: Type.Object({ pon: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'service-closed',
      from: ['servicing', 'change-ordered'],
      to: 'in-service',
      doc: 'The request was declined or taken back: nothing changes.',
    },
    {
      name: 'augmented',
      from: ['change-ordered'],
      to: 'in-service',
      doc: 'More trunks are in service.',
      body: Size,
      guard: grows,
    },
    {
      name: 'resized',
      from: ['change-ordered'],
      to: 'in-service',
      doc: 'Fewer trunks are in service.',
      body: Size,
      guard: shrinks,
    },
    {
      name: 'direct-group-in-service',
      from: ['direct-group-due'],
      to: 'in-service',
      doc: 'The direct group carries calls; this one takes what overflows.',
      body: Type.Object({ trunkGroup: TrunkGroupName }),
    },
    {
      name: 'cancelled',
      from: ['forecast', 'ordered', 'confirmed', 'tested'],
      to: 'cancelled',
      doc: 'It is not needed after all.',
    },
    {
      name: 'disconnected',
      from: ['in-service', 'over', 'under', 'direct-group-due'],
      to: 'disconnected',
      doc: 'It is taken out of service.',
    },
  ],
  clocks: [],
  documents: {
    ordered: 'access service request',
    confirmed: 'firm order confirmation',
    rejected: 'list of failed edits',
    tested: 'test record',
  },
  view: (_, events) => ({ trunks: trunksIn(events) ?? null }),
});

/** What the event claims is what the agreement decides of the same months. */
function decides(
  agreement: Agreement,
  { body, occurredAt, name }: NewEvent,
  decision: Decision,
  wanted: unknown,
  facts: (body: NewEvent['body']) => unknown = (same) => same,
): Problem[] {
  const asOf = localDate(agreement, occurredAt);
  const decided = runDecision(decision, agreement, facts(body), { asOf });
  if (!decided.ok) return [...decided.problems];
  if (decided.value.value === wanted) return [];
  return [
    {
      id: 'trunks/not-due',
      field: 'event',
      sentence: `"${name}" needs ${decision.name} ${String(wanted)}, and it is ${String(decided.value.value)}.`,
      cure: 'Wait for further months, or correct the load.',
      clause: decided.value.clause,
    },
  ];
}

/** Trunks in service after these events. */
function trunksIn(events: readonly CaseEvent[]): number | undefined {
  const last = events.findLast(({ name }) => ['put-in-service', 'augmented', 'resized'].includes(name));
  return last?.body['trunks'] as number | undefined;
}

function grows(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const before = trunksIn(history);
  return Number(body['trunks']) > (before ?? 0) ? [] : [wrongSize('more', before)];
}

function shrinks(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const before = trunksIn(history);
  return Number(body['trunks']) < (before ?? 0) ? [] : [wrongSize('fewer', before)];
}

const wrongSize = (word: string, before: number | undefined): Problem => ({
  id: 'trunks/size',
  field: 'trunks',
  sentence: `These are not ${word} trunks than the ${before ?? 0} before.`,
  cure: 'Give the number in service from now on.',
});
