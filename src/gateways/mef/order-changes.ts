import { kindNamed } from '../../articles/ordering/order-records.ts';
import { findJeopardyCode } from '../../articles/ordering/jeopardy-codes.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import type { OrderRecord } from './order-record.ts';
import { orderState } from './states.ts';
import type { OrderState } from './states.ts';

/** The event that brought something about. */
export interface Cause {
  readonly caseId: string;
  readonly seq: number;
}

export interface OrderStateChange {
  readonly state: OrderState;
  readonly changeDate: string;
  readonly changeReason?: string;
}

/** An event of one of the versions of an order. */
interface Happened {
  readonly version: number;
  readonly event: CaseEvent;
}

/** What happened to an order, over all its versions, in the order of time. */
function happened({ versions }: OrderRecord): Happened[] {
  return versions
    .flatMap(({ events }, version) => events.map((event) => ({ version, event })))
    .sort(
      (a, b) =>
        Temporal.Instant.compare(a.event.occurredAt, b.event.occurredAt) ||
        a.version - b.version ||
        a.event.seq - b.event.seq,
    );
}

/**
 * Where the order stood, from each change on. What happened in one moment is one change; the order is acknowledged first, even
 * where it was rejected at once.
 */
export const stateChanges = (record: OrderRecord): OrderStateChange[] =>
  causedChanges(record).map(({ change }) => change);

/** The same, each with the event that brought it about. */
export function causedChanges(
  record: OrderRecord,
): { readonly change: OrderStateChange; readonly cause: Cause }[] {
  const kind = kindNamed(record.key.kind);
  const all = happened(record);
  const seen = new Map<number, CaseEvent[]>();
  const changes: { change: OrderStateChange; cause: Cause }[] = [];
  all.forEach(({ version, event }, index) => {
    const events = [...(seen.get(version) ?? []), event];
    seen.set(version, events);
    const cause = { caseId: record.versions[version]?.caseId ?? '', seq: event.seq };
    if (changes.length === 0)
      changes.push({ change: { state: 'acknowledged', changeDate: event.occurredAt }, cause });
    if (all[index + 1]?.event.occurredAt === event.occurredAt) return;
    const state = orderState(
      [...seen]
        .sort(([a], [b]) => a - b)
        .map(([at, of]) => ({ ver: record.versions[at]?.ver ?? '', state: stateAfter(kind, of) })),
    );
    if (state === changes.at(-1)?.change.state) return;
    const reason = reasonOf(event);
    changes.push({
      change: {
        state,
        changeDate: event.occurredAt,
        ...(reason === undefined ? {} : { changeReason: reason }),
      },
      cause,
    });
  });
  return changes;
}

function reasonOf({ name, body }: CaseEvent): string | undefined {
  if (name === 'rejected') {
    const failed = (body['rejections'] ?? []) as readonly { readonly id: string }[];
    return `Failed edits: ${failed.map(({ id }) => id).join(', ')}.`;
  }
  if (name === 'cancelled' && typeof body['clock'] === 'string')
    return `The time of clock ${body['clock']} ran out.`;
  return undefined;
}

export interface Milestone {
  readonly name: string;
  readonly date: string;
  readonly note?: string;
}

/** Events that are milestones of the items, by the names that they have here. A date in danger is one of them. */
export const MILESTONES: Readonly<Record<string, string>> = {
  'clarification-requested': 'clarificationRequested',
  'clarification-withdrawn': 'clarificationWithdrawn',
  confirmed: 'orderConfirmed',
  jeopardy: 'jeopardy',
  deferred: 'deferred',
  'jeopardy-cleared': 'jeopardyCleared',
  'customer-not-ready': 'customerNotReady',
  rescheduled: 'rescheduled',
  completed: 'workCompleted',
  'billing-completed': 'billingCompleted',
};

/** Events that promise a day. */
export const DATING: ReadonlySet<string> = new Set(['confirmed', 'jeopardy-cleared', 'rescheduled']);

/** The milestones of an order's items. */
export function milestones(record: OrderRecord): Milestone[] {
  return happened(record).flatMap(({ event }) => {
    const name = MILESTONES[event.name];
    if (name === undefined) return [];
    const note = noteOf(record.key.kind, event);
    return [{ name, date: event.occurredAt, ...(note === undefined ? {} : { note }) }];
  });
}

function noteOf(kind: 'lsr' | 'asr', { name, body }: CaseEvent): string | undefined {
  const day = typeof body['dueDate'] === 'string' ? body['dueDate'] : undefined;
  if (name === 'jeopardy') {
    const code = String(body['code']);
    const known = findJeopardyCode(kind, code);
    const missed = body['standing'] === 'miss';
    const whose = known === undefined ? '' : `: ${known.name} (caused by ${known.causedBy})`;
    return `${code}${whose}. ${missed ? `The date ${day ?? ''} was missed.` : `The date ${day ?? ''} is in danger.`}`;
  }
  if (DATING.has(name) && day !== undefined) return `Promised for ${day}.`;
  if (name === 'completed') return `Done on ${String(body['completedOn'])}.`;
  return undefined;
}
