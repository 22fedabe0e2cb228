import type { Tx } from '../platform/database.ts';
import type { Side } from './rights.ts';

/**
 * On which sides the party stands in the agreements of this installation, or that it is a commission; none where it is
 * neither. For install transactions.
 */
export async function sidesOf(tx: Tx, party: string): Promise<Side[]> {
  const rows = await tx.query<{ side: Side }>(
    `SELECT 'ilec' AS side WHERE EXISTS (SELECT FROM agreement WHERE ilec = $1)
     UNION ALL SELECT 'clec' WHERE EXISTS (SELECT FROM agreement WHERE clec = $1)
     UNION ALL SELECT 'commission' WHERE EXISTS (SELECT FROM commission WHERE id = $1)`,
    [party],
  );
  return rows.map(({ side }) => side);
}
