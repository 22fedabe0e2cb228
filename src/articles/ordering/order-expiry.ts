import { CLOCK_EXPIRED } from '../../cases/kind.ts';
import type { CaseEvent, Effect } from '../../cases/kind.ts';
import type { CancellationStage } from './order-events.ts';
import type { OrderKindName } from './order-id.ts';

/** Clocks of the orderer: an order in which one of them runs out is cancelled. */
const CANCELLING = new Set<unknown>(['clarification', 'customer-not-ready']);

/** How far the order has come. */
export const stageOf = (events: readonly Pick<CaseEvent, 'name'>[]): CancellationStage =>
  events.some(({ name }) => name === 'confirmed') ? 'after-confirmation' : 'before-confirmation';

/** What follows from a clock that ran out: the program cancels what the orderer left without an answer or a new date. */
export function cancelledByClock(
  kind: OrderKindName,
  caseId: string,
  events: readonly CaseEvent[],
): Effect[] {
  const last = events.at(-1);
  if (last?.name !== CLOCK_EXPIRED || !CANCELLING.has(last.body['clock'])) return [];
  const follows = events[0]?.body['follows'] as { readonly caseId: string } | undefined;
  const isAnswered = events.some(({ name }) => name === 'confirmed');
  return [
    // The version that it would have replaced stands as it was.
    ...(follows === undefined || isAnswered
      ? []
      : [{ kind, caseId: follows.caseId, event: 'supplement-refused', body: { by: caseId } }]),
    {
      kind,
      caseId,
      event: 'cancelled',
      body: { clock: last.body['clock'], stage: stageOf(events) },
    },
  ];
}
