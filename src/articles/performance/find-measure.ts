import type { AgreementView, TableRow } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { measuresTable } from './terms.ts';
import type { Measure } from './terms.ts';

/** The row of a measure with a benchmark, or a problem that says which measures there are. */
export function findMeasure(view: AgreementView, name: string): Result<TableRow<Measure>> {
  const rows = view.rows(measuresTable);
  const row = rows.find(({ value }) => value.measure === name);
  if (!row) {
    return fail({
      id: 'performance/unknown-measure',
      field: 'measure',
      sentence: `Agreement ${view.agreement.id} has no measure "${name}" on ${view.asOf}.`,
      cure: `Measures are: ${rows.map(({ value }) => value.measure).join(', ') || 'none'}.`,
    });
  }
  if (row.value.standard !== 'benchmark' || row.value.benchmark === undefined) {
    return fail({
      id: 'performance/no-benchmark',
      field: 'measure',
      sentence: `Measure ${name} has no benchmark: its standard is ${row.value.standard}.`,
      cure: 'Only benchmark measures are computed.',
      file: row.file,
      line: row.line,
      clause: row.citation,
    });
  }
  return ok(row);
}
