import type { Tx } from '../../platform/transaction.ts';
import { noticeOf } from './queue.ts';
import type { NoticeRow } from './queue.ts';
import type { Notice } from './notice.ts';

/** A notice with what has come of it. */
export interface NoticeStanding {
  /** A whole number, as text. */
  readonly id: string;
  readonly notice: Notice;
  readonly status: 'waiting' | 'delivered' | 'skipped' | 'dead';
  readonly attempts: number;
  /** Of one that waits; undefined: at once. */
  readonly nextTry?: string;
  readonly lastTry?: string;
  /** Status of the last answer. */
  readonly response?: number;
  readonly why?: string;
}

export interface NoticeQuery {
  readonly subscriptionId?: string;
  readonly party?: string;
  readonly status?: NoticeStanding['status'];
  readonly caseId?: string;
  /** Id of the last one of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

const PAGE = 50;
const AT_ONCE = '-infinity';

/** Notices that the transaction may see, the newest first. */
export async function listNotices(tx: Tx, query: NoticeQuery): Promise<NoticeStanding[]> {
  const rows = await tx.query<
    NoticeRow & {
      status: NoticeStanding['status'];
      next_try: string;
      last_try: string | null;
      response: number | null;
      why: string | null;
    }
  >(
    `SELECT id, attempts, message_id, subscription_id, party, agreement_id, case_id, seq, kind, occurred_at, recorded_at, state, summary,
            status, next_try, last_try, response, why
       FROM webhook_notice
      WHERE ($1::text IS NULL OR subscription_id = $1) AND ($2::text IS NULL OR party = $2) AND ($3::text IS NULL OR status = $3)
        AND ($4::text IS NULL OR case_id = $4) AND ($5::bigint IS NULL OR id < $5)
      ORDER BY id DESC LIMIT $6`,
    [
      query.subscriptionId ?? null,
      query.party ?? null,
      query.status ?? null,
      query.caseId ?? null,
      query.after ?? null,
      query.limit ?? PAGE,
    ],
  );
  return rows.map((row) => ({
    id: String(row.id),
    notice: noticeOf(row),
    status: row.status,
    attempts: row.attempts,
    ...(row.status === 'waiting' && row.next_try !== AT_ONCE ? { nextTry: row.next_try } : {}),
    ...(row.last_try === null ? {} : { lastTry: row.last_try }),
    ...(row.response === null ? {} : { response: row.response }),
    ...(row.why === null ? {} : { why: row.why }),
  }));
}

/** What is to be told again: one notice, those of a status, or everything since an instant, told before or not. */
export type Replay =
  { readonly notice: string } | { readonly status: 'dead' | 'skipped' } | { readonly since: string };

/** The most of one replay: more is asked for again. */
const MOST = 100_000;

const AGAIN = `UPDATE webhook_notice SET status = 'waiting', attempts = 0, next_try = '${AT_ONCE}', response = NULL, why = NULL
                WHERE subscription_id = $1 AND `;

/** Events since then that this subscription was not told of: while it was paused or disabled, or before it was made. */
const UNTOLD = `
  INSERT INTO webhook_notice (subscription_id, party, agreement_id, case_id, seq, kind, occurred_at, recorded_at, state, summary)
  SELECT s.id, s.party, e.agreement_id, e.case_id, e.seq, e.kind, e.occurred_at, e.recorded_at, c.state, coalesce(c.summary, '{}')
    FROM webhook_subscription s
         JOIN agreement a ON s.party IN (a.ilec, a.clec) AND (s.agreement_id IS NULL OR s.agreement_id = a.id)
         JOIN event e ON e.agreement_id = a.id AND e.recorded_at >= $2 AND e.draft_month IS NULL
              AND meetpoint_wants_notice(s.event_types, e.kind)
         LEFT JOIN case_state c ON c.agreement_id = e.agreement_id AND c.case_id = e.case_id
   WHERE s.id = $1 AND NOT EXISTS (SELECT FROM webhook_notice n
                                    WHERE n.subscription_id = s.id AND n.agreement_id = e.agreement_id
                                      AND n.case_id = e.case_id AND n.seq = e.seq)
   ORDER BY e.recorded_at, e.case_id, e.seq LIMIT ${MOST}
  ON CONFLICT DO NOTHING`;

/**
 * Has notices of a subscription sent again, from their first attempt on and under the ids that they had: a receiver that has taken
 * one knows it. Those of events that it was never told of say the state in which the case is now.
 * @returns how many.
 */
export async function replayNotices(tx: Tx, subscriptionId: string, what: Replay): Promise<number> {
  if ('notice' in what) return tx.execute(`${AGAIN} id = $2`, [subscriptionId, what.notice]);
  if ('status' in what) return tx.execute(`${AGAIN} status = $2`, [subscriptionId, what.status]);
  const again = await tx.execute(`${AGAIN} recorded_at >= $2`, [subscriptionId, what.since]);
  return again + (await tx.execute(UNTOLD, [subscriptionId, what.since]));
}

/** Has a notice sent that says nothing but that the subscription works, `webhook.test`. */
export async function sendTestNotice(tx: Tx, subscriptionId: string, at: string): Promise<boolean> {
  const put = await tx.execute(
    `INSERT INTO webhook_notice (subscription_id, party, kind, occurred_at, recorded_at)
     SELECT id, party, 'webhook.test', $2, $2 FROM webhook_subscription WHERE id = $1`,
    [subscriptionId, at],
  );
  return put > 0;
}

/** Forgets notices that were delivered before an instant. @returns how many. */
export const forgetNotices = (tx: Tx, before: Temporal.Instant): Promise<number> =>
  tx.execute("DELETE FROM webhook_notice WHERE status IN ('delivered', 'skipped') AND recorded_at < $1", [
    before,
  ]);
