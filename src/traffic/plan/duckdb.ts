import type { ValueType } from '../../base/expr/ast.ts';
import { toDuckDb } from '../../base/expr/duckdb.ts';
import { candidatesSql, quoteName, selectSql } from './select.ts';
import type { PlanDialect } from './select.ts';
import type { PlanMatch, PlanTable, UsagePlan } from './types.ts';

export const DUCKDB_TYPES: Readonly<Record<ValueType, 'VARCHAR' | 'BIGINT' | 'BOOLEAN'>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

const DIALECT: PlanDialect = {
  print: toDuckDb,
  join: 'LEFT JOIN',
  table: quoteName,
  missing: (type) => `NULL::${DUCKDB_TYPES[type]}`,
  member: (value, table, column) => `coalesce(${value} IN (SELECT ${column} FROM ${table}), FALSE)`,
};

/** The plan as DuckDB SQL from `source`, a query, to the columns `wanted`. */
export const selectDuckDb = (plan: UsagePlan, source: string, wanted: readonly string[]): string =>
  selectSql(DIALECT, plan, source, wanted);

/** The table of a match: `seq` of each record that repeats another, and `first`, the `seq` of that one. */
export function matchDuckDb(plan: UsagePlan, source: string, match: PlanMatch): string {
  const records = candidatesSql(DIALECT, plan, source, match);
  return match.kind === 'key' ? repeatsDuckDb(records, match) : pointsDuckDb(records, match);
}

type KeyMatch = Extract<PlanMatch, { kind: 'key' }>;
type PointsMatch = Extract<PlanMatch, { kind: 'points' }>;

/** Hashes find the few candidates; their fields decide. */
function repeatsDuckDb(records: string, match: KeyMatch): string {
  const sets = match.keys.map(({ fields, complete }) => {
    const columns = fields.map(quoteName).join(', ');
    const present = complete
      ? fields.map((field) => `${quoteName(field)} IS NOT NULL`).join(' AND ')
      : 'TRUE';
    return `
      SELECT seq, first FROM (
        SELECT seq, min(seq) OVER (PARTITION BY ${columns}) AS first
        FROM (${records}) WHERE ${present} AND hash(${columns}) IN (
          SELECT hash(${columns}) FROM (${records}) WHERE ${present} GROUP BY 1 HAVING count(*) > 1))
      WHERE seq > first`;
  });
  return `SELECT seq, min(first) AS first FROM (${sets.join(' UNION ALL ')}) GROUP BY seq`;
}

/**
 * Records with the same ends that follow each other closely enough are one island; the nth record of each switch in it belongs to the
 * nth call of the island.
 */
function pointsDuckDb(records: string, match: PointsMatch): string {
  const { same, at, point, rank } = match;
  const ends = same.map(quoteName).join(', ');
  return `
    WITH record AS (${records}),
    near AS (
      SELECT * FROM record WHERE hash(${ends}) IN (
        SELECT hash(${ends}) FROM record GROUP BY 1 HAVING count(DISTINCT ${quoteName(point)}) > 1)),
    stepped AS (
      SELECT *, CASE WHEN ${quoteName(at)} - lag(${quoteName(at)}) OVER (PARTITION BY ${ends} ORDER BY ${quoteName(at)}, seq)
        <= ${match.withinMs} THEN 0 ELSE 1 END AS step FROM near),
    island AS (
      SELECT *, sum(step) OVER (PARTITION BY ${ends} ORDER BY ${quoteName(at)}, seq ROWS UNBOUNDED PRECEDING) AS island FROM stepped),
    call AS (
      SELECT *, row_number() OVER (PARTITION BY ${ends}, island, ${quoteName(point)} ORDER BY ${quoteName(at)}, seq) AS nth FROM island),
    chosen AS (
      SELECT seq, first_value(seq) OVER (PARTITION BY ${ends}, island, nth ORDER BY ${quoteName(rank)}, seq) AS first FROM call)
    SELECT seq, first FROM chosen WHERE seq <> first`;
}

/** The names and types of a table's columns, keys first. */
export const tableColumns = (table: PlanTable): Readonly<Record<string, 'VARCHAR' | 'BIGINT' | 'BOOLEAN'>> =>
  Object.fromEntries(
    Object.entries({ ...table.keys, ...table.columns }).map(([column, type]) => [column, DUCKDB_TYPES[type]]),
  );
