import { prepared } from '../../../platform/transaction.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** How many pairs of a binder group use a class of mask. Never which, and never whose. */
export interface BinderUse {
  readonly spectrumClass: string;
  readonly count: number;
}

const COUNT = prepared(
  `SELECT summary ->> 'spectrumClass' AS "spectrumClass", count(*)::integer AS count
     FROM case_state
    WHERE kind = 'spectrum-mask' AND state = 'stated' AND summary ->> 'binder' = $1
      AND summary ->> 'circuit' IS DISTINCT FROM $2
    GROUP BY 1 ORDER BY 1`,
);

/**
 * What runs in a binder group, by class, as the disturbers of a make-up tell it: from the masks that the scope of the transaction
 * sees. The incumbent's scope sees those of all carriers; a competitor's sees its own alone, and is told the counts with a make-up.
 * @param asker circuit for which it is asked, which disturbs itself no more than it did; left out of the counts.
 */
export const discloseBinder = (tx: Tx, binder: string, asker?: string): Promise<readonly BinderUse[]> =>
  tx.query<{ spectrumClass: string; count: number }>(COUNT, [binder, asker ?? null]);
