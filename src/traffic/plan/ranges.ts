import type { Expr } from '../../base/expr/ast.ts';
import type { Problem } from '../../base/problem.ts';
import { integerRange } from '../../base/expr/range.ts';
import type { Range, Ranges } from '../../base/expr/range.ts';
import { layersFor } from './layers.ts';
import type { PlanTable, UsagePlan } from './types.ts';

/**
 * Problems of columns whose arithmetic may leave 64 bits on records whose whole numbers lie in `fields`; a field that is not in it
 * has no value on any record. An engine that wraps without a word (ClickHouse) asks before it runs.
 */
export function rangeProblems(plan: UsagePlan, fields: ReadonlyMap<string, Range>): Problem[] {
  const known = new Map(fields);
  const tables = new Map(plan.tables.map((table) => [table.name, columnRanges(table)]));
  const matches = new Set(plan.matches.map(({ name }) => name));
  const ranges: Ranges = {
    field: (name) => known.get(name),
    lookup: (table, column) => (matches.has(table) ? known.get('seq') : tables.get(table)?.get(column)),
  };
  const check = (expr: Expr, name: string): Range | undefined => {
    const { range, problems } = integerRange(expr, ranges);
    found.push(...problems.map((problem) => ({ ...problem, field: name })));
    return range;
  };
  const found: Problem[] = [];
  for (const layer of layersFor(plan, ['seq', ...plan.output]))
    for (const { name, type, expr } of layer) {
      const range = check(expr, name);
      if (type === 'integer' && range) known.set(name, range);
    }
  return found;
}

/** The least and the most in each whole-number column of a table; a column of nothing has none. */
function columnRanges({ keys, columns, rows }: PlanTable): Map<string, Range> {
  const ranges = new Map<string, Range>();
  Object.entries({ ...keys, ...columns }).forEach(([name, type], at) => {
    if (type !== 'integer') return;
    let [least, most] = [Infinity, -Infinity];
    for (const row of rows) {
      const cell = row[at];
      if (typeof cell !== 'number') continue;
      if (cell < least) least = cell;
      if (cell > most) most = cell;
    }
    if (least <= most) ranges.set(name, { least: BigInt(least), most: BigInt(most) });
  });
  return ranges;
}
