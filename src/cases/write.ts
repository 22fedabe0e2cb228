import type { Problem } from '../base/problem.ts';
import { prepared } from '../platform/transaction.ts';
import type { Tx } from '../platform/transaction.ts';
import type { ClockRun } from './clocks.ts';
import { ENGINE_EVENTS, isFinal } from './kind.ts';
import type { CaseEvent, CaseKind, Hold } from './kind.ts';

/** A case with the events that are new in it, and what follows from all of its events. */
export interface CaseWrite {
  readonly kind: CaseKind;
  readonly caseId: string;
  /** All events, the new ones included. */
  readonly events: readonly CaseEvent[];
  /** How many of them are on record already. */
  readonly known: number;
  readonly state: string;
  readonly clocks: readonly ClockRun[];
}

/**
 * One statement for all that is written of many cases: their events, states, clocks and holds. A clock that started again
 * is one more row, so that rows are put or replaced, never taken away. Instants and sums are text or numbers that JSON holds exactly.
 */
const WRITE = prepared(`
  WITH new_event AS (
    INSERT INTO event (agreement_id, case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month)
    SELECT $1, case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month
      FROM jsonb_to_recordset($2::jsonb) AS e(case_id text, seq integer, kind text, occurred_at timestamptz,
           recorded_at timestamptz, actor text, body jsonb, prev_hash text, hash text, draft_month text)
    ON CONFLICT DO NOTHING RETURNING 1),
  new_state AS (
    INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary, open, replayed,
                            next_due_until, next_due_at, next_due_clock)
    SELECT $1, case_id, kind, state, seq, opened_at, changed_at, hash, summary, open, replayed,
           next_due_until, next_due_at, next_due_clock
      FROM jsonb_to_recordset($3::jsonb) AS s(case_id text, kind text, state text, seq integer, opened_at timestamptz,
           changed_at timestamptz, hash text, summary jsonb, open boolean, replayed boolean, next_due_until timestamptz,
           next_due_at text, next_due_clock text)
    ON CONFLICT (agreement_id, case_id) DO UPDATE
       SET state = excluded.state, seq = excluded.seq, changed_at = excluded.changed_at, hash = excluded.hash,
           summary = excluded.summary, open = excluded.open, next_due_until = excluded.next_due_until,
           next_due_at = excluded.next_due_at, next_due_clock = excluded.next_due_clock),
  new_clock AS (
    INSERT INTO clock (agreement_id, case_id, name, run, state, started_at, due_at, due_until, not_before, paused_by,
                       stopped_at, expired, elapsed, basis)
    SELECT $1, case_id, name, run, state, started_at, due_at, due_until, not_before, paused_by, stopped_at, expired, elapsed, basis
      FROM jsonb_to_recordset($4::jsonb) AS k(case_id text, name text, run integer, state text, started_at timestamptz,
           due_at text, due_until timestamptz, not_before text, paused_by text, stopped_at timestamptz, expired boolean,
           elapsed bigint, basis jsonb)
    ON CONFLICT (agreement_id, case_id, name, run) DO UPDATE
       SET state = excluded.state, due_at = excluded.due_at, due_until = excluded.due_until, not_before = excluded.not_before,
           paused_by = excluded.paused_by, stopped_at = excluded.stopped_at, expired = excluded.expired,
           elapsed = excluded.elapsed, basis = excluded.basis),
  new_hold AS (
    INSERT INTO case_hold (agreement_id, case_id, what, value)
    SELECT $1, case_id, what, value FROM jsonb_to_recordset($5::jsonb) AS h(case_id text, what text, value text)
    ON CONFLICT (agreement_id, what, value) DO UPDATE SET case_id = excluded.case_id
     WHERE case_hold.case_id = excluded.case_id
    RETURNING 1)
  SELECT (SELECT count(*)::int FROM new_event) AS events, (SELECT count(*)::int FROM new_hold) AS held`);

/**
 * Raised where another transaction wrote in the same moment what this one wants to. It bears the code of a lost serialization
 * conflict, so that the transaction runs again and sees what was written.
 */
export class WrittenMeanwhile extends Error {
  readonly code = '40001';
}

/**
 * Writes cases of one agreement. What they would hold and another open case holds comes back as problems; nothing is written
 * then. Name each case once.
 * @param holdsAre `free`: the caller looked up in this transaction that nobody else holds it.
 * @throws WrittenMeanwhile when an event, or what a case would hold, was written by somebody else in the same moment.
 */
export async function writeCases(
  tx: Tx,
  agreementId: string,
  writes: readonly CaseWrite[],
  holdsAre: 'unknown' | 'free' = 'unknown',
): Promise<Problem[]> {
  if (writes.length === 0) return [];
  const events = writes.flatMap(eventRows);
  const holds = writes.flatMap((write) => holdsOf(write).map((hold) => ({ case_id: write.caseId, ...hold })));
  const held = holdsAre === 'free' ? [] : await heldByOthers(tx, agreementId, holds);
  if (held.length > 0) return held;
  await letGo(tx, agreementId, writes, holds);
  const [written] = await tx.query<{ events: number; held: number }>(WRITE, [
    agreementId,
    JSON.stringify(events),
    JSON.stringify(writes.map(stateRow)),
    JSON.stringify(writes.flatMap(clockRows)),
    JSON.stringify(holds),
  ]);
  if (written?.events !== events.length || written.held !== holds.length)
    throw new WrittenMeanwhile('The same case, or what it holds, was written in the same moment.');
  return [];
}

const HELD = prepared(`SELECT h.case_id, h.what, h.value, c.case_id AS by
       FROM jsonb_to_recordset($2::jsonb) AS h(case_id text, what text, value text)
            JOIN LATERAL (SELECT case_id FROM case_hold
                           WHERE agreement_id = $1 AND what = h.what AND value = h.value OFFSET 0) c ON c.case_id <> h.case_id`);

/** What other cases hold of this. */
async function heldByOthers(
  tx: Tx,
  agreementId: string,
  holds: readonly (Hold & { case_id: string })[],
): Promise<Problem[]> {
  if (holds.length === 0) return [];
  const taken = await tx.query<Hold & { case_id: string; by: string }>(HELD, [
    agreementId,
    JSON.stringify(holds),
  ]);
  return taken.map(({ case_id: id, what, value, by }) => ({
    id: 'case/held',
    field: what,
    sentence: `${value} cannot be used by ${id}: ${by} uses it, and is open.`,
    cure: 'Name a free one, or have the other request cancelled.',
  }));
}

/** The engine's own events change nothing in what a case holds. */
const mayChangeHolds = ({ kind, events, known }: CaseWrite): boolean =>
  kind.holds !== undefined &&
  (known === events.length || events.slice(known).some(({ name }) => !ENGINE_EVENTS.includes(name)));

const holdsOf = (write: CaseWrite): readonly Hold[] =>
  !mayChangeHolds(write) || isFinal(write.kind, write.state) ? [] : (write.kind.holds?.(write.events) ?? []);

/** What a case held before and holds no more. */
async function letGo(
  tx: Tx,
  agreementId: string,
  writes: readonly CaseWrite[],
  holds: readonly (Hold & { case_id: string })[],
): Promise<void> {
  const ids = writes.filter((write) => write.known > 0 && mayChangeHolds(write)).map(({ caseId }) => caseId);
  if (ids.length === 0) return;
  await tx.execute(
    `DELETE FROM case_hold WHERE agreement_id = $1 AND case_id = ANY($2) AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset($3::jsonb) AS h(case_id text, what text, value text)
        WHERE (h.case_id, h.what, h.value) = (case_hold.case_id, case_hold.what, case_hold.value))`,
    [agreementId, ids, JSON.stringify(holds)],
  );
}

const eventRows = ({ kind, caseId, events, known }: CaseWrite): object[] =>
  events.slice(known).map((event) => ({
    case_id: caseId,
    seq: event.seq,
    kind: `${kind.kind}.${event.name}`,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    actor: event.actor,
    body: event.body,
    prev_hash: event.prevHash,
    hash: event.hash,
    draft_month: event.draftMonth,
  }));

function stateRow({ kind, caseId, events, state, clocks }: CaseWrite): object {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`${caseId} has no event.`);
  const next = clocks
    .filter((clock) => clock.state === 'running' && !clock.expired && clock.dueUntil !== undefined)
    .reduce<ClockRun | undefined>(
      (soonest, clock) => (isSooner(clock, soonest) ? clock : soonest),
      undefined,
    );
  return {
    case_id: caseId,
    kind: kind.kind,
    state,
    seq: last.seq,
    opened_at: first.occurredAt,
    changed_at: last.occurredAt,
    hash: last.hash,
    summary: kind.summary?.(events) ?? {},
    open: !isFinal(kind, state),
    replayed: first.draftMonth !== undefined,
    next_due_until: next?.dueUntil,
    next_due_at: next?.dueAt,
    next_due_clock: next?.name,
  };
}

const isSooner = (clock: ClockRun, other: ClockRun | undefined): boolean =>
  other?.dueUntil === undefined ||
  (clock.dueUntil !== undefined && Temporal.Instant.compare(clock.dueUntil, other.dueUntil) < 0);

/** The clocks that the new events may have moved; all of them where it is projected anew. */
function clockRows({ caseId, clocks, events, known }: CaseWrite): object[] {
  const added = events.slice(known);
  const all = added.length === 0 || added.some(({ name }) => !ENGINE_EVENTS.includes(name));
  const named = new Set(added.map(({ body }) => body['clock']));
  return clocks
    .filter(({ name }) => all || named.has(name))
    .map((run) => ({
      case_id: caseId,
      name: run.name,
      run: run.run,
      state: run.state,
      started_at: run.startedAt,
      due_at: run.dueAt,
      due_until: run.dueUntil,
      not_before: run.notBefore,
      paused_by: run.pausedBy,
      stopped_at: run.stoppedAt,
      expired: run.expired,
      elapsed: run.elapsedSeconds === undefined ? null : Number(run.elapsedSeconds),
      basis: run.basis,
    }));
}
