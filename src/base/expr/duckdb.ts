import type { Expr, RowRule, Value } from './ast.ts';
import { rulesToSql, toSql } from './sql.ts';
import type { SqlDialect, SqlNames } from './sql.ts';

export type { SqlNames } from './sql.ts';

/** A constant as a DuckDB literal. */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return `(${value})::BIGINT`;
  return `'${value.replaceAll("'", "''")}'`;
}

/** `//` cuts towards zero and a product beyond 64 bits is an error. */
export const DUCKDB: SqlDialect = {
  literal,
  divide: (left, right) => `(${left} // nullif(${right}, 0))`,
  divideBy: (left, right) => `(${left} // ${right})`,
};

/** The expression as DuckDB SQL with the interpreter's meaning of missing values. */
export const toDuckDb = (expr: Expr, names?: SqlNames): string => toSql(DUCKDB, expr, names);

/** The id of the first rule that holds, or NULL: the SQL twin of `decideRow`. */
export const rulesToDuckDb = (rules: readonly RowRule[], names?: SqlNames): string =>
  rulesToSql(DUCKDB, rules, names);
