import type { AgreementView, TableRow } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { remediesTable } from './terms.ts';
import type { Remedy } from './terms.ts';

/** The row of the months missed, the last row holding for all months after it. */
export function findLevel(
  view: AgreementView,
  weight: string,
  monthsMissed: number,
): Result<TableRow<Remedy>> {
  const rows = view
    .rows(remediesTable)
    .filter(({ value }) => value.weight === weight)
    .sort((a, b) => a.value.months_missed - b.value.months_missed);
  const row = rows.findLast(({ value }) => value.months_missed <= monthsMissed);
  if (row) return ok(row);
  return fail({
    id: 'performance/no-remedy',
    field: 'monthsMissed',
    sentence: `There is no remedy of weight ${weight} for ${monthsMissed} months missed.`,
    cure: rows.length === 0 ? 'Add rows to remedies.csv.' : 'A missed month counts as at least 1.',
  });
}
