import type { AgreementView, TableRow } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { functionsTable } from './terms.ts';
import type { FunctionRow } from './terms.ts';

/** The row of a function that the agreement offers; else which it does offer. */
export function functionRow(view: AgreementView, name: string): Result<TableRow<FunctionRow>> {
  const rows = view.rows(functionsTable);
  const row = rows.find(({ value }) => value.function === name);
  if (row) return ok(row);
  const offered = rows.map(({ value }) => value.function).join(', ');
  return fail({
    id: 'oss-access/function',
    field: 'function',
    sentence: `Agreement ${view.agreement.id} does not offer ${name} on ${view.asOf}.`,
    cure: offered === '' ? 'It offers no queries before an order.' : `It offers: ${offered}.`,
  });
}
