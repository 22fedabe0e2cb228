import type { TSchema } from 'typebox';
import { START, STAY } from '../../cases/kind.ts';
import type { CaseClock, CaseKind, EventDef } from '../../cases/kind.ts';
import { focFacts, installationFacts } from './interval-facts.ts';
import type { IntervalOrder } from './interval-facts.ts';
import {
  BillingCompleted,
  By,
  Cancelled,
  ClarificationRequested,
  Completed,
  Confirmed,
  CustomerNotReady,
  Deferred,
  Jeopardy,
  JeopardyCleared,
  Rejected,
  Rescheduled,
  bodyOf,
} from './order-events.ts';
import { cancelledByClock } from './order-expiry.ts';
import { deferralProblems, jeopardyProblems, limitProblems } from './order-guards.ts';
import type { OrderKindName } from './order-id.ts';
import { orderHolds, orderSummary } from './order-summary.ts';

type ClockChoice = Pick<CaseClock, 'clock' | 'clocks' | 'optional'>;

interface OrderKind {
  readonly kind: OrderKindName;
  readonly title: string;
  readonly doc: string;
  /** Shape of the order in its first event. */
  readonly body: TSchema;
  /** Form that the first event is. */
  readonly document: string;
  readonly foc: ClockChoice;
  readonly installation: ClockChoice;
}

/** States in which nobody has answered yet. */
export const UNANSWERED: readonly string[] = ['received', 'acknowledged', 'clarification'];
/** States in which a date is promised. */
export const PROMISED: readonly string[] = ['confirmed', 'jeopardy', 'customer-not-ready'];
/** States in which the order is over. */
export const OVER: readonly string[] = ['rejected', 'completed', 'billed', 'cancelled', 'superseded'];

const STATES: CaseKind['states'] = [
  { name: 'received', doc: 'Arrived; its clocks run.' },
  { name: 'acknowledged', doc: 'Landed and tested against the edits; waits for its verdict.' },
  { name: 'clarification', doc: 'A person asks something; cured by the next version or a cancellation.' },
  { name: 'rejected', doc: 'Failed edits, all of them named. Cured by the next version.', final: true },
  { name: 'confirmed', doc: 'Has a firm order confirmation with a due date.' },
  { name: 'jeopardy', doc: 'The date is in danger, or missed; the reason is coded.' },
  { name: 'customer-not-ready', doc: 'The work could not be done for the customer; waits for a new date.' },
  { name: 'completed', doc: 'Work done; charges and inventory follow.', settled: true },
  { name: 'billed', doc: 'Its charges stand on a bill.', final: true },
  { name: 'cancelled', doc: 'Taken back by the orderer, or by a clock that ran out.', final: true },
  { name: 'superseded', doc: 'A later version took its place.', final: true },
];

/** The events of an order, of whichever form: what may happen in which state, and who says it. */
function eventsOf(kind: OrderKindName, body: TSchema): EventDef[] {
  return [
    { name: 'received', from: [START], to: 'received', doc: 'The version arrived.', body },
    {
      name: 'acknowledged',
      from: ['received'],
      to: 'acknowledged',
      by: 'other',
      doc: 'Receipt acknowledged.',
    },
    {
      name: 'clarification-requested',
      from: ['acknowledged'],
      to: 'clarification',
      by: 'other',
      doc: 'The service centre asks something before it answers.',
      body: ClarificationRequested,
    },
    {
      name: 'clarification-withdrawn',
      from: ['clarification'],
      to: 'acknowledged',
      by: 'other',
      doc: 'The service centre found the answer itself.',
    },
    {
      name: 'rejected',
      from: ['acknowledged'],
      to: 'rejected',
      by: 'other',
      doc: 'Edits failed.',
      body: Rejected,
    },
    {
      name: 'confirmed',
      from: ['acknowledged'],
      to: 'confirmed',
      by: 'other',
      doc: 'Firm order confirmation.',
      body: Confirmed,
    },
    {
      name: 'supplemented',
      from: PROMISED,
      to: STAY,
      by: 'opener',
      doc: 'A supplement came; it takes the place of this version once it is confirmed.',
      body: By,
    },
    {
      name: 'supplement-refused',
      from: PROMISED,
      to: STAY,
      by: 'other',
      doc: 'The supplement was not taken: this version stands.',
      body: By,
    },
    {
      name: 'jeopardy',
      from: ['confirmed', 'jeopardy'],
      to: 'jeopardy',
      by: 'other',
      doc: 'The date is in danger, or was missed.',
      body: Jeopardy,
      admits: (agreement, _, event) => jeopardyProblems(agreement, kind, event),
    },
    {
      name: 'deferred',
      from: ['jeopardy'],
      to: STAY,
      by: 'opener',
      doc: 'The orderer waits for facilities.',
      body: Deferred,
      admits: deferralProblems,
    },
    {
      name: 'jeopardy-cleared',
      from: ['jeopardy'],
      to: 'confirmed',
      by: 'other',
      doc: 'A new date is promised.',
      body: JeopardyCleared,
    },
    {
      name: 'customer-not-ready',
      from: ['confirmed', 'jeopardy'],
      to: 'customer-not-ready',
      by: 'other',
      doc: 'The work could not be done for the customer.',
      body: CustomerNotReady,
    },
    {
      name: 'rescheduled',
      from: ['customer-not-ready'],
      to: 'confirmed',
      by: 'opener',
      doc: 'The orderer gives a new date.',
      body: Rescheduled,
      admits: (agreement, history, event) => limitProblems(agreement, kind, history, event),
    },
    {
      name: 'completed',
      from: ['confirmed', 'jeopardy'],
      to: 'completed',
      by: 'other',
      doc: 'Work completed.',
      body: Completed,
    },
    {
      name: 'billing-completed',
      from: ['completed'],
      to: 'billed',
      by: 'other',
      doc: 'Its charges are on a bill.',
      body: BillingCompleted,
    },
    {
      name: 'cancelled',
      from: [...UNANSWERED, ...PROMISED],
      to: 'cancelled',
      by: 'opener',
      doc: 'Cancelled by the orderer, or by a clock that ran out.',
      body: Cancelled,
    },
    {
      name: 'superseded',
      from: [...UNANSWERED, ...PROMISED],
      to: 'superseded',
      by: 'other',
      doc: 'Replaced by a later version.',
    },
  ];
}

function clocksOf(kind: OrderKindName, foc: ClockChoice, installation: ClockChoice): CaseClock[] {
  const ends = ['cancelled', 'superseded'];
  return [
    {
      name: 'foc',
      startsOn: ['received'],
      stopsOn: ['confirmed', 'rejected', ...ends],
      facts: (body) => focFacts(bodyOf<IntervalOrder>(body), kind === 'lsr'),
      ...foc,
    },
    {
      name: 'reject',
      startsOn: ['received'],
      stopsOn: ['rejected', 'clarification-requested', 'confirmed', ...ends],
      clock: () => `${kind}-reject`,
      clocks: [`${kind}-reject`],
      passes: true,
      optional: true,
    },
    {
      name: 'clarification',
      startsOn: ['clarification-requested'],
      stopsOn: ['superseded', 'cancelled', 'clarification-withdrawn'],
      performer: 'opener',
      clock: () => `${kind}-clarification`,
      clocks: [`${kind}-clarification`],
      optional: true,
    },
    {
      name: 'installation',
      startsOn: ['received'],
      stopsOn: ['completed', 'rejected', ...ends],
      facts: (body, view) => installationFacts(bodyOf<IntervalOrder>(body), view),
      ...installation,
    },
    {
      name: 'customer-not-ready',
      startsOn: ['customer-not-ready'],
      stopsOn: ['rescheduled', ...ends],
      performer: 'opener',
      clock: () => `${kind}-customer-not-ready`,
      clocks: [`${kind}-customer-not-ready`],
      facts: ({ dueOn }) => ({ dueOn }),
      optional: true,
    },
  ];
}

/** The life of an order: the same whether it came as an LSR or an ASR, by its own clocks and codes. */
export function orderKind({ kind, title, doc, body, document, foc, installation }: OrderKind): CaseKind {
  return {
    kind,
    title,
    doc,
    states: STATES,
    events: eventsOf(kind, body),
    clocks: clocksOf(kind, foc, installation),
    customer: ['endUser', 'address', 'numbers', 'forms', 'follows.held'],
    documents: {
      received: document,
      acknowledged: 'acknowledgement',
      'clarification-requested': 'query',
      rejected: 'reject',
      confirmed: 'FOC',
      jeopardy: 'jeopardy notice',
      'customer-not-ready': 'customer not ready',
      completed: 'SOC',
      'billing-completed': 'BCN',
    },
    summary: orderSummary,
    holds: orderHolds,
    effects: (_, caseId, events) => cancelledByClock(kind, caseId, events),
  };
}
