import type { Agreement } from '../../agreement/agreement.ts';
import { baseCitation } from '../../agreement/agreement.ts';
import type { Receipt, Step } from '../../base/receipt.ts';

/** The words of every clause that a receipt rests on, in the order in which it names them. */
export function clausesOf(
  agreement: Agreement,
  receipt: Pick<Receipt, 'clause' | 'steps'> | undefined,
  more: readonly string[] = [],
): { citation: string; text: string }[] {
  const named = [...more, ...(receipt ? [receipt.clause, ...stepClauses(receipt.steps)] : [])];
  return [...new Set(named.map(baseCitation))].flatMap((citation) => {
    const text = agreement.clauseText(citation);
    return text === undefined ? [] : [{ citation, text }];
  });
}

const stepClauses = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => [
    ...(step.clause === undefined ? [] : [step.clause]),
    ...stepClauses(step.steps ?? []),
  ]);
