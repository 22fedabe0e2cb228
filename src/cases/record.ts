import type { Agreement } from '../agreement/agreement.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/transaction.ts';
import { eventHash } from './chain.ts';
import { runClocks } from './clocks.ts';
import type { ClockRun } from './clocks.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { stateAfter } from './event-problems.ts';
import { standsAgainst } from './stands-against.ts';
import { insertEvent, instantText, loadEvents, saveProjection } from './store.ts';

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
  // One event of a case at a time, the first included.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${agreement.id} ${caseId}`]);
  const { events } = await loadEvents(tx, agreement.id, caseId);
  const problems = standsAgainst(agreement, kind, caseId, events, event);
  if (problems.length > 0) return fail(...problems);
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
  const there = await loadEvents(tx, agreement.id, caseId);
  // A case of another kind is none of this one.
  const events = there.kind === kind.kind ? there.events : [];
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
