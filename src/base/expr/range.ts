import type { Problem } from '../problem.ts';
import type { Expr } from './ast.ts';

/** The least and the most that a whole number can be, both included. */
export interface Range {
  readonly least: bigint;
  readonly most: bigint;
}

/** What 64 bits hold: the range of a column of which nothing narrower is known. */
export const INT64: Range = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** How wide the columns are that an expression reads; undefined where a column is no number, INT64 where nothing is known. */
export interface Ranges {
  field(name: string): Range | undefined;
  lookup(table: string, column: string): Range | undefined;
}

/**
 * Problems `expr/range` of arithmetic that may leave 64 bits on some row: DuckDB stops there and ClickHouse wraps without a word, so
 * no plan is printed from it. The bounds are those of the columns; a condition around a branch narrows nothing.
 *
 * @returns the range of the whole expression (undefined where it is no number) and all problems in it.
 */
export function integerRange(expr: Expr, ranges: Ranges): { range: Range | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const visit = (inner: Expr): Range | undefined => {
    switch (inner.kind) {
      case 'field':
        return ranges.field(inner.name);
      case 'constant':
        return typeof inner.value === 'bigint' ? { least: inner.value, most: inner.value } : undefined;
      case 'lookup':
        inner.keys.forEach(visit);
        return ranges.lookup(inner.table, inner.column);
      case 'compare':
        visit(inner.left);
        visit(inner.right);
        return undefined;
      case 'in':
      case 'missing':
      case 'not':
        visit(inner.item);
        return undefined;
      case 'and':
      case 'or':
        inner.items.forEach(visit);
        return undefined;
      case 'arithmetic': {
        const [left, right] = [visit(inner.left), visit(inner.right)];
        // A side that is always missing makes the whole missing.
        if (left === undefined || right === undefined) return undefined;
        const range = combine(inner.op, left, right);
        if (range === undefined || (range.least >= INT64.least && range.most <= INT64.most)) return range;
        problems.push({
          id: 'expr/range',
          sentence: `${show(left)} ${inner.op} ${show(right)} may be ${show(range)}, which 64 bits do not hold.`,
          cure: 'Give the columns smaller numbers, or divide before multiplying.',
        });
        // Named once: what is made of it is not named again.
        return undefined;
      }
      case 'case': {
        const found = inner.branches.map(({ when, then }) => (visit(when), visit(then)));
        return among([...found, visit(inner.otherwise)].filter((range) => range !== undefined));
      }
    }
  };
  return { range: visit(expr), problems };
}

const show = ({ least, most }: Range): string => (least === most ? `${least}` : `${least} to ${most}`);

function among(ranges: readonly Range[]): Range | undefined {
  return ranges.length === 0 ? undefined : spread(ranges.flatMap(({ least, most }) => [least, most]));
}

const spread = (values: readonly bigint[]): Range => ({
  least: values.reduce((a, b) => (b < a ? b : a)),
  most: values.reduce((a, b) => (b > a ? b : a)),
});

/** Undefined where there is no result: a division by nothing but zero. */
function combine(op: '+' | '-' | '*' | 'div', a: Range, b: Range): Range | undefined {
  if (op === '+') return { least: a.least + b.least, most: a.most + b.most };
  if (op === '-') return { least: a.least - b.most, most: a.most - b.least };
  const corners = (divisors: readonly bigint[], of: (x: bigint, y: bigint) => bigint): bigint[] =>
    divisors.flatMap((y) => [of(a.least, y), of(a.most, y)]);
  if (op === '*') return spread(corners([b.least, b.most], (x, y) => x * y));
  const divisors = [b.least, b.most, -1n, 1n].filter((y) => y !== 0n && b.least <= y && y <= b.most);
  return divisors.length === 0 ? undefined : spread(corners(divisors, (x, y) => x / y));
}
