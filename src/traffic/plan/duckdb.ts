import type { ValueType } from '../../base/expr/ast.ts';
import { toDuckDb } from '../../base/expr/duckdb.ts';
import type { SqlNames } from '../../base/expr/duckdb.ts';
import { fieldsOf, layersFor } from './layers.ts';
import type { PlanMatch, PlanTable, UsagePlan } from './types.ts';

export const DUCKDB_TYPES: Readonly<Record<ValueType, 'VARCHAR' | 'BIGINT' | 'BOOLEAN'>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

const name = (text: string): string => `"${text}"`;

/**
 * The plan as one chain of queries from `source` to the columns `wanted`. Look-ups are left joins, each made once; tables without
 * rows are not joined.
 */
export function selectDuckDb(plan: UsagePlan, source: string, wanted: readonly string[]): string {
  const full = new Map(plan.tables.filter(({ rows }) => rows.length > 0).map((table) => [table.name, table]));
  const matched = new Set(plan.matches.map((match) => match.name));
  const layers = layersFor(plan, wanted);
  const later = (from: number): string[] => {
    const needed = new Set(wanted);
    for (const layer of layers.slice(from))
      for (const { expr } of layer) for (const field of fieldsOf(expr)) needed.add(field);
    const made = new Set(layers.slice(from).flatMap((layer) => layer.map((column) => column.name)));
    return [...needed].filter((column) => !made.has(column));
  };
  let query = source;
  for (const [index, layer] of layers.entries()) {
    const joins = new Map<string, string>();
    const names: SqlNames = {
      field: (field) => `p.${name(field)}`,
      lookup: (table, keys, column) => {
        const known = matched.has(table) ? ['seq'] : Object.keys(full.get(table)?.keys ?? {});
        if (known.length === 0) return 'NULL';
        const alias = `j${index}_`;
        const on = known.map((key, at) => `%.${name(key)} = ${keys[at]}`).join(' AND ');
        const join = `LEFT JOIN ${name(table)} % ON ${on}`;
        if (!joins.has(join)) joins.set(join, `${alias}${joins.size}`);
        return `${joins.get(join)}.${name(column)}`;
      },
    };
    const columns = layer.map((column) => `${toDuckDb(column.expr, names)} AS ${name(column.name)}`);
    const made = new Set(layer.map((column) => column.name));
    const kept = later(index + 1).filter((column) => !made.has(column));
    const from = [...joins].map(([join, alias]) => join.replaceAll('%', alias));
    query = `SELECT ${[...kept.map((column) => `p.${name(column)}`), ...columns].join(',\n  ')}\nFROM (${query}) p\n${from.join('\n')}`;
  }
  return `SELECT ${wanted.map(name).join(', ')} FROM (${query})`;
}

/** The table of a match: `seq` of each record that repeats another, and `first`, the `seq` of that one. */
export function matchDuckDb(plan: UsagePlan, source: string, match: PlanMatch): string {
  return match.kind === 'key' ? repeatsDuckDb(plan, source, match) : pointsDuckDb(plan, source, match);
}

type KeyMatch = Extract<PlanMatch, { kind: 'key' }>;
type PointsMatch = Extract<PlanMatch, { kind: 'points' }>;

/** Hashes find the few candidates; their fields decide. */
function repeatsDuckDb(plan: UsagePlan, source: string, match: KeyMatch): string {
  const needed = new Set(['seq', ...fieldsOf(match.where), ...match.keys.flatMap(({ fields }) => fields)]);
  const records = `SELECT * FROM (${selectDuckDb(plan, source, [...needed])}) WHERE ${toDuckDb(match.where)}`;
  const sets = match.keys.map(({ fields, complete }) => {
    const columns = fields.map(name).join(', ');
    const present = complete ? fields.map((field) => `${name(field)} IS NOT NULL`).join(' AND ') : 'TRUE';
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
function pointsDuckDb(plan: UsagePlan, source: string, match: PointsMatch): string {
  const { same, at, point, rank } = match;
  const needed = new Set(['seq', ...fieldsOf(match.where), ...same, at, point, rank]);
  const records = `SELECT * FROM (${selectDuckDb(plan, source, [...needed])}) WHERE ${toDuckDb(match.where)}`;
  const ends = same.map(name).join(', ');
  return `
    WITH record AS (${records}),
    near AS (
      SELECT * FROM record WHERE hash(${ends}) IN (
        SELECT hash(${ends}) FROM record GROUP BY 1 HAVING count(DISTINCT ${name(point)}) > 1)),
    stepped AS (
      SELECT *, CASE WHEN ${name(at)} - lag(${name(at)}) OVER (PARTITION BY ${ends} ORDER BY ${name(at)}, seq)
        <= ${match.withinMs} THEN 0 ELSE 1 END AS step FROM near),
    island AS (
      SELECT *, sum(step) OVER (PARTITION BY ${ends} ORDER BY ${name(at)}, seq ROWS UNBOUNDED PRECEDING) AS island FROM stepped),
    call AS (
      SELECT *, row_number() OVER (PARTITION BY ${ends}, island, ${name(point)} ORDER BY ${name(at)}, seq) AS nth FROM island),
    chosen AS (
      SELECT seq, first_value(seq) OVER (PARTITION BY ${ends}, island, nth ORDER BY ${name(rank)}, seq) AS first FROM call)
    SELECT seq, first FROM chosen WHERE seq <> first`;
}

/** The names and types of a table's columns, keys first. */
export const tableColumns = (table: PlanTable): Readonly<Record<string, 'VARCHAR' | 'BIGINT' | 'BOOLEAN'>> =>
  Object.fromEntries(
    Object.entries({ ...table.keys, ...table.columns }).map(([column, type]) => [column, DUCKDB_TYPES[type]]),
  );
