import type { SeenQuery } from '../../articles/oss-access/misuse/seen.ts';
import { telephoneNumber } from '../../base/codes.ts';
import type { Tx } from '../../platform/database.ts';

interface Row {
  id: bigint;
  function: SeenQuery['function'];
  subject: string;
  who: string;
  asked_at: string;
  outcome: SeenQuery['outcome'];
  test: boolean;
}

/** Queries of a carrier on the log, asked from then on, in the order of time. Scope of the agreement. */
export async function readSeenQueries(
  tx: Tx,
  agreementId: string,
  party: string,
  functions: readonly string[],
  since: string,
): Promise<SeenQuery[]> {
  const rows = await tx.query<Row>(
    `SELECT id, function, subject, who, asked_at, outcome, test FROM pre_order_query
      WHERE agreement_id = $1 AND party = $2 AND function = ANY($3) AND asked_at >= $4
      ORDER BY asked_at, id`,
    [agreementId, party, functions, since],
  );
  return rows.map((row) => ({
    id: String(row.id),
    function: row.function,
    subject: telephoneNumber(row.subject) ?? row.subject,
    who: row.who,
    askedAt: Temporal.Instant.from(row.asked_at).toString(),
    outcome: row.outcome,
    test: row.test,
  }));
}
