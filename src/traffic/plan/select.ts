import type { Expr, ValueType } from '../../base/expr/ast.ts';
import type { SqlNames } from '../../base/expr/sql.ts';
import { fieldsOf, layersFor } from './layers.ts';
import type { PlanColumn, PlanMatch, UsagePlan } from './types.ts';

/** What the printer of a whole plan asks of an engine. */
export interface PlanDialect {
  readonly print: (expr: Expr, names?: SqlNames) => string;
  /** A left join that gives NULL where nothing is found; a key is found at most once. */
  readonly join: string;
  /** Where a look-up table of the plan is. */
  readonly table: (name: string) => string;
  /** What is not known, of a type: a bare NULL has none. */
  readonly missing: (type: ValueType) => string;
  /** Whether a value is among the values of a column, never NULL; for engines to which that costs less than a join. */
  readonly member?: (value: string, table: string, column: string) => string;
}

export const quoteName = (text: string): string => `"${text}"`;

/**
 * The plan as one chain of queries from `source` to the columns `wanted`. Look-ups are left joins, each made once; tables without
 * rows are not joined.
 */
export function selectSql(
  dialect: PlanDialect,
  plan: UsagePlan,
  source: string,
  wanted: readonly string[],
): string {
  const full = new Map(plan.tables.filter(({ rows }) => rows.length > 0).map((table) => [table.name, table]));
  const matched = new Set(plan.matches.map((match) => match.name));
  const layers = layersFor(plan, wanted);
  let query = source;
  for (const [index, layer] of layers.entries()) {
    const joins = new Map<string, string>();
    const names: SqlNames = {
      field: (field) => `p.${quoteName(field)}`,
      lookup: (table, keys, column) => {
        const known = matched.has(table) ? ['seq'] : Object.keys(full.get(table)?.keys ?? {});
        if (known.length === 0) return 'NULL';
        const on = known.map((key, at) => `%.${quoteName(key)} = ${keys[at]}`).join(' AND ');
        const join = `${dialect.join} ${dialect.table(table)} AS % ON ${on}`;
        if (!joins.has(join)) joins.set(join, `j${index}_${joins.size}`);
        return `${joins.get(join)}.${quoteName(column)}`;
      },
      found: (table, [value = '', ...others], column) => {
        if (!dialect.member || others.length > 0) return undefined;
        if (matched.has(table)) return dialect.member(value, dialect.table(table), quoteName('seq'));
        const { keys, columns, rows = [] } = full.get(table) ?? {};
        const at = 1 + Object.keys(columns ?? {}).indexOf(column);
        const [key = ''] = Object.keys(keys ?? {});
        if (rows.length === 0 || rows.some((row) => row[at] === null)) return undefined;
        return dialect.member(value, dialect.table(table), quoteName(key));
      },
    };
    const print = ({ type, expr }: PlanColumn): string =>
      expr.kind === 'constant' && expr.value === null ? dialect.missing(type) : dialect.print(expr, names);
    const made = layer.map((column) => `${print(column)} AS ${quoteName(column.name)}`);
    const kept = neededAfter(layers, index, wanted).map(
      (name) => `p.${quoteName(name)} AS ${quoteName(name)}`,
    );
    const from = [...joins].map(([join, alias]) => `\n${join.replaceAll('%', alias)}`).join('');
    query = `SELECT ${[...kept, ...made].join(',\n  ')}\nFROM (${query}) AS p${from}`;
  }
  return `SELECT ${wanted.map(quoteName).join(', ')} FROM (${query}) AS p`;
}

/** What `wanted` and the layers after one need that neither it nor a later one makes. */
function neededAfter(
  layers: ReturnType<typeof layersFor>,
  index: number,
  wanted: readonly string[],
): string[] {
  const later = layers.slice(index + 1).flat();
  const needed = new Set([...wanted, ...later.flatMap(({ expr }) => [...fieldsOf(expr)])]);
  const made = new Set([...(layers[index] ?? []), ...later].map(({ name }) => name));
  return [...needed].filter((name) => !made.has(name));
}

const CANDIDATE = 'is_candidate';

/** The records that a match looks at, with `seq` and the columns that it compares. */
export function candidatesSql(
  dialect: PlanDialect,
  plan: UsagePlan,
  source: string,
  match: PlanMatch,
): string {
  const compared =
    match.kind === 'key'
      ? match.keys.flatMap(({ fields }) => fields)
      : [...match.same, match.at, match.point, match.rank];
  const column: PlanColumn = { name: CANDIDATE, type: 'boolean', expr: match.where, text: '', doc: '' };
  const stages = [...plan.stages, { name: 'match', doc: '', columns: [column] }];
  const wanted = [...new Set(['seq', ...compared])];
  const records = selectSql(dialect, { ...plan, stages }, source, [...wanted, CANDIDATE]);
  return `SELECT ${wanted.map(quoteName).join(', ')} FROM (${records}) AS c WHERE ${quoteName(CANDIDATE)}`;
}
