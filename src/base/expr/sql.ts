import type { Expr, RowRule, Value } from './ast.ts';

/** How names become SQL: the column of a field, and the scalar that a look-up stands for. */
export interface SqlNames {
  field(name: string): string;
  lookup(table: string, keys: readonly string[], column: string): string;
  /** Whether a look-up finds something, where there is a quicker way to tell: never NULL. */
  found?(table: string, keys: readonly string[], column: string): string | undefined;
}

/** What two engines write differently. All else of the language is written alike. */
export interface SqlDialect {
  /** A constant of the type of its value. */
  literal(value: Value): string;
  /** Whole-number division towards zero; missing where the divisor is zero, which it can be. */
  divide(left: string, right: string): string;
  /** The same where the divisor is a constant other than zero. */
  divideBy(left: string, right: string): string;
}

/** Fields are columns of the same name; look-ups are not available. */
export const plainNames: SqlNames = {
  field: (name) => `"${name}"`,
  lookup: (table) => {
    throw new Error(`No table ${table} was given.`);
  },
};

/** The expression in a dialect, with the interpreter's meaning of missing values. */
export function toSql(dialect: SqlDialect, expr: Expr, names: SqlNames = plainNames): string {
  const print = (inner: Expr): string => toSql(dialect, inner, names);
  switch (expr.kind) {
    case 'field':
      return names.field(expr.name);
    case 'constant':
      return dialect.literal(expr.value);
    case 'lookup':
      return names.lookup(expr.table, expr.keys.map(print), expr.column);
    case 'compare':
    case 'in':
    case 'missing':
    case 'and':
    case 'or':
    case 'not':
      return truthSql(dialect, expr, names);
    case 'arithmetic':
      return expr.op === 'div'
        ? dialect[neverZero(expr.right) ? 'divideBy' : 'divide'](print(expr.left), print(expr.right))
        : `(${print(expr.left)} ${expr.op} ${print(expr.right)})`;
    case 'case': {
      const branches = expr.branches.map(
        ({ when, then }) => `WHEN ${conditionSql(dialect, when, names)} THEN ${print(then)}`,
      );
      const otherwise = print(expr.otherwise);
      return branches.length === 0 ? otherwise : `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`;
    }
  }
}

const neverZero = (expr: Expr): boolean =>
  expr.kind === 'constant' && typeof expr.value === 'bigint' && expr.value !== 0n;

/** A condition where it decides: what is missing does not hold, which engines take NULL for by themselves. */
function conditionSql(dialect: SqlDialect, expr: Expr, names: SqlNames): string {
  const print = (inner: Expr): string => toSql(dialect, inner, names);
  const joined = (items: readonly Expr[], op: string, none: string): string =>
    items.length === 0 ? none : `(${items.map((item) => conditionSql(dialect, item, names)).join(op)})`;
  switch (expr.kind) {
    case 'compare':
      return `${print(expr.left)} ${expr.op === '!=' ? '<>' : expr.op} ${print(expr.right)}`;
    case 'in': {
      const values = expr.values.filter((value) => value !== null);
      if (values.length === 0) return 'FALSE';
      return `${print(expr.item)} IN (${values.map((value) => dialect.literal(value)).join(', ')})`;
    }
    case 'missing': {
      const { item } = expr;
      const found =
        item.kind === 'lookup' ? names.found?.(item.table, item.keys.map(print), item.column) : undefined;
      return found === undefined ? `(${print(item)} IS NULL)` : `(NOT ${found})`;
    }
    case 'and':
      return joined(expr.items, ' AND ', 'TRUE');
    case 'or':
      return joined(expr.items, ' OR ', 'FALSE');
    case 'not':
      return `(NOT ${truthSql(dialect, expr.item, names)})`;
    default:
      return print(expr);
  }
}

/** A condition as a value: TRUE or FALSE, never NULL. */
function truthSql(dialect: SqlDialect, expr: Expr, names: SqlNames): string {
  const sql = conditionSql(dialect, expr, names);
  return mayBeMissing(expr) ? `coalesce(${sql}, FALSE)` : sql;
}

/** Whether the SQL of a condition can be NULL. */
function mayBeMissing(expr: Expr): boolean {
  switch (expr.kind) {
    case 'missing':
    case 'not':
      return false;
    case 'and':
    case 'or':
      return expr.items.some(mayBeMissing);
    case 'in':
      return expr.values.some((value) => value !== null);
    default:
      return true;
  }
}

/** The id of the first rule that holds, or NULL: the SQL twin of `decideRow`. */
export function rulesToSql(
  dialect: SqlDialect,
  rules: readonly RowRule[],
  names: SqlNames = plainNames,
): string {
  const branches = rules.map(
    (rule) => `WHEN ${conditionSql(dialect, rule.when, names)} THEN ${dialect.literal(rule.id)}`,
  );
  return branches.length === 0 ? 'NULL' : `CASE ${branches.join('\n       ')}\n  END`;
}
