import type { Value } from '../../base/expr/ast.ts';
import { simplify } from '../../base/expr/simplify.ts';
import type { UsagePlan } from './types.ts';

/**
 * The plan for records of which some columns are known beforehand, e.g. those that their format does not carry. It has the same
 * answers for such records, and does nothing to come to what is known.
 */
export function specialise(plan: UsagePlan, columns: ReadonlyMap<string, Value>): UsagePlan {
  const fields = new Map(columns);
  const emptyTables = new Set(plan.tables.filter(({ rows }) => rows.length === 0).map(({ name }) => name));
  const waiting = plan.stages.flatMap((stage) => stage.columns);
  const made = new Map(waiting.map((column) => [column.name, column]));
  for (let changed = true; changed;) {
    changed = false;
    for (const column of waiting) {
      if (fields.has(column.name)) continue;
      const expr = simplify(column.expr, { fields, emptyTables });
      made.set(column.name, { ...column, expr });
      if (expr.kind !== 'constant') continue;
      fields.set(column.name, expr.value);
      changed = true;
    }
  }
  return {
    ...plan,
    stages: plan.stages.map((stage) => ({
      ...stage,
      columns: stage.columns.map((column) => made.get(column.name) ?? column),
    })),
    matches: plan.matches.map((match) => ({
      ...match,
      where: simplify(match.where, { fields, emptyTables }),
    })),
  };
}
