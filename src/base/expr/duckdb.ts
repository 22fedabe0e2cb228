import type { Expr, RowRule, Value } from './ast.ts';

/** How names become SQL: the column of a field, and the scalar that a look-up stands for. */
export interface SqlNames {
  field(name: string): string;
  lookup(table: string, keys: readonly string[], column: string): string;
}

/** Fields are columns of the same name; look-ups are not available. */
const plainNames: SqlNames = {
  field: (name) => `"${name}"`,
  lookup: (table) => {
    throw new Error(`No table ${table} was given.`);
  },
};

/** A constant as a DuckDB literal. */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return `(${value})::BIGINT`;
  return `'${value.replaceAll("'", "''")}'`;
}

/** The expression as DuckDB SQL with the interpreter's meaning of missing values. */
export function toDuckDb(expr: Expr, names: SqlNames = plainNames): string {
  const print = (inner: Expr): string => toDuckDb(inner, names);
  switch (expr.kind) {
    case 'field':
      return names.field(expr.name);
    case 'constant':
      return literal(expr.value);
    case 'lookup':
      return names.lookup(expr.table, expr.keys.map(print), expr.column);
    case 'compare':
      return `coalesce(${print(expr.left)} ${expr.op === '!=' ? '<>' : expr.op} ${print(expr.right)}, FALSE)`;
    case 'in': {
      const values = expr.values.filter((value) => value !== null);
      if (values.length === 0) return 'FALSE';
      return `coalesce(${print(expr.item)} IN (${values.map(literal).join(', ')}), FALSE)`;
    }
    case 'missing':
      return `(${print(expr.item)} IS NULL)`;
    case 'and':
      return expr.items.length === 0
        ? 'TRUE'
        : `(${expr.items.map((item) => truth(print(item))).join(' AND ')})`;
    case 'or':
      return expr.items.length === 0
        ? 'FALSE'
        : `(${expr.items.map((item) => truth(print(item))).join(' OR ')})`;
    case 'not':
      return `(NOT ${truth(print(expr.item))})`;
    case 'arithmetic':
      return expr.op === 'div'
        ? `(${print(expr.left)} // nullif(${print(expr.right)}, 0))`
        : `(${print(expr.left)} ${expr.op} ${print(expr.right)})`;
    case 'case': {
      const branches = expr.branches.map(
        ({ when, then }) => `WHEN ${truth(print(when))} THEN ${print(then)}`,
      );
      const otherwise = print(expr.otherwise);
      return branches.length === 0 ? otherwise : `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`;
    }
  }
}

const truth = (sql: string): string => `coalesce(${sql}, FALSE)`;

/** The id of the first rule that holds, or NULL: the SQL twin of `decideRow`. */
export function rulesToDuckDb(rules: readonly RowRule[], names: SqlNames = plainNames): string {
  const branches = rules.map((rule) => `WHEN ${truth(toDuckDb(rule.when, names))} THEN ${literal(rule.id)}`);
  return branches.length === 0 ? 'NULL' : `CASE ${branches.join('\n       ')}\n  END`;
}
