import type { ValueType } from '../../base/expr/ast.ts';
import { toClickHouse } from '../../base/expr/clickhouse.ts';
import { candidatesSql, quoteName, selectSql } from './select.ts';
import type { PlanDialect } from './select.ts';
import type { PlanMatch, UsagePlan } from './types.ts';

const TYPES: Readonly<Record<ValueType, string>> = { text: 'String', integer: 'Int64', boolean: 'Bool' };

/** A column of a table: what is not known is NULL there too. */
export const clickHouseType = (type: ValueType): string => `Nullable(${TYPES[type]})`;

/**
 * What the statements of a plan need of a session, whatever a server's profile says. Without the first, a join that finds nothing gives
 * zeros and empty text.
 */
export const CLICKHOUSE_SETTINGS = {
  join_use_nulls: 1,
  transform_null_in: 0,
  count_distinct_implementation: 'uniqExact',
} as const;

/** The keys of a look-up table are unique, so that any row is the row. */
const dialect = (database: string): PlanDialect => ({
  print: toClickHouse,
  join: 'LEFT ANY JOIN',
  table: (table) => `${quoteName(database)}.${quoteName(table)}`,
});

/** The plan as ClickHouse SQL from `source`, a query, to the columns `wanted`; its tables are in `database`. */
export function selectClickHouse(
  plan: UsagePlan,
  source: string,
  wanted: readonly string[],
  database: string,
): string {
  return selectSql(dialect(database), plan, source, wanted);
}

/** The table of a match: `seq` of each record that repeats another, and `first`, the `seq` of that one. */
export function matchClickHouse(plan: UsagePlan, source: string, match: PlanMatch, database: string): string {
  const records = candidatesSql(dialect(database), plan, source, match);
  return match.kind === 'key' ? repeats(records, match) : points(records, match);
}

type KeyMatch = Extract<PlanMatch, { kind: 'key' }>;
type PointsMatch = Extract<PlanMatch, { kind: 'points' }>;

/** Missing equals missing within a tuple, not outside of one. */
const hash = (fields: readonly string[]): string => `cityHash64(tuple(${fields.map(quoteName).join(', ')}))`;

/** Hashes find the few candidates; their fields decide. */
function repeats(records: string, { keys }: KeyMatch): string {
  const sets = keys.map(({ fields, complete }) => {
    const present = complete
      ? fields.map((field) => `${quoteName(field)} IS NOT NULL`).join(' AND ')
      : 'TRUE';
    return `
      SELECT seq, first FROM (
        SELECT seq, min(seq) OVER (PARTITION BY ${fields.map(quoteName).join(', ')}) AS first
        FROM (${records}) AS r WHERE ${present} AND ${hash(fields)} IN (
          SELECT h FROM (
            SELECT ${hash(fields)} AS h, count() AS n FROM (${records}) AS r WHERE ${present} GROUP BY h)
          WHERE n > 1))
      WHERE seq > first`;
  });
  return `SELECT seq, min(first) AS first FROM (${sets.join(' UNION ALL ')}) AS s GROUP BY seq`;
}

/**
 * Records with the same ends that follow each other closely enough are one island; the nth record of each switch in it belongs to the
 * nth call of the island. A lag before the first row is zero in this engine, so the first row asks for its number.
 */
function points(records: string, { same, at, point, rank, withinMs }: PointsMatch): string {
  const ends = same.map(quoteName).join(', ');
  const [when, where] = [quoteName(at), quoteName(point)];
  const earlier = `lagInFrame(${when}) OVER (PARTITION BY ${ends} ORDER BY ${when}, seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return `
    WITH record AS (${records}),
    near AS (
      SELECT * FROM record WHERE ${hash(same)} IN (
        SELECT h FROM (SELECT ${hash(same)} AS h, count(DISTINCT ${where}) AS n FROM record GROUP BY h) WHERE n > 1)),
    lagged AS (
      SELECT *, ${earlier} AS earlier, row_number() OVER (PARTITION BY ${ends} ORDER BY ${when}, seq) AS nth_of_ends FROM near),
    stepped AS (
      SELECT *, CASE WHEN nth_of_ends > 1 AND coalesce(${when} - earlier <= ${withinMs}, FALSE) THEN 0 ELSE 1 END AS step FROM lagged),
    island AS (
      SELECT *, sum(step) OVER (
        PARTITION BY ${ends} ORDER BY ${when}, seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island FROM stepped),
    call AS (
      SELECT *, row_number() OVER (PARTITION BY ${ends}, island, ${where} ORDER BY ${when}, seq) AS nth FROM island),
    chosen AS (
      SELECT seq, first_value(seq) OVER (PARTITION BY ${ends}, island, nth ORDER BY ${quoteName(rank)}, seq) AS first FROM call)
    SELECT seq, first FROM chosen WHERE seq <> first`;
}
