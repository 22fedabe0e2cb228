import type { Expr } from '../../../base/expr/ast.ts';

/** Names of the fields that an expression reads, each once. */
export function namesIn(expr: Expr): string[] {
  const names = new Set<string>();
  const visit = (one: Expr): void => {
    if (one.kind === 'field') names.add(one.name);
    for (const part of partsOf(one)) visit(part);
  };
  visit(expr);
  return [...names];
}

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
