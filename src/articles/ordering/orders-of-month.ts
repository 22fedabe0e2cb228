import type { Agreement } from '../../agreement/agreement.ts';
import { runClocks } from '../../cases/clocks.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { localDate } from '../../cases/instant.ts';
import { loadEvents } from '../../cases/store.ts';
import type { Tx } from '../../platform/database.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import { bodyOf } from './order-events.ts';
import type { Completed } from './order-events.ts';
import { OVER } from './order-kind.ts';
import { kindNamed, orderKinds } from './order-records.ts';

/** The instants at which a month begins and at which the next one does. */
export interface Span {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** An order as it was at the end of the month. */
export interface SeenOrder {
  readonly order: OrderCase;
  /** Kept by the files of a month; false: answered by hand, as it happened. */
  readonly replayed: boolean;
  /** Its state now: of an order that is answered by hand it may have gone on since. */
  readonly stateNow: string;
}

interface Row {
  case_id: string;
  kind: 'lsr' | 'asr';
  state: string;
  replayed: boolean;
}

/** Orders that something happened to in the month, and those that were open at its end; by receipt. */
export async function ordersOfMonth(
  tx: Tx,
  agreement: Agreement,
  { start, end }: Span,
): Promise<SeenOrder[]> {
  const rows = await tx.query<Row>(
    `SELECT case_id, kind, state, replayed FROM case_state s
      WHERE agreement_id = $1 AND kind = ANY($2) AND opened_at < $4
        AND (open OR changed_at >= $3 OR state = 'completed' AND NOT replayed OR EXISTS (
          SELECT FROM clock k WHERE (k.agreement_id, k.case_id) = (s.agreement_id, s.case_id)
             AND (k.due_until >= $3 OR k.stopped_at >= $3)))`,
    [agreement.id, orderKinds.map(({ kind }) => kind), start, end],
  );
  const seen: SeenOrder[] = [];
  for (const { case_id: caseId, kind, state, replayed } of rows) {
    const order = await orderAt(tx, agreement, { caseId, kind, replayed }, end);
    if (order && concerns(order, start)) seen.push({ order, replayed, stateNow: state });
  }
  return seen.sort((a, b) => byReceipt(a.order, b.order));
}

/**
 * What an order answered by hand had become by then: what happened to it later is of a later month, but for work of the month that
 * was reported after it.
 */
async function orderAt(
  tx: Tx,
  agreement: Agreement,
  { caseId, kind, replayed }: { caseId: string; kind: 'lsr' | 'asr'; replayed: boolean },
  end: Temporal.Instant,
): Promise<OrderCase | undefined> {
  const { events: all } = await loadEvents(tx, agreement.id, caseId);
  const monthAfter = localDate(agreement, end);
  const last = all.findLastIndex(
    ({ name, occurredAt, body }) =>
      Temporal.Instant.compare(occurredAt, end) < 0 ||
      (name === 'completed' && bodyOf<Completed>(body).completedOn < monthAfter),
  );
  const events = replayed ? all : all.slice(0, last + 1);
  if (events.length === 0) return undefined;
  const declared = kindNamed(kind);
  const state = stateAfter(declared, events);
  return orderCase({ caseId, kind, state, events, clocks: runClocks(agreement, declared, events) });
}

/** Open, or touched since the month began: its receipt, its verdict, its completion or a clock that ran out. */
function concerns(order: OrderCase, start: Temporal.Instant): boolean {
  const moments = [
    order.receivedAt,
    order.focAt,
    order.completedAt,
    order.cancelled?.at,
    ...order.clocks.flatMap(({ stoppedAt, dueUntil }) => [stoppedAt, dueUntil]),
  ];
  return (
    !OVER.includes(order.state) ||
    moments.some((moment) => moment !== undefined && Temporal.Instant.compare(moment, start) >= 0)
  );
}

const byReceipt = (a: OrderCase, b: OrderCase): number =>
  Temporal.Instant.compare(a.receivedAt, b.receivedAt) || (a.id < b.id ? -1 : 1);
