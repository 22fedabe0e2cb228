import type { Expr } from './ast.ts';

/** The expressions that an expression is made of. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'field':
    case 'constant':
      return [];
    case 'lookup':
      return expr.keys;
    case 'compare':
    case 'arithmetic':
      return [expr.left, expr.right];
    case 'in':
    case 'missing':
    case 'not':
      return [expr.item];
    case 'and':
    case 'or':
      return expr.items;
    case 'case':
      return [...expr.branches.flatMap(({ when, then }) => [when, then]), expr.otherwise];
  }
}
