import { prepared } from '../platform/transaction.ts';
import type { Tx } from '../platform/transaction.ts';
import type { CaseEvent, EventBody } from './kind.ts';

interface EventRow {
  case_id: string;
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

const EVENTS = `SELECT case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month
       FROM event WHERE agreement_id = $1`;

const ONE_CASE = prepared(`${EVENTS} AND case_id = $2 ORDER BY seq`);

/** The events of a case in order, and its kind; no events and an empty kind when there is no such case. */
export async function loadEvents(
  tx: Tx,
  agreementId: string,
  caseId: string,
): Promise<{ kind: string; events: CaseEvent[] }> {
  const rows = await tx.query<EventRow>(ONE_CASE, [agreementId, caseId]);
  return { kind: rows[0]?.kind.split('.')[0] ?? '', events: rows.map(eventOf) };
}

/** The events of many cases, each in order, by case id. */
export async function loadManyEvents(
  tx: Tx,
  agreementId: string,
  caseIds: readonly string[],
): Promise<Map<string, CaseEvent[]>> {
  const rows = await tx.query<EventRow>(`${EVENTS} AND case_id = ANY($2) ORDER BY case_id, seq`, [
    agreementId,
    caseIds,
  ]);
  return new Map(
    [...Map.groupBy(rows, ({ case_id: id }) => id)].map(([id, events]) => [id, events.map(eventOf)]),
  );
}

const eventOf = (row: EventRow): CaseEvent => ({
  seq: row.seq,
  name: row.kind.slice(row.kind.indexOf('.') + 1),
  occurredAt: instantText(row.occurred_at),
  recordedAt: instantText(row.recorded_at),
  actor: row.actor,
  body: row.body,
  prevHash: row.prev_hash,
  hash: row.hash,
  ...(row.draft_month === null ? {} : { draftMonth: row.draft_month }),
});

/** One spelling for one instant: UTC, no trailing zeros. @throws RangeError when it is none. */
export const instantText = (text: string): string => Temporal.Instant.from(text).toString();
