/** States of a product order by the Sonata document. */
export const STATES = [
  'acknowledged',
  'assessingCancellation',
  'cancelled',
  'completed',
  'failed',
  'held.assessingCharge',
  'inProgress',
  'partial',
  'pending.assessingModification',
  'pendingCancellation',
  'rejected',
] as const;
export type OrderState = (typeof STATES)[number];

/** States of its items. */
export type ItemState =
  | 'acknowledged'
  | 'cancelled'
  | 'completed'
  | 'failed'
  | 'held'
  | 'inProgress'
  | 'pending'
  | 'rejected'
  | 'rejected.validated'
  | 'rejected.unassessed';

/** States of a request to cancel an order, or to move its date. */
export const TASK_STATES = [
  'acknowledged',
  'done',
  'done.declined',
  'inProgress.assessingCharge',
  'rejected',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What each state of a version is called here. `superseded` is none of its own: the version after it says where the order stands. */
export const ORDER_STATES: Readonly<Record<string, OrderState>> = {
  received: 'acknowledged',
  acknowledged: 'acknowledged',
  // What is asked stands as a note: the document has no state for a question.
  clarification: 'acknowledged',
  rejected: 'rejected',
  confirmed: 'inProgress',
  // Danger for the date, and a customer who is not ready, are milestones of the items.
  jeopardy: 'inProgress',
  'customer-not-ready': 'inProgress',
  completed: 'completed',
  billed: 'completed',
  cancelled: 'cancelled',
};

/** A version with a date and a change of it that is not answered yet. */
export const ASSESSING: OrderState = 'pending.assessingModification';

/** States of the document that no order here has, each with why. */
export const STATES_THAT_NEVER_ARE: Readonly<Partial<Record<OrderState | ItemState, string>>> = {
  assessingCancellation: 'A request to cancel is decided when it comes.',
  pendingCancellation: 'An order is cancelled at once.',
  'held.assessingCharge': 'Prices are those of the agreement: no order waits for one to be accepted.',
  held: 'Prices are those of the agreement: no order waits for one to be accepted.',
  failed: 'Work that cannot be done is in jeopardy until it is done or the order is cancelled.',
  partial: 'The lines of an order go together.',
  'rejected.validated': 'The lines of an order are tested and rejected together.',
  'rejected.unassessed': 'The lines of an order are tested and rejected together.',
};

/** The items of an order stand where it stands. */
export const itemState = (state: OrderState): ItemState => {
  switch (state) {
    case ASSESSING:
      return 'pending';
    case 'acknowledged':
    case 'cancelled':
    case 'completed':
    case 'failed':
    case 'inProgress':
    case 'rejected':
      return state;
    default:
      throw new Error(`No order is ${state}.`);
  }
};

export const STANDING: ReadonlySet<string> = new Set([
  'confirmed',
  'jeopardy',
  'customer-not-ready',
  'completed',
  'billed',
]);
export const OPEN: ReadonlySet<string> = new Set(['received', 'acknowledged', 'clarification']);

/** A version of an order where it stood, or stands. */
export interface VersionState {
  readonly ver: string;
  readonly state: string;
}

/**
 * Of the versions of one order, the first first, the one that says where it stands: the last with a promised or finished
 * date, else the last without an answer, else the last. And one without an answer beside it.
 */
export function standing<V extends VersionState>(versions: readonly V[]): { now: V | undefined; asked?: V } {
  const stands = versions.findLast(({ state }) => STANDING.has(state));
  const open = versions.findLast(({ state }) => OPEN.has(state));
  if (stands !== undefined) return { now: stands, ...(open === undefined ? {} : { asked: open }) };
  return { now: open ?? versions.findLast(({ state }) => state !== 'superseded') ?? versions.at(-1) };
}

/** Where an order stands that has these versions. */
export function orderState(versions: readonly VersionState[]): OrderState {
  const { now, asked } = standing(versions);
  const state = ORDER_STATES[now?.state ?? ''] ?? 'acknowledged';
  return asked !== undefined && state === 'inProgress' ? ASSESSING : state;
}

/**
 * Where a supplement stands as a request of its own: a cancellation is decided when it comes; another date is given once the version
 * is confirmed. One that was taken back or overtaken before that was not done.
 */
export function taskState(
  sup: '1' | '2',
  { state, confirmed }: { state: string; confirmed: boolean },
): TaskState {
  if (state === 'rejected') return 'rejected';
  if (OPEN.has(state)) return 'acknowledged';
  return sup === '1' || confirmed ? 'done' : 'rejected';
}
