import type { Agreement } from '../../agreement/agreement.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { FOC_TIMELINESS, measureFocTimeliness } from './foc-timeliness.ts';
import type { FocCase, MeasureResult } from './foc-timeliness.ts';
import { measuresTable } from './terms.ts';
import type { Measure } from './terms.ts';

type Computation = (
  agreement: Agreement,
  month: string,
  cases: readonly FocCase[],
  code: string,
) => Result<MeasureResult>;

const COMPUTATIONS: Readonly<Record<Measure['computes'], Computation>> = {
  [FOC_TIMELINESS]: measureFocTimeliness,
};

/** Every measure that the agreement has in force on the last day of the month, in the order of its table. */
export function computeMeasures(
  agreement: Agreement,
  month: string,
  cases: readonly FocCase[],
): Result<MeasureResult[]> {
  const days = calendarMonth(month);
  if (!days.ok) return days;
  const results = agreement
    .at(days.value.to)
    .rows(measuresTable)
    .map(({ value }) => COMPUTATIONS[value.computes](agreement, month, cases, value.measure));
  const problems = results.flatMap((each) => (each.ok ? [] : [...each.problems]));
  return problems.length > 0
    ? fail(...problems)
    : ok(results.flatMap((each) => (each.ok ? [each.value] : [])));
}
