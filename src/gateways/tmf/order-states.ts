import { OVER, PROMISED } from '../../articles/ordering/order-kind.ts';

/** States of a product order, and of its items, that Meetpoint tells. */
export type OrderState =
  'acknowledged' | 'pending' | 'held' | 'inProgress' | 'completed' | 'rejected' | 'cancelled';

/**
 * What a version's state is in TM Forum's words. `pending` waits for the buyer: an answer, a new date. `held` waits for the seller: a
 * date in danger. An order is done as a whole and a cancellation is decided at once: there is no `partial`, `failed`,
 * `assessingCancellation` or `pendingCancellation`.
 */
export const ORDER_STATES: Readonly<Record<string, OrderState>> = {
  received: 'acknowledged',
  acknowledged: 'acknowledged',
  clarification: 'pending',
  rejected: 'rejected',
  confirmed: 'inProgress',
  jeopardy: 'held',
  'customer-not-ready': 'pending',
  completed: 'completed',
  billed: 'completed',
  cancelled: 'cancelled',
  // Another version stands for the order then.
  superseded: 'cancelled',
};

export const orderStateOf = (state: string): OrderState => ORDER_STATES[state] ?? 'acknowledged';

/** Versions' states that are told as one of these. */
export const versionStates = (states: readonly string[]): string[] =>
  Object.entries(ORDER_STATES).flatMap(([own, told]) => (states.includes(told) ? [own] : []));

/** A version that is promised, or done: it stands for the order until a later one is confirmed. */
export const STANDING: readonly string[] = [
  ...PROMISED,
  ...OVER.filter((state) => state === 'completed' || state === 'billed'),
];

/** The version whose state is the order's: the one that stands, whatever became of later ones that asked to change it; else the latest. */
export function leadingVersion<V extends { readonly state: string }>(versions: readonly V[]): V | undefined {
  return (
    versions.findLast(({ state }) => STANDING.includes(state)) ??
    versions.findLast(({ state }) => state !== REPLACED) ??
    versions.at(-1)
  );
}

/** State of a version that another took the place of. */
export const REPLACED = 'superseded';
