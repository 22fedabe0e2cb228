import type { CompareOp, Expr, Value } from './ast.ts';
import { calculate, textOrder } from './interpret.ts';

/** Where compiled expressions find what they read: each name is resolved once, when the expression is compiled. */
export interface Access<C> {
  field(name: string): (context: C) => Value;
  lookup(table: string, column: string): (context: C, keys: readonly Value[]) => Value;
}

/** An expression as one function: the same answer as the interpreter's on every row, many times faster on many. */
export function compileExpr<C>(expr: Expr, access: Access<C>): (context: C) => Value {
  const inner = (one: Expr): ((context: C) => Value) => compileExpr(one, access);
  switch (expr.kind) {
    case 'field':
      return access.field(expr.name);
    case 'constant': {
      const { value } = expr;
      return () => value;
    }
    case 'lookup': {
      const keys = expr.keys.map(inner);
      const find = access.lookup(expr.table, expr.column);
      return (context) => {
        const values = keys.map((key) => key(context));
        return values.includes(null) ? null : find(context, values);
      };
    }
    case 'arithmetic': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      const { op } = expr;
      return (context) => calculate(op, left(context), right(context));
    }
    case 'case': {
      const branches = expr.branches.map(({ when, then }) => ({
        when: compileCondition(when, access),
        then: inner(then),
      }));
      const otherwise = inner(expr.otherwise);
      return (context) => {
        for (const { when, then } of branches) if (when(context)) return then(context);
        return otherwise(context);
      };
    }
    default:
      return compileCondition(expr, access);
  }
}

/** Whether an expression holds: false where it is false, missing or no condition. */
export function compileCondition<C>(expr: Expr, access: Access<C>): (context: C) => boolean {
  switch (expr.kind) {
    case 'compare':
      return comparison(expr.op, expr.left, expr.right, access);
    case 'in': {
      const item = compileExpr(expr.item, access);
      const values: ReadonlySet<Value> = new Set(expr.values);
      return (context) => {
        const value = item(context);
        return value !== null && values.has(value);
      };
    }
    case 'missing': {
      const item = compileExpr(expr.item, access);
      return (context) => item(context) === null;
    }
    case 'and':
      return expr.items
        .map((item) => compileCondition(item, access))
        .reduceRight<(context: C) => boolean>(
          (rest, first) => (context) => first(context) && rest(context),
          () => true,
        );
    case 'or':
      return expr.items
        .map((item) => compileCondition(item, access))
        .reduceRight<(context: C) => boolean>(
          (rest, first) => (context) => first(context) || rest(context),
          () => false,
        );
    case 'not': {
      const item = compileCondition(expr.item, access);
      return (context) => !item(context);
    }
    default: {
      const value = compileExpr(expr, access);
      return (context) => value(context) === true;
    }
  }
}

function comparison<C>(
  op: CompareOp,
  leftExpr: Expr,
  rightExpr: Expr,
  access: Access<C>,
): (context: C) => boolean {
  const left = compileExpr(leftExpr, access);
  const right = compileExpr(rightExpr, access);
  if (op === '=' || op === '!=') {
    const equal = op === '=';
    if (rightExpr.kind === 'constant' && rightExpr.value !== null) {
      const { value } = rightExpr;
      return (context) => {
        const a = left(context);
        return a !== null && (a === value) === equal;
      };
    }
    return (context) => {
      const a = left(context);
      if (a === null) return false;
      const b = right(context);
      return b !== null && (a === b) === equal;
    };
  }
  const holds = HOLDS[op];
  return (context) => {
    const a = left(context);
    if (a === null) return false;
    const b = right(context);
    if (b === null) return false;
    return holds(
      typeof a === 'string' && typeof b === 'string'
        ? textOrder(a, b)
        : a === b
          ? 0
          : (a as bigint) < (b as bigint)
            ? -1
            : 1,
    );
  };
}

const HOLDS: Readonly<Record<Exclude<CompareOp, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
