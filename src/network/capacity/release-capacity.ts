import type { Tx } from '../../platform/transaction.ts';

/**
 * Gives back what a case has booked: its order was cancelled, rejected or moved. Scope of the agreement.
 * @returns the lines given back; 0 where it had none.
 */
export async function releaseCapacity(
  tx: Tx,
  { agreementId, caseId, releasedAt }: { agreementId: string; caseId: string; releasedAt: string },
): Promise<number> {
  const rows = await tx.query<{ lines: number }>(
    `UPDATE capacity_booking SET released_at = $3
      WHERE agreement_id = $1 AND case_id = $2 AND released_at IS NULL RETURNING lines`,
    [agreementId, caseId, releasedAt],
  );
  return rows.reduce((sum, { lines }) => sum + lines, 0);
}
