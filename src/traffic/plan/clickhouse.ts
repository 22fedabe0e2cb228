import type { Expr, ValueType } from '../../base/expr/ast.ts';
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

/** Where each table of a plan, and each match, is. */
export type TableNames = PlanDialect['table'];

/** The keys of a look-up table are unique, so that any row is the row. */
const dialect = (table: TableNames): PlanDialect => ({
  print: toClickHouse,
  join: 'LEFT ANY JOIN',
  table,
  missing: (type) => `CAST(NULL, '${clickHouseType(type)}')`,
});

/** The plan as ClickHouse SQL from `source`, a query, to the columns `wanted`. */
export const selectClickHouse = (
  plan: UsagePlan,
  source: string,
  wanted: readonly string[],
  table: TableNames,
): string => selectSql(dialect(table), plan, source, wanted);

/** A part of a match: records with equal hashes of `by` are compared with each other and with no others. */
export interface MatchPart {
  readonly match: PlanMatch;
  /** Columns that it compares, beside `seq`. */
  readonly fields: readonly string[];
  readonly by: readonly string[];
  /** Records that lack one of `by` repeat nothing. */
  readonly complete: boolean;
}

export function matchParts(match: PlanMatch): MatchPart[] {
  if (match.kind === 'key')
    return match.keys.map(({ fields, complete }) => ({ match, fields, by: fields, complete }));
  const { same, at, point, rank } = match;
  return [{ match, fields: [...same, at, point, rank], by: same, complete: false }];
}

/** The records of a part: `seq`, its fields and their hash `h`. Missing equals missing within a tuple, not outside of one. */
export function candidatesClickHouse(
  plan: UsagePlan,
  source: string,
  part: MatchPart,
  table: TableNames,
): string {
  const present: Expr[] = part.complete
    ? part.by.map((name) => ({ kind: 'not', item: { kind: 'missing', item: { kind: 'field', name } } }))
    : [];
  const where: Expr = { kind: 'and', items: [part.match.where, ...present] };
  const fields = [...new Set(part.fields)].map(quoteName);
  return `SELECT seq, ${fields.join(', ')}, cityHash64(tuple(${part.by.map(quoteName).join(', ')})) AS h
    FROM (${candidatesSql(dialect(table), plan, source, { ...part.match, where })}) AS r`;
}

/**
 * `seq` of each record among `candidates`, a table or query in brackets, that repeats another, and `first`, the `seq` of that
 * one. Hashes find the few that may; their fields decide.
 */
export function repeatsClickHouse(candidates: string, { match, by }: MatchPart): string {
  return match.kind === 'key' ? repeats(candidates, by) : points(candidates, match);
}

/** All of a match as one query. */
export function matchClickHouse(
  plan: UsagePlan,
  source: string,
  match: PlanMatch,
  table: TableNames,
): string {
  const parts = matchParts(match).map((part) =>
    repeatsClickHouse(`(${candidatesClickHouse(plan, source, part, table)})`, part),
  );
  return `SELECT seq, min(first) AS first FROM (${parts.join(' UNION ALL ')}) AS m GROUP BY seq`;
}

function repeats(candidates: string, by: readonly string[]): string {
  return `
    SELECT seq, first FROM (
      SELECT seq, min(seq) OVER (PARTITION BY ${by.map(quoteName).join(', ')}) AS first
      FROM ${candidates} AS c
      WHERE h IN (SELECT h FROM (SELECT h, count() AS n FROM ${candidates} AS c GROUP BY h) AS g WHERE n > 1)) AS s
    WHERE seq > first`;
}

/**
 * Records with the same ends that follow each other closely enough are one island; the nth record of each switch in it belongs to the
 * nth call of the island. A lag before the first row may be zero in this engine, so the first row asks for its number.
 */
function points(
  candidates: string,
  { same, at, point, rank, withinMs }: Extract<PlanMatch, { kind: 'points' }>,
): string {
  const ends = same.map(quoteName).join(', ');
  const [when, where] = [quoteName(at), quoteName(point)];
  const inOrder = `PARTITION BY ${ends} ORDER BY ${when}, seq`;
  const upToHere = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
  return `
    SELECT seq, first FROM (
      SELECT seq, first_value(seq) OVER (PARTITION BY ${ends}, island, nth ORDER BY ${quoteName(rank)}, seq) AS first FROM (
        SELECT *, row_number() OVER (PARTITION BY ${ends}, island, ${where} ORDER BY ${when}, seq) AS nth FROM (
          SELECT *, sum(step) OVER (${inOrder} ${upToHere}) AS island FROM (
            SELECT *, CASE WHEN place > 1 AND coalesce(${when} - earlier <= ${withinMs}, FALSE) THEN 0 ELSE 1 END AS step FROM (
              SELECT *, lagInFrame(${when}) OVER (${inOrder} ${upToHere}) AS earlier, row_number() OVER (${inOrder}) AS place
              FROM ${candidates} AS c
              WHERE h IN (
                SELECT h FROM (SELECT h, count(DISTINCT ${where}) AS n FROM ${candidates} AS c GROUP BY h) AS g WHERE n > 1)
            ) AS lagged) AS stepped) AS islands) AS calls) AS chosen
    WHERE seq <> first`;
}
