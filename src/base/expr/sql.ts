import type { Expr, RowRule, Value } from './ast.ts';

/** How names become SQL: the column of a field, and the scalar that a look-up stands for. */
export interface SqlNames {
  field(name: string): string;
  lookup(table: string, keys: readonly string[], column: string): string;
}

/** What two engines write differently. All else of the language is written alike. */
export interface SqlDialect {
  /** A constant of the type of its value. */
  literal(value: Value): string;
  /** Whole-number division towards zero; missing where the divisor is zero. */
  divide(left: string, right: string): string;
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
  const holds = (inner: Expr): string => truth(print(inner));
  switch (expr.kind) {
    case 'field':
      return names.field(expr.name);
    case 'constant':
      return dialect.literal(expr.value);
    case 'lookup':
      return names.lookup(expr.table, expr.keys.map(print), expr.column);
    case 'compare':
      return truth(`${print(expr.left)} ${expr.op === '!=' ? '<>' : expr.op} ${print(expr.right)}`);
    case 'in': {
      const values = expr.values.filter((value) => value !== null);
      if (values.length === 0) return 'FALSE';
      return truth(`${print(expr.item)} IN (${values.map((value) => dialect.literal(value)).join(', ')})`);
    }
    case 'missing':
      return `(${print(expr.item)} IS NULL)`;
    case 'and':
      return expr.items.length === 0 ? 'TRUE' : `(${expr.items.map(holds).join(' AND ')})`;
    case 'or':
      return expr.items.length === 0 ? 'FALSE' : `(${expr.items.map(holds).join(' OR ')})`;
    case 'not':
      return `(NOT ${holds(expr.item)})`;
    case 'arithmetic':
      return expr.op === 'div'
        ? dialect.divide(print(expr.left), print(expr.right))
        : `(${print(expr.left)} ${expr.op} ${print(expr.right)})`;
    case 'case': {
      const branches = expr.branches.map(({ when, then }) => `WHEN ${holds(when)} THEN ${print(then)}`);
      const otherwise = print(expr.otherwise);
      return branches.length === 0 ? otherwise : `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`;
    }
  }
}

/** A missing condition does not hold. */
const truth = (sql: string): string => `coalesce(${sql}, FALSE)`;

/** The id of the first rule that holds, or NULL: the SQL twin of `decideRow`. */
export function rulesToSql(
  dialect: SqlDialect,
  rules: readonly RowRule[],
  names: SqlNames = plainNames,
): string {
  const branches = rules.map(
    (rule) => `WHEN ${truth(toSql(dialect, rule.when, names))} THEN ${dialect.literal(rule.id)}`,
  );
  return branches.length === 0 ? 'NULL' : `CASE ${branches.join('\n       ')}\n  END`;
}
