import type { Expr } from '../../base/expr/ast.ts';
import { partsOf } from '../../base/expr/parts.ts';
import type { PlanColumn, UsagePlan } from './types.ts';

/** Names of the fields that an expression reads. */
export function fieldsOf(expr: Expr): Set<string> {
  const found = new Set<string>();
  walk(expr, (inner) => {
    if (inner.kind === 'field') found.add(inner.name);
  });
  return found;
}

/** Names of the tables that an expression looks up. */
export function tablesOf(expr: Expr): Set<string> {
  const found = new Set<string>();
  walk(expr, (inner) => {
    if (inner.kind === 'lookup') found.add(inner.table);
  });
  return found;
}

function walk(expr: Expr, visit: (inner: Expr) => void): void {
  visit(expr);
  for (const part of partsOf(expr)) walk(part, visit);
}

/**
 * The columns that `wanted` need, in layers: those of a layer read only the record and earlier layers. What nothing needs is left
 * out, so that an agreement pays only for what it says.
 */
export function layersFor(plan: UsagePlan, wanted: Iterable<string>): PlanColumn[][] {
  const columns = new Map(plan.stages.flatMap((stage) => stage.columns).map((one) => [one.name, one]));
  const depth = new Map<string, number>();
  const depthOf = (name: string): number => {
    const column = columns.get(name);
    if (!column) {
      if (!Object.hasOwn(plan.fields, name)) throw new Error(`The plan has no column ${name}.`);
      return 0;
    }
    const known = depth.get(name);
    if (known !== undefined) return known;
    const own = 1 + Math.max(0, ...[...fieldsOf(column.expr)].map(depthOf));
    depth.set(name, own);
    return own;
  };
  for (const name of wanted) depthOf(name);
  const layers: PlanColumn[][] = [];
  for (const [name, at] of depth) (layers[at - 1] ??= []).push(columns.get(name) as PlanColumn);
  return layers;
}
