import { isLineNumber } from '../../cases/customer-fields.ts';
import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { Notice } from './notice.ts';

/** A notice that this server has taken to send, with where to. */
export interface Claimed {
  readonly id: bigint;
  /** With the one that is about to be made. */
  readonly attempts: number;
  readonly notice: Notice;
  readonly url: string;
  readonly format: string;
  readonly query?: string;
  /** Enciphered, the newest first. */
  readonly secrets: readonly string[];
}

/** How much of a subscription is being sent by this server now. */
export interface Busy {
  readonly subscriptionId: string;
  readonly count: number;
}

export interface ClaimQuestion {
  readonly now: Temporal.Instant;
  /** When another server may take what this one has taken. */
  readonly until: Temporal.Instant;
  readonly atMost: number;
  readonly atMostOfOne: number;
  readonly busy: readonly Busy[];
}

/**
 * Of each subscription what is due, the oldest first; of each case only its first: what follows in it waits until that one is
 * delivered or given up. Subscriptions that have little under way come first, so that a slow receiver keeps nobody waiting.
 */
const CLAIM = prepared(`
  WITH room AS (
    SELECT s.id, coalesce(b.count, 0) AS busy FROM webhook_subscription s
           LEFT JOIN unnest($5::text[], $6::int[]) AS b(id, count) ON b.id = s.id
     WHERE s.state = 'active' AND coalesce(b.count, 0) < $4::int
     ORDER BY busy, random()),
  due AS (
    SELECT d.id FROM room r,
           LATERAL (SELECT w.id FROM webhook_notice w
                     WHERE w.subscription_id = r.id AND w.status = 'waiting' AND w.next_try <= $1
                       AND NOT EXISTS (SELECT FROM webhook_notice e
                                        WHERE e.subscription_id = w.subscription_id AND e.agreement_id = w.agreement_id
                                          AND e.case_id = w.case_id AND e.seq < w.seq AND e.status = 'waiting')
                     ORDER BY w.next_try, w.id LIMIT $4::int - r.busy FOR UPDATE SKIP LOCKED) d
     LIMIT $3)
  UPDATE webhook_notice n SET attempts = n.attempts + 1, last_try = $1, next_try = $2
    FROM due, webhook_subscription s
   WHERE n.id = due.id AND s.id = n.subscription_id
  RETURNING n.id, n.attempts, n.message_id, n.subscription_id, n.party, n.agreement_id, n.case_id, n.seq, n.kind, n.occurred_at,
            n.recorded_at, n.state, n.summary, s.url, s.format, s.query, s.secrets`);

export interface NoticeRow {
  id: bigint;
  attempts: number;
  message_id: string;
  subscription_id: string;
  party: string;
  agreement_id: string | null;
  case_id: string | null;
  seq: number | null;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  state: string | null;
  summary: Record<string, unknown>;
}

type ClaimRow = NoticeRow & { url: string; format: string; query: string | null; secrets: string[] };

/** Takes notices that are due, each for one server, until the instant `until`. */
export async function claimNotices(tx: Tx, question: ClaimQuestion): Promise<Claimed[]> {
  const rows = await tx.query<ClaimRow>(CLAIM, [
    question.now,
    question.until,
    question.atMost,
    question.atMostOfOne,
    question.busy.map(({ subscriptionId }) => subscriptionId),
    question.busy.map(({ count }) => count),
  ]);
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => ({
      id: row.id,
      attempts: row.attempts,
      notice: noticeOf(row),
      url: row.url,
      format: row.format,
      ...(row.query === null ? {} : { query: row.query }),
      secrets: row.secrets,
    }));
}

export function noticeOf(row: NoticeRow): Notice {
  const dot = row.kind.indexOf('.');
  return {
    messageId: row.message_id,
    subscriptionId: row.subscription_id,
    party: row.party,
    ...(row.agreement_id === null ? {} : { agreementId: row.agreement_id }),
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    ...(row.seq === null ? {} : { seq: row.seq }),
    kind: row.kind.slice(0, dot),
    event: row.kind.slice(dot + 1),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    ...(row.state === null ? {} : { state: row.state }),
    summary: withoutNumbers(row.summary),
  };
}

/** Fields of summaries in which a telephone number may stand: reserved, it becomes an end user's; a resold line is known by its own. */
const NUMBERED: ReadonlySet<string> = new Set(['number', 'circuit']);

/** Whoever needs the number asks for it, with a purpose. */
const withoutNumbers = (summary: NoticeRow['summary']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(summary).filter(([name, value]) => !(NUMBERED.has(name) && isLineNumber(value))),
  );

/** What came of an attempt. */
export interface Outcome {
  readonly id: bigint;
  readonly subscriptionId: string;
  readonly attempts: number;
  readonly status: 'delivered' | 'skipped' | 'dead' | 'waiting';
  /** Of one that waits. */
  readonly nextTry?: Temporal.Instant | undefined;
  readonly response?: number | undefined;
  readonly why?: string | undefined;
  /** The receiver says that it is gone for good. */
  readonly gone?: boolean;
}

/** Where somebody else has taken a notice meanwhile, or asked for it again, the outcome of this attempt no longer counts. */
const SETTLE = prepared(`
  WITH outcome AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
                  AS o(id bigint, attempts integer, status text, next_try timestamptz, response integer, why text)),
  settled AS (
    UPDATE webhook_notice n
       SET status = o.status, next_try = coalesce(o.next_try, n.next_try), response = o.response, why = o.why
      FROM outcome o
     WHERE n.id = o.id AND n.attempts = o.attempts AND n.status = 'waiting'
    RETURNING n.id, n.subscription_id, n.agreement_id, n.case_id, n.seq, n.status, n.next_try)
  UPDATE webhook_notice l SET next_try = s.next_try
    FROM settled s
   WHERE s.status = 'waiting' AND l.subscription_id = s.subscription_id AND l.agreement_id = s.agreement_id
     AND l.case_id = s.case_id AND l.seq > s.seq AND l.status = 'waiting' AND l.next_try < s.next_try`);

/** Writes what came of attempts. What follows in the same case waits as long as its first does. */
export async function settleNotices(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  await tx.execute(SETTLE, [
    JSON.stringify(
      outcomes.map((one) => ({
        id: String(one.id),
        attempts: one.attempts,
        status: one.status,
        next_try: one.nextTry?.toString(),
        response: one.response,
        why: one.why,
      })),
    ),
  ]);
}
