import { lsrKind } from '../../articles/ordering/lsr.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import { explainBillLine } from './bill-line.ts';
import { explainUsage } from './call.ts';
import type { Explanation } from './explanation.ts';
import { explainMonthItem } from './month-item.ts';
import { explainOrder } from './order.ts';

export interface ExplainInput {
  readonly db: Database;
  readonly scope: Scope;
  readonly agreement: Agreement;
  /** Any id that a bill, a summary, a page or another explanation shows. */
  readonly id: string;
  /**
   * Record time of what is decided again to be explained: a call. Default all that is recorded. Bill lines, orders and
   * measures keep the receipt that they were made with.
   */
  readonly asKnown?: string;
  /** Folder with the landed usage of closed months. */
  readonly usageDir: string;
  readonly clock: WallClock;
}

/** What a kind of id is asked with; undefined means "not one of mine". */
export interface Question extends ExplainInput {
  readonly tx: Tx;
}

type Explainer = (question: Question) => Promise<Result<Explanation> | undefined>;

const EXPLAINERS: readonly Explainer[] = [explainBillLine, explainOrder, explainMonthItem, explainUsage];

/** The receipt of anything under an agreement, down to the words of the clause and the records it came from. */
export async function explain(input: ExplainInput): Promise<Result<Explanation>> {
  return input.db.withTransaction(input.scope, async (tx) => {
    for (const explainer of EXPLAINERS) {
      const answer = await explainer({ ...input, tx });
      if (answer) return answer;
    }
    return fail({
      id: 'explain/unknown',
      field: input.id,
      sentence: `Nothing under ${input.agreement.id} has the id "${input.id}".`,
      cure: await examples(tx, input.agreement.id),
    });
  });
}

/** Ids that exist, one of each kind. */
async function examples(tx: Tx, agreementId: string): Promise<string> {
  const rows = await tx.query<{ id: string }>(
    `(SELECT number || '/' || line AS id FROM invoice_line WHERE agreement_id = $1 ORDER BY number, line LIMIT 1)
     UNION ALL (SELECT case_id FROM case_state WHERE agreement_id = $1 AND kind = $2 ORDER BY case_id LIMIT 1)
     UNION ALL (SELECT k.case_id || '#' || k.name FROM clock k JOIN case_state s USING (agreement_id, case_id)
                 WHERE k.agreement_id = $1 AND s.kind = $2 ORDER BY k.case_id, k.name LIMIT 1)
     UNION ALL (SELECT month || '/F-001' FROM month_close WHERE agreement_id = $1 ORDER BY month LIMIT 1)`,
    [agreementId, lsrKind.kind],
  );
  if (rows.length === 0) return 'Close a month first: nothing is recorded yet.';
  return `Ids look like: ${rows.map(({ id }) => id).join(', ')}, or a usage record as month/file:line.`;
}
