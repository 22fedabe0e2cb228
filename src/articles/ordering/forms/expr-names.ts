import type { Expr } from '../../../base/expr/ast.ts';
import { partsOf } from '../../../base/expr/parts.ts';

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
