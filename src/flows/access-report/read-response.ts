import type { MeasuredQuery } from '../../articles/oss-access/response/pre-order-response.ts';
import type { Span } from '../../articles/oss-access/availability/span.ts';
import type { Tx } from '../../platform/database.ts';

interface Row {
  function: string;
  milliseconds: number;
  outcome: MeasuredQuery['outcome'];
  via: MeasuredQuery['via'];
  test: boolean;
  scheduled: boolean;
  skew: number;
  count: number;
}

const instant = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();

/**
 * The queries of the competitor in a stretch of time, those that are alike together, by function: as many rows as there are different
 * times, however many queries. A part of a millisecond counts as one.
 * @param scheduled time in which the systems are scheduled to be up.
 */
export async function readResponses(
  tx: Tx,
  about: { readonly agreementId: string; readonly party: string; readonly from: string; readonly to: string },
  scheduled: readonly Span[],
): Promise<ReadonlyMap<string, readonly MeasuredQuery[]>> {
  const rows = await tx.query<Row>(
    `SELECT function, outcome, via, test, milliseconds::integer AS milliseconds, scheduled, skew::integer AS skew, count(*)::integer AS count
       FROM (SELECT q.function, q.outcome, q.via, q.test,
                    ceil(extract(epoch FROM q.answered_at - q.asked_at) * 1000) AS milliseconds,
                    EXISTS (SELECT FROM unnest($5::timestamptz[], $6::timestamptz[]) AS up(since, until)
                             WHERE up.since <= q.asked_at AND q.asked_at < up.until) AS scheduled,
                    CASE WHEN -s.behind > s.ahead THEN floor(s.behind) ELSE ceil(s.ahead) END AS skew
               FROM pre_order_query q,
                    LATERAL (SELECT least(0, coalesce(extract(epoch FROM q.source_asked_at - q.asked_at) * 1000, 0)) AS behind,
                                    greatest(0, coalesce(extract(epoch FROM q.source_answered_at - q.answered_at) * 1000, 0)) AS ahead) s
              WHERE q.agreement_id = $1 AND q.party = $2 AND q.asked_at >= $3 AND q.asked_at < $4) alike
      GROUP BY 1, 2, 3, 4, 5, 6, 7
      ORDER BY 1, 5, 2, 3, 4, 6, 7`,
    [
      about.agreementId,
      about.party,
      about.from,
      about.to,
      scheduled.map(({ from }) => instant(from)),
      scheduled.map(({ to }) => instant(to)),
    ],
  );
  const byFunction = Map.groupBy(rows, ({ function: name }) => name);
  return new Map(
    [...byFunction].map(([name, alike]) => [
      name,
      alike.map(({ milliseconds, outcome, via, test, scheduled: isUp, skew, count }) => ({
        milliseconds,
        outcome,
        via,
        test,
        scheduled: isUp,
        count,
        ...(skew === 0 ? {} : { skewMilliseconds: skew }),
      })),
    ]),
  );
}
