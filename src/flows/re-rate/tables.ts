import { stringify } from 'csv-stringify/sync';
import type { Adjustment } from './adjustments.ts';
import type { LineDifference } from './line-differences.ts';

/** Lines that differ, a row each: both sides, and dollars after − before. */
export function differencesCsv(lines: readonly LineDifference[]): string {
  return stringify(
    lines.map(({ before, after, difference }) => {
      const line = after ?? before;
      return {
        biller: line?.biller,
        billed: line?.billed,
        trunk_group: line?.trunkGroup,
        bucket: line?.bucket,
        direction: line?.direction,
        rate_period: line?.ratePeriod,
        element: line?.element,
        bill: before?.bill,
        line: before?.line,
        from_before: before?.from,
        to_before: before?.to,
        quantity_before: before?.quantity,
        rate_before: before?.rate,
        amount_before: before?.amount,
        from_after: after?.from,
        to_after: after?.to,
        quantity_after: after?.quantity,
        rate_after: after?.rate,
        amount_after: after?.amount,
        difference,
      };
    }),
    { header: true },
  );
}

/** As a month's folder takes it: `bill,line,amount,reason`. */
export const correctionsCsv = (adjustments: readonly Adjustment[]): string =>
  stringify([...adjustments], { header: true, columns: ['bill', 'line', 'amount', 'reason'] });
