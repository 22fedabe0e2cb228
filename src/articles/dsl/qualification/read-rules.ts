import type { AgreementView, TableRow } from '../../../agreement/agreement.ts';
import type { Expr } from '../../../base/expr/ast.ts';
import { checkExpr } from '../../../base/expr/check.ts';
import { parseExpr } from '../../../base/expr/parse.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { LOOP_SHAPE } from './loop-row.ts';
import { qualificationRulesTable } from './terms.ts';
import type { QualificationRow } from './terms.ts';

export interface QualificationRule {
  readonly row: TableRow<QualificationRow>;
  readonly when: Expr;
}

/** The rules in force, in the order written, or everything that is wrong with them. */
export function readRules(view: AgreementView): Result<QualificationRule[]> {
  const problems: Problem[] = [];
  const rules: QualificationRule[] = [];
  for (const row of view.rows(qualificationRulesTable)) {
    const parsed = parseExpr(row.value.when);
    const found = parsed.ok ? checkExpr(parsed.value, LOOP_SHAPE, 'boolean') : parsed.problems;
    problems.push(
      ...found.map((problem) => ({
        ...problem,
        file: row.file,
        line: row.line,
        field: `${row.id}.when`,
        clause: row.citation,
      })),
    );
    if (parsed.ok) rules.push({ row, when: parsed.value });
  }
  return problems.length > 0 ? fail(...problems) : ok(rules);
}
