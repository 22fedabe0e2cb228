import type { Expr, Value } from './ast.ts';
import { evaluate } from './interpret.ts';

/** What is known of every row before any is read. */
export interface Known {
  /** Fields that have one value in all rows. */
  readonly fields: ReadonlyMap<string, Value>;
  /** Tables in which nothing is found. */
  readonly emptyTables: ReadonlySet<string>;
}

const constant = (value: Value): Expr => ({ kind: 'constant', value });
const isConstant = (expr: Expr): expr is Extract<Expr, { kind: 'constant' }> => expr.kind === 'constant';
const holdsNever = (expr: Expr): boolean => isConstant(expr) && expr.value !== true;
const holdsAlways = (expr: Expr): boolean => isConstant(expr) && expr.value === true;

/** The expression with all that is known worked out: on every row that is as known, it has the value that it had. */
export function simplify(expr: Expr, known: Known): Expr {
  const inner = (one: Expr): Expr => simplify(one, known);
  /** Its value, where it depends on no row. */
  const worked = (one: Expr, parts: readonly Expr[]): Expr =>
    parts.every(isConstant) ? constant(evaluate(one, {})) : one;
  switch (expr.kind) {
    case 'field': {
      const value = known.fields.get(expr.name);
      return value === undefined ? expr : constant(value);
    }
    case 'constant':
      return expr;
    case 'lookup': {
      const keys = expr.keys.map(inner);
      const nothing =
        known.emptyTables.has(expr.table) || keys.some((key) => isConstant(key) && key.value === null);
      return nothing ? constant(null) : { ...expr, keys };
    }
    case 'compare':
    case 'arithmetic': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      const missing = [left, right].some((side) => isConstant(side) && side.value === null);
      if (missing) return constant(expr.kind === 'compare' ? false : null);
      return worked({ ...expr, left, right }, [left, right]);
    }
    case 'in':
    case 'missing':
    case 'not': {
      const item = inner(expr.item);
      return worked({ ...expr, item }, [item]);
    }
    case 'and': {
      const items = expr.items.map(inner).filter((item) => !holdsAlways(item));
      if (items.some(holdsNever)) return constant(false);
      return items.length === 0 ? constant(true) : { ...expr, items };
    }
    case 'or': {
      const items = expr.items.map(inner).filter((item) => !holdsNever(item));
      if (items.some(holdsAlways)) return constant(true);
      return items.length === 0 ? constant(false) : { ...expr, items };
    }
    case 'case': {
      const branches: { when: Expr; then: Expr }[] = [];
      for (const branch of expr.branches) {
        const when = inner(branch.when);
        if (holdsNever(when)) continue;
        const then = inner(branch.then);
        if (holdsAlways(when)) return choice(branches, then);
        branches.push({ when, then });
      }
      return choice(branches, inner(expr.otherwise));
    }
  }
}

/** A `case` without last branches that come to what they come to without them. */
function choice(branches: readonly { readonly when: Expr; readonly then: Expr }[], otherwise: Expr): Expr {
  const same = (then: Expr): boolean =>
    isConstant(then) && isConstant(otherwise) && then.value === otherwise.value;
  const last = branches.findLastIndex(({ then }) => !same(then));
  const needed = branches.slice(0, last + 1);
  return needed.length === 0 ? otherwise : { kind: 'case', branches: needed, otherwise };
}
