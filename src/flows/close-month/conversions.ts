import { runDecision } from '../../agreement/decision.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { conversionPriceFrom } from '../../articles/elements/conversion/conversion-price-from.ts';
import { circuitConversionTerm } from '../../articles/elements/conversion/terms.ts';
import type { OrderCompletion } from '../../articles/ordering/close-orders.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';

/** Recurring charges run by calendar months, so a billing cycle begins with one. */
const CYCLE_DAY = 1;

/**
 * Completions of a month, with the first day of the new price where an access order converted a circuit that is there.
 * A day before the month is the month's first: earlier months are billed.
 */
export function pricedConversions(
  agreement: Agreement,
  month: string,
  completions: readonly OrderCompletion[],
): Result<OrderCompletion[]> {
  const problems: Problem[] = [];
  const priced = completions.map((completion) => {
    const { act, caseId, completedOn, lsr } = completion;
    const converts = caseId.startsWith('ASR/') && (act === 'V' || act === 'W');
    if (!converts || !agreement.at(completedOn).optional(circuitConversionTerm)) return completion;
    const requestedOn = localDate(agreement, lsr.receivedAt);
    const facts = { requestedOn, billDay: CYCLE_DAY };
    const receipt = runDecision(conversionPriceFrom, agreement, facts, { asOf: requestedOn });
    if (!receipt.ok) {
      problems.push(...receipt.problems);
      return completion;
    }
    const [from, first] = [String(receipt.value.value), `${month}-01`];
    return { ...completion, pricedFrom: from < first ? first : from };
  });
  return problems.length > 0 ? fail(...problems) : ok(priced);
}
