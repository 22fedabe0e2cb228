import type { Tx } from '../../platform/database.ts';
import type { OrderKindName } from './order-id.ts';

/** What of an order says which others it goes with. */
interface RelatingOrder {
  readonly ccna: string;
  readonly pon: string;
  readonly product: string;
  readonly relatedPons?: readonly string[];
}

/**
 * The quantity of the same product in the orders that an order names as related: the latest version of each that is neither
 * rejected nor taken back. Scope of the agreement.
 */
export async function relatedQuantity(
  tx: Tx,
  agreementId: string,
  kind: OrderKindName,
  { ccna, pon, product, relatedPons = [] }: RelatingOrder,
): Promise<number> {
  const others = relatedPons.filter((related) => related !== '' && related !== pon);
  if (others.length === 0) return 0;
  const [row] = await tx.query<{ quantity: number }>(
    `SELECT coalesce(sum((latest.summary ->> 'quantity')::integer), 0)::integer AS quantity
       FROM (SELECT DISTINCT ON (pon) summary
               FROM case_state
              WHERE agreement_id = $1 AND kind = $2 AND pon = ANY ($3) AND summary ->> 'ccna' = $4
                AND state NOT IN ('rejected', 'cancelled', 'superseded')
              ORDER BY pon, case_id DESC) latest
      WHERE latest.summary ->> 'product' = $5`,
    [agreementId, kind, others, ccna, product],
  );
  return row?.quantity ?? 0;
}
