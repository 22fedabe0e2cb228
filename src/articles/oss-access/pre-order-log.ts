import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { PreOrderFunction } from './functions.ts';

/** How a query came in. */
export const QUERY_WAYS = ['portal', 'api', 'tmf', 'mef', 'file'] as const;
export type QueryWay = (typeof QUERY_WAYS)[number];

/** `refused`: it was not to be answered, e.g. without authority; `failed`: the system did not answer. */
export const QUERY_OUTCOMES = ['answered', 'refused', 'failed'] as const;
export type QueryOutcome = (typeof QUERY_OUTCOMES)[number];

/** A query as the log keeps it. Instants are ISO text. */
export interface PreOrderEntry {
  /** Agreement under which it was asked: `missouri-2006/centurytel`. */
  readonly agreementId: string;
  readonly function: PreOrderFunction;
  /** What was looked at: a telephone number in ten digits, an address, the id of a loop. */
  readonly subject: string;
  /** User or API client. */
  readonly who: string;
  /** Carrier that it acts for. */
  readonly party: string;
  /** What for, in words: a log without it answers no audit. */
  readonly purpose: string;
  /** Case of the end user's authority. */
  readonly authority?: string | undefined;
  /** By the clock of the gateway, both: the response time is the one less the other. */
  readonly askedAt: string;
  readonly answeredAt: string;
  /** What the system behind the gateway says, by its own clock. */
  readonly sourceAskedAt?: string | undefined;
  readonly sourceAnsweredAt?: string | undefined;
  readonly outcome: QueryOutcome;
  readonly via: QueryWay;
  /** Asked in a test environment: on record, and in no measure. */
  readonly test: boolean;
}

const ADD = prepared(
  `INSERT INTO pre_order_query (agreement_id, function, subject, who, party, purpose, authority, asked_at, answered_at,
                                source_asked_at, source_answered_at, outcome, via, test)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);

/**
 * Puts a query on the log, in the transaction that answers it: no answer leaves without its entry. The scope is the agreement's, or
 * that of the party that asks.
 * @throws Error when the database refuses the entry: another party's name, an answer before its question.
 */
export async function recordPreOrderQuery(tx: Tx, entry: PreOrderEntry): Promise<void> {
  await tx.execute(ADD, [
    entry.agreementId,
    entry.function,
    entry.subject,
    entry.who,
    entry.party,
    entry.purpose,
    entry.authority ?? null,
    entry.askedAt,
    entry.answeredAt,
    entry.sourceAskedAt ?? null,
    entry.sourceAnsweredAt ?? null,
    entry.outcome,
    entry.via,
    entry.test,
  ]);
}
