import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import { latePaymentTerm } from '../../accounts/terms.ts';
import { decimal, multiply } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import type { Result } from '../../base/result.ts';
import { lateRule } from './late-rule.ts';
import { roundedAmount } from './money-facts.ts';
import { cappedShare } from './rules/late-amount.ts';

/**
 * What an amount of dollars bears from the day after `from` to the day `to` at the rate and by the method of the late
 * payment charge, rounded as the agreement says.
 */
export function lateRateInterest(
  view: AgreementView,
  { amount, from, to }: { readonly amount: string; readonly from: string; readonly to: string },
  trace: Trace,
): Result<string> {
  const term = view.term(latePaymentTerm);
  if (!term.ok) return term;
  const rule = lateRule(term.value);
  if (!rule.ok) return rule;
  const days = Math.max(0, Temporal.PlainDate.from(from).until(to).days);
  const dollars = multiply(decimal(amount), cappedShare(rule.value.rule, rule.value.cap, days));
  trace.add({
    id: 'interest',
    sentence: `$${amount} from the day after ${from} to ${to}: ${days} days at ${term.value.value.rate}, ${term.value.value.method}`,
    out: decimalText(dollars),
    ...cited(term.value),
  });
  return roundedAmount(view, dollars, trace);
}
