import type { AgreementView } from '../../agreement/agreement.ts';
import type { Rate } from '../../accounts/rates.ts';
import { findVehicleRate, vehiclePeriods } from '../../accounts/vehicle-rate.ts';
import type { VehicleQuestion } from '../../accounts/vehicle-rate.ts';
import type { Problem } from '../../base/problem.ts';
import { compare } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Days on which one price holds. */
export interface RateSpan {
  readonly from: string;
  readonly to: string;
  readonly rate: Rate;
}

/**
 * The monthly prices of an element from `from` to `to`, under the instrument by which it is bought: one span unless the
 * price changes on a day between them.
 * Fails on every span that has no price, and when the price is not per month.
 */
export function monthlyRateSpans(
  view: AgreementView,
  wanted: VehicleQuestion,
  from: string,
  to: string,
): Result<RateSpan[]> {
  const problems: Problem[] = [];
  const spans: RateSpan[] = [];
  for (const period of vehiclePeriods(view.agreement, wanted, from, to)) {
    const rate = findVehicleRate(view.agreement.at(period.from, view.asKnown), wanted);
    if (!rate.ok) problems.push(...rate.problems);
    else if (rate.value.row.value.status !== 'bill-and-keep' && rate.value.per !== 'month')
      problems.push(notMonthly(rate.value));
    else {
      const before = spans.at(-1);
      if (before && isSamePrice(before.rate, rate.value))
        spans[spans.length - 1] = { ...before, to: period.to };
      else spans.push({ ...period, rate: rate.value });
    }
  }
  return problems.length > 0 ? fail(...problems) : ok(spans);
}

const isSamePrice = (a: Rate, b: Rate): boolean =>
  compare(a.dollars, b.dollars) === 0 && a.row.citation === b.row.citation && a.row.id === b.row.id;

const notMonthly = ({ row, per }: Rate): Problem => ({
  id: 'pricing/not-monthly',
  file: row.file,
  line: row.line,
  field: row.value.element,
  sentence: `The price of ${row.value.element} is per ${per}, and a recurring charge is per month.`,
  cure: 'Write the price per month.',
  clause: row.citation,
});
