import type { Tx } from '../platform/transaction.ts';
import type { CaseEvent, EventBody } from './kind.ts';
import type { ClockRun } from './clocks.ts';

interface EventRow {
  seq: number;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  actor: string;
  body: EventBody;
  prev_hash: string;
  hash: string;
  draft_month: string | null;
}

/** The events of a case in order, and its kind; no events and an empty kind when there is no such case. */
export async function loadEvents(
  tx: Tx,
  agreementId: string,
  caseId: string,
): Promise<{ kind: string; events: CaseEvent[] }> {
  const rows = await tx.query<EventRow>(
    `SELECT seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month
       FROM event WHERE agreement_id = $1 AND case_id = $2 ORDER BY seq`,
    [agreementId, caseId],
  );
  const events = rows.map((row) => ({
    seq: row.seq,
    name: row.kind.slice(row.kind.indexOf('.') + 1),
    occurredAt: instantText(row.occurred_at),
    recordedAt: instantText(row.recorded_at),
    actor: row.actor,
    body: row.body,
    prevHash: row.prev_hash,
    hash: row.hash,
    ...(row.draft_month === null ? {} : { draftMonth: row.draft_month }),
  }));
  return { kind: rows[0]?.kind.split('.')[0] ?? '', events };
}

/** One spelling for one instant: UTC, no trailing zeros. @throws RangeError when it is none. */
export const instantText = (text: string): string => Temporal.Instant.from(text).toString();

export async function insertEvent(
  tx: Tx,
  agreementId: string,
  caseId: string,
  kind: string,
  event: CaseEvent,
): Promise<void> {
  await tx.execute(
    `INSERT INTO event (agreement_id, case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      agreementId,
      caseId,
      event.seq,
      `${kind}.${event.name}`,
      event.occurredAt,
      event.recordedAt,
      event.actor,
      JSON.stringify(event.body),
      event.prevHash,
      event.hash,
      event.draftMonth ?? null,
    ],
  );
}

/** Puts state and clocks of a case as they follow from its events; without events the case is no more. */
export async function saveProjection(
  tx: Tx,
  agreementId: string,
  caseId: string,
  kind: string,
  events: readonly CaseEvent[],
  state: string,
  clocks: readonly ClockRun[],
): Promise<void> {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) {
    await tx.execute('DELETE FROM case_state WHERE agreement_id = $1 AND case_id = $2', [
      agreementId,
      caseId,
    ]);
    return;
  }
  await tx.execute(
    `INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (agreement_id, case_id) DO UPDATE
       SET state = excluded.state, seq = excluded.seq, changed_at = excluded.changed_at, hash = excluded.hash`,
    [agreementId, caseId, kind, state, last.seq, first.occurredAt, last.occurredAt, last.hash],
  );
  await tx.execute('DELETE FROM clock WHERE agreement_id = $1 AND case_id = $2', [agreementId, caseId]);
  await tx.insertMany(
    'clock',
    [
      'agreement_id',
      'case_id',
      'name',
      'run',
      'state',
      'started_at',
      'due_at',
      'due_until',
      'not_before',
      'paused_by',
      'stopped_at',
      'expired',
      'elapsed',
      'basis',
    ],
    clocks.map((run) => [
      agreementId,
      caseId,
      run.name,
      run.run,
      run.state,
      run.startedAt,
      run.dueAt ?? null,
      run.dueUntil ?? null,
      run.notBefore ?? null,
      run.pausedBy ?? null,
      run.stoppedAt ?? null,
      run.expired,
      run.elapsedSeconds ?? null,
      run.basis,
    ]),
  );
}
