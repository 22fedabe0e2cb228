import type { Expr, RowShape, Value } from '../../../base/expr/ast.ts';
import { simplify } from '../../../base/expr/simplify.ts';
import { partsOf } from '../../../base/expr/parts.ts';
import { namesIn } from './expr-names.ts';

const NOTHING: ReadonlySet<string> = new Set();
/** Values for fields that are compared with each other, low and high. */
const BESIDE = { text: [' ', '~'], integer: [0n, 1n, 1_000_000n] } as const;

/**
 * Whether a condition can hold on some row. Fields are tried at the values that tell anything apart: each constant of the
 * condition, one beside each, low and high, and missing. What a table or two fields of one text have to do with each other is not known, so a
 * condition may be called satisfiable that is not; one that is called unsatisfiable never holds.
 */
export function isSatisfiable(condition: Expr, shape: RowShape): boolean {
  const constants = constantsIn(condition);
  const texts = constants.filter((value) => typeof value === 'string');
  const numbers = constants.filter((value) => typeof value === 'bigint');
  const domains: Readonly<Record<'text' | 'integer' | 'boolean', readonly Value[]>> = {
    text: [null, ...texts, ...texts.map((text) => `${text}!`), ...BESIDE.text],
    integer: [null, ...numbers, ...numbers.flatMap((value) => [value - 1n, value + 1n]), ...BESIDE.integer],
    boolean: [null, true, false],
  };
  const holds = (expr: Expr): boolean => {
    if (expr.kind === 'constant') return expr.value === true;
    const [name] = namesIn(expr);
    // Only tables are left to ask.
    if (name === undefined) return true;
    return domains[shape.fields[name] ?? 'text'].some((value) =>
      holds(simplify(expr, { fields: new Map([[name, value]]), emptyTables: NOTHING })),
    );
  };
  return holds(simplify(condition, { fields: new Map(), emptyTables: NOTHING }));
}

function constantsIn(expr: Expr): Value[] {
  const own = expr.kind === 'constant' ? [expr.value] : expr.kind === 'in' ? expr.values : [];
  return [...new Set([...own, ...partsOf(expr).flatMap(constantsIn)])];
}
