import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import type { RowRule } from '../base/expr/ast.ts';
import { checkExpr } from '../base/expr/check.ts';
import { parseExpr } from '../base/expr/parse.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { CALL_SHAPE } from './call-facts.ts';
import { jurisdictionTable } from './tables.ts';
import type { JurisdictionRow } from './tables.ts';

/** What a rule that holds a call answers instead of a bucket. */
export const HELD = 'held';

/** A row of the jurisdiction table, read and checked. `then` is a bucket, or `held`. */
export interface JurisdictionRule extends RowRule {
  readonly row: TableRow<JurisdictionRow>;
}

/** The rules in force, in the order in which they are tried, or everything that is wrong with them. */
export function jurisdictionRules(view: AgreementView): Result<JurisdictionRule[]> {
  const problems: Problem[] = [];
  const rules: JurisdictionRule[] = [];
  const rows = view.rows(jurisdictionTable).toSorted((a, b) => a.value.order - b.value.order);
  for (const row of rows) {
    const parsed = parseExpr(row.value.when);
    const found = parsed.ok ? checkExpr(parsed.value, CALL_SHAPE, 'boolean') : parsed.problems;
    const at = { file: row.file, line: row.line, clause: row.citation };
    problems.push(...found.map((problem) => ({ ...problem, ...at, field: `${row.id}.when` })));
    const { bucket, disposition, reason } = row.value;
    if ((disposition === 'bucket') !== (bucket !== undefined)) {
      problems.push({
        ...at,
        id: 'traffic/rule-bucket',
        field: `${row.id}.bucket`,
        sentence: `Rule ${row.id} has disposition ${disposition} and ${bucket === undefined ? 'no' : 'a'} bucket.`,
        cure: 'Name the bucket, or hold the call and name none.',
      });
    }
    if (!parsed.ok) continue;
    rules.push({
      id: row.id,
      clause: row.citation,
      when: parsed.value,
      text: row.value.when,
      then: bucket ?? HELD,
      reason,
      provenance: row.provenance,
      row,
    });
  }
  return problems.length > 0 ? fail(...problems) : ok(rules);
}
