import type { Tx } from '../../platform/database.ts';

/** Orders of a product that were confirmed in a stretch of time, each version by itself. */
export interface FlowThroughCount {
  readonly product: string;
  /** Those of which it is known who confirmed them. */
  readonly orders: number;
  /** Those of them that a program confirmed, and about which nobody asked anything. */
  readonly through: number;
  /** Those whose record does not say who confirmed them: read from files of answers, not given in the portal or by a program. */
  readonly unknown: number;
}

/** Products of which something was confirmed, by name. Scope of the agreement or of one of its parties. */
export const readFlowThrough = (
  tx: Tx,
  about: { readonly agreementId: string; readonly from: string; readonly to: string },
): Promise<FlowThroughCount[]> =>
  tx.query<FlowThroughCount>(
    `WITH confirmed AS (
       SELECT s.summary ->> 'product' AS product, e.body ->> 'handled' AS handled,
              EXISTS (SELECT FROM event q WHERE q.agreement_id = $1 AND q.case_id = s.case_id AND q.seq < e.seq
                         AND q.kind = s.kind || '.clarification-requested') AS asked
         FROM case_state s JOIN event e USING (agreement_id, case_id)
        WHERE s.agreement_id = $1 AND s.kind IN ('lsr', 'asr') AND s.opened_at < $3 AND s.changed_at >= $2
          AND e.kind = s.kind || '.confirmed' AND e.occurred_at >= $2 AND e.occurred_at < $3)
     SELECT product, count(handled)::integer AS orders,
            (count(*) FILTER (WHERE handled = 'program' AND NOT asked))::integer AS through,
            (count(*) FILTER (WHERE handled IS NULL))::integer AS unknown
       FROM confirmed GROUP BY product ORDER BY product`,
    [about.agreementId, about.from, about.to],
  );
