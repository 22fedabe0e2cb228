import type { Term } from '../../agreement/agreement.ts';
import type { latePaymentTerm } from '../../accounts/terms.ts';
import { parseQuantity } from '../../base/quantity.ts';
import { divide, rational } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { LateCap, LateRule } from './rules/late-amount.ts';

type LatePayment = NonNullable<(typeof latePaymentTerm)['type']>;

/** The rule that the term writes. Fails when the rate is not per the unit that its method counts by. */
export function lateRule(term: Term<LatePayment>): Result<{ rule: LateRule; cap?: LateCap }> {
  const { method, monthDays } = term.value;
  const rate = percentPer(term.value.rate, method === 'daily-compound' ? 'day' : 'month');
  const cap = term.value.cap === undefined ? undefined : percentPer(term.value.cap, 'month');
  const needsMonth = method !== 'daily-compound' || term.value.cap !== undefined;
  if (!rate || (term.value.cap !== undefined && !cap) || (needsMonth && monthDays === undefined)) {
    return fail({
      id: 'general-provisions/late-payment-term',
      file: term.file,
      line: term.line,
      field: term.key,
      sentence: `"${term.key}" does not say the rate, or the days of a month, as ${method} needs it.`,
      cure: 'Write the rate per month with monthDays; for daily-compound per day.',
      clause: term.citation,
    });
  }
  const days = monthDays ?? 0;
  const rule: LateRule =
    method === 'daily-compound'
      ? { method, perDay: rate }
      : {
          method,
          perMonth: rate,
          monthDays: days,
        };
  return ok({ rule, ...(cap === undefined ? {} : { cap: { perMonth: cap, monthDays: days } }) });
}

function percentPer(text: string, unit: string): Rational | undefined {
  const quantity = parseQuantity(text);
  return quantity?.unit === '%' && quantity.per === unit ? divide(quantity.value, rational(100)) : undefined;
}
