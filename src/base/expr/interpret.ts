import type { ArithmeticOp, CompareOp, Expr, Row, RowRule, Value } from './ast.ts';

/** Finds a column of the row of `table` with these key values; null when there is none. */
export type Lookup = (table: string, keys: readonly Value[], column: string) => Value;

const noTables: Lookup = (table) => {
  throw new Error(`No table ${table} was given.`);
};

/** The value of an expression on one row. Types are checked before (`check.ts`), so a wrong type is a bug. */
export function evaluate(expr: Expr, row: Row, lookup: Lookup = noTables): Value {
  const run = (inner: Expr): Value => evaluate(inner, row, lookup);
  switch (expr.kind) {
    case 'field':
      return Object.hasOwn(row, expr.name) ? (row[expr.name] ?? null) : null;
    case 'constant':
      return expr.value;
    case 'lookup': {
      const keys = expr.keys.map(run);
      return keys.includes(null) ? null : lookup(expr.table, keys, expr.column);
    }
    case 'compare':
      return compareValues(expr.op, run(expr.left), run(expr.right));
    case 'in': {
      const item = run(expr.item);
      return item !== null && expr.values.includes(item);
    }
    case 'missing':
      return run(expr.item) === null;
    case 'and':
      return expr.items.every((item) => run(item) === true);
    case 'or':
      return expr.items.some((item) => run(item) === true);
    case 'not':
      return run(expr.item) !== true;
    case 'arithmetic':
      return calculate(expr.op, run(expr.left), run(expr.right));
    case 'case': {
      const branch = expr.branches.find(({ when }) => run(when) === true);
      return run(branch ? branch.then : expr.otherwise);
    }
  }
}

/** Code-point order for text, as `COLLATE "C"` and DuckDB's binary collation have it. */
export function textOrder(a: string, b: string): number {
  // Units of JavaScript's own comparison are in that order but for surrogates and what lies above them.
  if (HIGH.test(a) || HIGH.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a === b ? 0 : a < b ? -1 : 1;
}

const HIGH = /[\uD800-\uFFFF]/;

function order(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return textOrder(a, b);
  return a === b ? 0 : (a as bigint) < (b as bigint) ? -1 : 1;
}

function compareValues(op: CompareOp, left: Value, right: Value): boolean {
  if (left === null || right === null) return false;
  const result = order(left, right);
  switch (op) {
    case '=':
      return result === 0;
    case '!=':
      return result !== 0;
    case '<':
      return result < 0;
    case '<=':
      return result <= 0;
    case '>':
      return result > 0;
    case '>=':
      return result >= 0;
  }
}

export function calculate(op: ArithmeticOp, left: Value, right: Value): Value {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return null;
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case 'div':
      return right === 0n ? null : left / right;
  }
}

/** The first rule that holds on the row, and the rules that were tried before it. */
export function decideRow(
  rules: readonly RowRule[],
  row: Row,
  lookup: Lookup = noTables,
): { rule: RowRule | undefined; tried: readonly RowRule[] } {
  const index = rules.findIndex((rule) => evaluate(rule.when, row, lookup) === true);
  return index < 0 ? { rule: undefined, tried: rules } : { rule: rules[index], tried: rules.slice(0, index) };
}
