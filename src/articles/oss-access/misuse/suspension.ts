import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { prepared } from '../../../platform/transaction.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** Access that is stopped, and the case that says so. */
export interface Suspension {
  /** One user or API client, or the whole carrier. */
  readonly of: 'user' | 'carrier';
  readonly caseId: string;
  /** A stop without notice because of harm to the network. */
  readonly emergency: boolean;
}

/** Along the index of open cases of one kind. */
const STANDING = prepared(
  `SELECT case_id, summary ->> 'suspended' AS of, coalesce((summary ->> 'emergency')::boolean, false) AS emergency
     FROM case_state
    WHERE agreement_id = $1 AND kind = 'oss-misuse' AND open AND summary ->> 'party' = $2
      AND (summary ->> 'suspended' = 'carrier' OR (summary ->> 'suspended' = 'user' AND summary ->> 'who' = $3))
    ORDER BY summary ->> 'suspended', case_id LIMIT 1`,
);

/**
 * The suspension that keeps this user from asking before an order now; undefined when there is none. It stops queries alone: orders
 * in progress go on. Scope of the agreement or of one of its parties.
 */
export async function suspensionOf(
  tx: Tx,
  agreement: Pick<Agreement, 'id'>,
  party: string,
  user: string,
): Promise<Suspension | undefined> {
  const [row] = await tx.query<{ case_id: string; of: Suspension['of']; emergency: boolean }>(STANDING, [
    agreement.id,
    party,
    user,
  ]);
  return row && { of: row.of, caseId: row.case_id, emergency: row.emergency };
}

/** Whether this user may not ask before an order now. */
export const isSuspended = async (
  tx: Tx,
  agreement: Pick<Agreement, 'id'>,
  party: string,
  user: string,
): Promise<boolean> => (await suspensionOf(tx, agreement, party, user)) !== undefined;

/** What a suspended user is told. */
export const suspendedProblem = ({ of, caseId, emergency }: Suspension): Problem => ({
  id: 'pre-order/suspended',
  field: 'who',
  sentence: `Queries of this ${of} are ${emergency ? 'blocked to protect the network' : 'suspended'} by ${caseId}. Orders in progress go on.`,
  cure: 'See the case for what is asked of you, or take it to the Commission.',
});
