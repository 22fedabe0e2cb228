import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { prepared } from '../platform/transaction.ts';
import type { Tx } from '../platform/transaction.ts';
import { eventHash } from './chain.ts';
import { runClocks } from './clocks.ts';
import type { ClockRun } from './clocks.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { stateAfter } from './event-problems.ts';
import { standsAgainst } from './stands-against.ts';
import { instantText, loadEvents } from './store.ts';
import { writeCases } from './write.ts';
import type { CaseWrite } from './write.ts';

/** A case as its events make it. */
export interface CaseRecord {
  readonly caseId: string;
  readonly kind: string;
  /** `START` where nothing has happened yet. */
  readonly state: string;
  readonly events: readonly CaseEvent[];
  readonly clocks: readonly ClockRun[];
}

const LOCK = prepared('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');

/**
 * Records events of a case, in their order, with the state and clocks that follow, in the caller's transaction. What is not
 * allowed comes back as problems that say what is; nothing of the case is written then.
 */
export async function record(
  tx: Tx,
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  ...added: readonly NewEvent[]
): Promise<Result<CaseRecord>> {
  // One event of a case at a time, the first included.
  await tx.query(LOCK, [`${agreement.id} ${caseId}`]);
  const { kind: recorded, events } = await loadEvents(tx, agreement.id, caseId);
  if (recorded !== '' && recorded !== kind.kind) return fail(otherKind(caseId, recorded, kind.kind));
  const next = follow(agreement, kind, caseId, events, added);
  if (!next.ok) return next;
  const held = await writeCases(tx, agreement.id, [next.value]);
  return held.length > 0 ? fail(...held) : ok(recordOf(next.value));
}

/** The case after these events, to be written: hashed and chained, or everything that stands against the first that cannot be. */
export function follow(
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  known: readonly CaseEvent[],
  added: readonly NewEvent[],
): Result<CaseWrite> {
  const events = [...known];
  for (const event of added) {
    const problems = standsAgainst(agreement, kind, caseId, events, event);
    if (problems.length > 0) return fail(...problems);
    const draft = {
      ...event,
      occurredAt: instantText(event.occurredAt),
      recordedAt: instantText(event.recordedAt),
      seq: events.length + 1,
      prevHash: events.at(-1)?.hash ?? '',
    };
    events.push({ ...draft, hash: eventHash(agreement.id, caseId, kind.kind, draft) });
  }
  return ok(toWrite(agreement, kind, caseId, events, known.length));
}

const toWrite = (
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
  known: number,
): CaseWrite => ({
  kind,
  caseId,
  events,
  known,
  state: stateAfter(kind, events),
  clocks: runClocks(agreement, kind, events),
});

/** The case as it is once it is written. */
export const recordOf = ({ kind, caseId, state, events, clocks }: CaseWrite): CaseRecord => ({
  caseId,
  kind: kind.kind,
  state,
  events,
  clocks,
});

const otherKind = (caseId: string, is: string, wanted: string): Problem => ({
  id: 'case/other-kind',
  field: 'case',
  sentence: `"${caseId}" is a case of kind ${is}, not ${wanted}.`,
  cure: 'Name another case, or the kind that it is.',
});

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

/** Puts state, clocks and holds as they follow from these events, the last of which may have gone; without events the case is no more. */
export async function project(
  tx: Tx,
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
): Promise<void> {
  const about = [agreement.id, caseId];
  if (events.length === 0) {
    await tx.execute('DELETE FROM case_state WHERE agreement_id = $1 AND case_id = $2', about);
    return;
  }
  await tx.execute('DELETE FROM clock WHERE agreement_id = $1 AND case_id = $2', about);
  const held = await writeCases(tx, agreement.id, [toWrite(agreement, kind, caseId, events, events.length)]);
  if (held.length > 0) throw new Error(held.map(({ sentence }) => sentence).join(' '));
}
