import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { dayBefore } from '../../articles/oss-access/day-before.ts';
import { misuseFound } from '../../articles/oss-access/misuse/misuse-found.ts';
import type { Finding, SeenQuery } from '../../articles/oss-access/misuse/seen.ts';
import { PATTERNS, misuseTerm } from '../../articles/oss-access/terms.ts';
import { unwrap } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';
import { readOrderSubjects } from './read-orders.ts';
import { readSeenQueries } from './read-queries.ts';

/**
 * Patterns in the queries of the competitor that no case has told yet: what lies within the time of an earlier case is not evidence of the
 * same pattern again.
 * An agreement that says nothing of misuse has none. Scope of the agreement.
 */
export async function findMisuse(tx: Tx, agreement: Agreement, now: string): Promise<readonly Finding[]> {
  const today = localDate(agreement, now);
  const rule = agreement.at(today).optional(misuseTerm);
  if (!rule) return [];
  const { noOrder, sequential } = rule.value;
  const startOf = (day: string): string =>
    Temporal.PlainDate.from(day).toZonedDateTime(agreement.timeZone).toInstant().toString();
  const first = dayBefore(today, noOrder.lookBack);
  const functions = [...new Set([...noOrder.functions, ...sequential.functions])];
  const { clec } = agreement.parties;
  const queries = await readSeenQueries(tx, agreement.id, clec, functions, startOf(first));
  if (queries.length === 0) return [];
  const orders = await readOrderSubjects(tx, agreement.id, startOf(dayBefore(first, noOrder.orderWithin)));
  const told = await tx.query<{ pattern: string; who: string; first: string; last: string; open: boolean }>(
    `SELECT summary ->> 'pattern' AS pattern, summary ->> 'who' AS who, summary ->> 'from' AS first, summary ->> 'to' AS last, open
       FROM case_state WHERE agreement_id = $1 AND kind = 'oss-misuse'`,
    [agreement.id],
  );
  return PATTERNS.flatMap((pattern) => {
    const known = told.filter((one) => one.pattern === pattern);
    const isKnown = ({ who, askedAt }: SeenQuery): boolean =>
      known.some((one) => one.who === who && (one.open || isBetween(askedAt, one.first, one.last)));
    const fresh = queries.filter((query) => !isKnown(query));
    const decided = unwrap(
      runDecision(misuseFound, agreement, { queries: fresh, orders, until: now }, { asOf: today }),
    );
    const { findings } = decided.details as { findings: readonly Finding[] };
    return findings.filter((finding) => finding.pattern === pattern);
  });
}

const isBetween = (at: string, first: string, last: string): boolean =>
  Temporal.Instant.compare(first, at) <= 0 && Temporal.Instant.compare(at, last) <= 0;
