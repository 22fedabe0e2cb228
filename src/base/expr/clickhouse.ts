import type { Expr, RowRule, Value } from './ast.ts';
import { rulesToSql, toSql } from './sql.ts';
import type { SqlDialect, SqlNames } from './sql.ts';

/** A constant as a ClickHouse literal: the engine reads backslashes in text, and gives a bare number its smallest type. */
export function clickHouseLiteral(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return `toInt64(${value})`;
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0')}'`;
}

/**
 * `intDiv` cuts towards zero. Sums and products beyond 64 bits come out wrong without a word: who prints arithmetic for this engine
 * asks `integerRange` first (range.ts).
 */
export const CLICKHOUSE: SqlDialect = {
  literal: clickHouseLiteral,
  divide: (left, right) => `intDiv(${left}, nullIf(${right}, 0))`,
  divideBy: (left, right) => `intDiv(${left}, ${right})`,
};

/** The expression as ClickHouse SQL with the interpreter's meaning of missing values. */
export const toClickHouse = (expr: Expr, names?: SqlNames): string => toSql(CLICKHOUSE, expr, names);

/** The id of the first rule that holds, or NULL: the SQL twin of `decideRow`. */
export const rulesToClickHouse = (rules: readonly RowRule[], names?: SqlNames): string =>
  rulesToSql(CLICKHOUSE, rules, names);
