import type { CaseEvent, CaseSummary, Hold } from '../../cases/kind.ts';
import type { Asr } from './asr.ts';
import { bodyOf } from './order-events.ts';
import type { Jeopardy, JeopardyCleared } from './order-events.ts';

/** The order in the first event, and the last body of an event of that name. */
const orderOf = (events: readonly CaseEvent[]): Asr | undefined => {
  const first = events.find(({ name }) => name === 'received');
  return first && bodyOf<Asr>(first.body);
};

const lastOf = (events: readonly CaseEvent[], ...names: string[]): CaseEvent | undefined =>
  events.findLast(({ name }) => names.includes(name));

/** The date that is promised now; undefined before a confirmation. */
export function promisedDate(events: readonly CaseEvent[]): string | undefined {
  const last = lastOf(events, 'confirmed', 'jeopardy-cleared', 'rescheduled');
  return last && String(last.body['dueDate']);
}

/** The last day of the work that is promised now: of a cut over several days the last of them. */
export function lastPromisedDay(events: readonly CaseEvent[]): string | undefined {
  const last = lastOf(events, 'confirmed', 'jeopardy-cleared', 'rescheduled');
  const { cuts = [] } = last ? bodyOf<JeopardyCleared>(last.body) : {};
  return cuts.reduce<string | undefined>(
    (latest, { date }) => (latest === undefined || date > latest ? date : latest),
    promisedDate(events),
  );
}

/** What lists of orders show and search. Nothing in it tells of the end user. */
export function orderSummary(events: readonly CaseEvent[]): CaseSummary {
  const order = orderOf(events);
  if (!order) return {};
  const jeopardy = lastOf(events, 'jeopardy');
  const completed = lastOf(events, 'completed');
  const loss = completed?.body['loss'];
  return {
    pon: order.pon,
    ver: order.ver,
    ccna: order.ccna,
    reqtyp: order.reqtyp,
    act: order.act,
    product: order.product,
    quantity: order.quantity,
    wireCenter: order.wireCenter,
    channel: order.channel,
    desiredDueDate: order.desiredDueDate || null,
    dueDate: promisedDate(events) ?? null,
    expedite: order.expedite,
    ...(order.sup === undefined ? {} : { sup: order.sup }),
    ...(order.project === undefined ? {} : { project: order.project }),
    ...(order.coordinated === undefined ? {} : { coordinated: order.coordinated }),
    ...(order.relatedPons === undefined ? {} : { relatedPons: order.relatedPons.join(' ') }),
    ...(jeopardy === undefined ? {} : { jeopardy: bodyOf<Jeopardy>(jeopardy.body).code }),
    ...(completed === undefined ? {} : { completedOn: String(completed.body['completedOn']) }),
    ...(typeof loss === 'string' ? { loss, loser: order.oldProvider ?? null } : {}),
  };
}

/** Activities that take a facility assignment into use. */
const USES_FACILITY = new Set(['N', 'C', 'T', 'V', 'W', 'Z']);

/**
 * What no second open order may use: the facility assignment, the circuits and the numbers that it is about. It holds them
 * from its acknowledgement; what the version before still holds, from its own confirmation, which ends that version.
 */
export function orderHolds(events: readonly CaseEvent[]): Hold[] {
  const order = orderOf(events);
  if (!order || !events.some(({ name }) => name === 'acknowledged') || order.sup === '1') return [];
  const confirmed = events.some(({ name }) => name === 'confirmed');
  const others = new Set(confirmed ? [] : (order.follows?.held ?? []));
  return allHolds(order).filter(({ what, value }) => !others.has(`${what} ${value}`));
}

/** All that an order would hold were it the only version. */
export function allHolds(order: Asr): Hold[] {
  const uses = order.cfa !== '' && USES_FACILITY.has(order.act);
  return [
    ...(uses ? [{ what: 'cfa', value: order.cfa }] : []),
    ...[...new Set(order.ecckts)].map((value) => ({ what: 'circuit', value })),
    ...[...new Set(order.numbers ?? [])].map((value) => ({ what: 'number', value })),
  ];
}
