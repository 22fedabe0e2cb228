import type { Tx } from '../platform/database.ts';

/** Of these telephone numbers those in service under the agreement, each with its circuit. */
export async function numbersInService(
  tx: Tx,
  agreementId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ ecckt: string; number: string }>(
    `SELECT ecckt, number FROM circuit, unnest(numbers) AS number
     WHERE agreement_id = $1 AND out_of_service_on IS NULL AND numbers && $2::text[] AND number = ANY($2)`,
    [agreementId, numbers],
  );
  return new Map(rows.map(({ number, ecckt }) => [number, ecckt]));
}
