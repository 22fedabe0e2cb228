import { dayAfter, dayBefore } from '../../articles/oss-access/day-before.ts';
import { misuseTerm } from '../../articles/oss-access/terms.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { telephoneNumber } from '../../base/codes.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';
import { readOrderSubjects } from '../watch-queries/read-orders.ts';

/** An entry of the log, with the order that followed. */
export interface LoggedQuery {
  readonly id: string;
  readonly function: string;
  readonly subject: string;
  readonly who: string;
  readonly party: string;
  readonly purpose: string;
  readonly authority: string | null;
  readonly askedAt: string;
  readonly answeredAt: string;
  readonly outcome: string;
  readonly via: string;
  readonly test: boolean;
  /** Case of the first order about the same number or circuit, sent within the agreement's days; null: none, yet. */
  readonly order: string | null;
}

/** Which entries. All that is named must hold. */
export interface LogQuestion {
  readonly who?: string | undefined;
  readonly subject?: string | undefined;
  readonly function?: string | undefined;
  /** Instants: from then on, and before then. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Entries of a case: their numbers. */
  readonly ids?: readonly string[] | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Who looked at what, when, what for, on which authority, and whether an order followed: the newest first. Scope of the agreement or of one
 * of its parties. What is looked at may tell of an end user: whoever shows it puts that on record.
 */
export async function readQueryLog(
  tx: Tx,
  agreement: Agreement,
  question: LogQuestion,
): Promise<{ readonly entries: readonly LoggedQuery[]; readonly next?: string }> {
  const { limit, subject } = question;
  const rows = await tx.query<Omit<LoggedQuery, 'order' | 'id'> & { readonly id: bigint }>(
    `SELECT id, function, subject, who, party, purpose, authority, asked_at AS "askedAt", answered_at AS "answeredAt",
            outcome, via, test
       FROM pre_order_query
      WHERE agreement_id = $1 AND ($2::text IS NULL OR who = $2) AND ($3::text IS NULL OR subject = $3)
        AND ($4::text IS NULL OR function = $4) AND ($5::timestamptz IS NULL OR asked_at >= $5)
        AND ($6::timestamptz IS NULL OR asked_at < $6) AND ($7::bigint[] IS NULL OR id = ANY($7))
        AND ($8::bigint IS NULL OR id < $8)
      ORDER BY id DESC LIMIT $9`,
    [
      agreement.id,
      question.who ?? null,
      subject === undefined ? null : (telephoneNumber(subject) ?? subject),
      question.function ?? null,
      question.from ?? null,
      question.to ?? null,
      question.ids ?? null,
      question.after ?? null,
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const followed = await ordersOf(tx, agreement, page);
  const entries = page.map((row) => ({ ...row, id: String(row.id), order: followed(row) ?? null }));
  const last = entries.at(-1);
  return { entries, ...(rows.length > limit && last ? { next: last.id } : {}) };
}

/** The first order about what was looked at, within the days in which the agreement has an order answer for a view. */
async function ordersOf(
  tx: Tx,
  agreement: Agreement,
  page: readonly Pick<LoggedQuery, 'subject' | 'askedAt'>[],
): Promise<(query: Pick<LoggedQuery, 'subject' | 'askedAt'>) => string | undefined> {
  const days = page.map(({ askedAt }) => localDate(agreement, askedAt)).sort();
  const first = days[0];
  const rule = first === undefined ? undefined : agreement.at(days.at(-1) ?? first).optional(misuseTerm);
  if (first === undefined || !rule) return () => undefined;
  const { orderWithin } = rule.value.noOrder;
  const since = Temporal.PlainDate.from(dayBefore(first, orderWithin)).toZonedDateTime(agreement.timeZone);
  const subjects = page.map(({ subject }) => telephoneNumber(subject) ?? subject);
  const orders = await readOrderSubjects(tx, agreement.id, since.toInstant().toString(), subjects);
  const bySubject = Map.groupBy(orders, ({ subject }) => subject);
  return ({ subject, askedAt }) => {
    const day = localDate(agreement, askedAt);
    const [from, to] = [dayBefore(day, orderWithin), dayAfter(day, orderWithin)];
    return bySubject.get(telephoneNumber(subject) ?? subject)?.find(({ at }) => {
      const on = localDate(agreement, at);
      return from <= on && on <= to;
    })?.order;
  };
}
