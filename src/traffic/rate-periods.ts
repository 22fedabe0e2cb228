import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import type { Expr, Row } from '../base/expr/ast.ts';
import { checkExpr } from '../base/expr/check.ts';
import { evaluate } from '../base/expr/interpret.ts';
import { parseExpr } from '../base/expr/parse.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { CALL_SHAPE } from './call-facts.ts';
import { ratePeriodsTable } from './tables.ts';
import type { RatePeriodRow } from './tables.ts';

/** A period of the day and week, read and checked. */
export interface RatePeriod {
  readonly id: string;
  readonly when: Expr;
  readonly text: string;
  readonly row: TableRow<RatePeriodRow>;
}

/** The rate periods in force, in the order in which they are tried, or everything that is wrong with them. */
export function ratePeriods(view: AgreementView): Result<RatePeriod[]> {
  const problems: Problem[] = [];
  const periods: RatePeriod[] = [];
  for (const row of view.rows(ratePeriodsTable).toSorted((a, b) => a.value.order - b.value.order)) {
    const parsed = parseExpr(row.value.when);
    const found = parsed.ok ? checkExpr(parsed.value, CALL_SHAPE, 'boolean') : parsed.problems;
    const at = { file: row.file, line: row.line, clause: row.citation };
    problems.push(...found.map((problem) => ({ ...problem, ...at, field: `${row.id}.when` })));
    if (parsed.ok) periods.push({ id: row.id, when: parsed.value, text: row.value.when, row });
  }
  return problems.length > 0 ? fail(...problems) : ok(periods);
}

/** The period of a call: the first whose condition holds. */
export const ratePeriodOf = (periods: readonly RatePeriod[], facts: Row): RatePeriod | undefined =>
  periods.find(({ when }) => evaluate(when, facts) === true);
