import type { Agreement } from '../agreement/agreement.ts';
import { misfits } from '../agreement/schema.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/transaction.ts';
import { eventHash } from './chain.ts';
import { runClocks } from './clocks.ts';
import type { ClockRun } from './clocks.ts';
import { ENGINE_EVENTS, START, STAY, allowedIn } from './kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { windowProblems } from './window.ts';
import { insertEvent, instantText, loadEvents, saveProjection } from './store.ts';

/** Who acts when no party does: the program. */
export const PROGRAM = 'meetpoint';

/** A case as its events make it. */
export interface CaseRecord {
  readonly caseId: string;
  readonly kind: string;
  /** `START` where nothing has happened yet. */
  readonly state: string;
  readonly events: readonly CaseEvent[];
  readonly clocks: readonly ClockRun[];
}

/**
 * Records one event of a case with the state and clocks that follow, in the caller's transaction. What is not allowed
 * comes back as problems that say what is; nothing is written then.
 */
export async function record(
  tx: Tx,
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  event: NewEvent,
): Promise<Result<CaseRecord>> {
  await tx.query('SELECT 1 FROM case_state WHERE agreement_id = $1 AND case_id = $2 FOR UPDATE', [
    agreement.id,
    caseId,
  ]);
  const { events } = await loadEvents(tx, agreement.id, caseId);
  const problems = [
    ...eventProblems(kind, caseId, events, event),
    ...partyProblems(agreement, kind, events, event),
  ];
  if (problems.length > 0) return fail(...problems);
  const def = kind.events.find(({ name }) => name === event.name);
  const outside = [
    ...windowProblems(agreement, kind, events, event),
    ...(def?.admits?.(agreement, events, event) ?? []),
  ];
  if (outside.length > 0) return fail(...outside);
  const prevHash = events.at(-1)?.hash ?? '';
  const draft = {
    ...event,
    occurredAt: instantText(event.occurredAt),
    recordedAt: instantText(event.recordedAt),
    seq: events.length + 1,
    prevHash,
  };
  const recorded: CaseEvent = { ...draft, hash: eventHash(agreement.id, caseId, kind.kind, draft) };
  await insertEvent(tx, agreement.id, caseId, kind.kind, recorded);
  return ok(await project(tx, agreement, kind, caseId, [...events, recorded]));
}

/** The case as recorded; state `START` and no events when there is none. */
export async function loadCase(
  tx: Tx,
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
): Promise<CaseRecord> {
  const { events } = await loadEvents(tx, agreement.id, caseId);
  return {
    caseId,
    kind: kind.kind,
    state: stateAfter(kind, events),
    events,
    clocks: runClocks(agreement, kind, events),
  };
}

/** Writes state and clocks as they follow from these events. */
export async function project(
  tx: Tx,
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
): Promise<CaseRecord> {
  const state = stateAfter(kind, events);
  const clocks = runClocks(agreement, kind, events);
  await saveProjection(tx, agreement.id, caseId, kind.kind, events, state, clocks);
  return { caseId, kind: kind.kind, state, events, clocks };
}

/** State of a case after these events. */
export function stateAfter(kind: CaseKind, events: readonly Pick<CaseEvent, 'name'>[]): string {
  let state = START;
  for (const event of events) {
    const to = kind.events.find(({ name }) => name === event.name)?.to;
    if (to !== undefined && to !== STAY) state = to;
  }
  return state;
}

/** What stands against an event: state, body, order of time, guard. */
export function eventProblems(
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const state = stateAfter(kind, events);
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `case/${slug}`,
    field,
    sentence,
    cure,
  });
  const def = kind.events.find(({ name }) => name === event.name);
  if (ENGINE_EVENTS.includes(event.name)) return [];
  if (!def?.from.includes(state)) {
    const allowed = allowedIn(kind, state).join(', ') || 'nothing more';
    return [
      problem(
        'not-allowed',
        'event',
        `"${event.name}" cannot happen in ${caseId}, which is ${state === START ? 'not opened' : state}.`,
        `Allowed there: ${allowed}.`,
      ),
    ];
  }
  const problems = (def.body ? misfits(def.body, event.body) : []).map(({ path, sentence, cure }) =>
    problem('body', path, sentence, cure),
  );
  const last = events.at(-1);
  if (last !== undefined && Temporal.Instant.compare(event.occurredAt, last.occurredAt) < 0) {
    problems.push(
      problem(
        'order-of-time',
        'occurredAt',
        `"${event.name}" of ${caseId} at ${event.occurredAt} lies before "${last.name}" at ${last.occurredAt}.`,
        'Give the time at which it happened.',
      ),
    );
  }
  return problems.length > 0 ? problems : (def.guard?.(events, event) ?? []);
}

/** An event that belongs to one side of the case is done by that party, or by the program for it. */
function partyProblems(
  agreement: Agreement,
  kind: CaseKind,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const by = kind.events.find(({ name }) => name === event.name)?.by;
  const opener = events[0]?.actor;
  if (by === undefined || opener === undefined || event.actor === PROGRAM) return [];
  const { ilec, clec } = agreement.parties;
  const other = opener === ilec ? clec : ilec;
  const wanted = by === 'opener' ? opener : other;
  if (event.actor === wanted) return [];
  return [
    {
      id: 'case/not-yours',
      field: 'actor',
      sentence: `"${event.name}" is for ${wanted} to say, and ${event.actor} says it.`,
      cure: `Let ${wanted} record it.`,
    },
  ];
}
