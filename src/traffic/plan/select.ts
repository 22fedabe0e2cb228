import type { Expr, ValueType } from '../../base/expr/ast.ts';
import type { SqlNames } from '../../base/expr/sql.ts';
import { partsOf } from '../../base/expr/parts.ts';
import { fieldsOf, layersFor } from './layers.ts';
import type { Cell, PlanColumn, PlanMatch, PlanTable, UsagePlan } from './types.ts';

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

/** A table of this many rows and one key is compared with, row by row: less work than a join. */
const COMPARED_ROWS = 8;

/** A look-up that the plan makes: once, as soon as its keys are known, and kept for all that reads it later. */
interface Found {
  readonly table: string;
  readonly keys: readonly Expr[];
  /** Layer that makes it. */
  readonly layer: number;
  readonly name: string;
  /** Columns that later layers read, and in which layer the last of them does. */
  readonly columns: Map<string, number>;
}

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
  const keysOf = (table: string): string[] =>
    matched.has(table) ? ['seq'] : Object.keys(full.get(table)?.keys ?? {});
  const member = (item: Extract<Expr, { kind: 'lookup' }>): string | undefined => {
    const [key = '', ...others] = keysOf(item.table);
    if (!dialect.member || key === '' || others.length > 0) return undefined;
    if (matched.has(item.table)) return key;
    const { columns, rows = [] } = full.get(item.table) ?? {};
    const at = 1 + Object.keys(columns ?? {}).indexOf(item.column);
    return rows.some((row) => row[at] === null) ? undefined : key;
  };
  const layers = layersFor(plan, wanted);
  const found = lookupsOf(layers, (item) => keysOf(item.table).length > 0, member);
  let query = source;
  for (const [index, layer] of layers.entries()) {
    const joins = new Map<string, string>();
    const names: SqlNames = {
      field: (field) => `p.${quoteName(field)}`,
      lookup: (table, keys, column) => {
        const own = [...found.values()].find((one) => one.table === table && sqlKeys(one) === keys.join());
        if (!own) return 'NULL';
        const compared = full.get(table);
        if (compared && isCompared(compared)) return caseOf(compared, keys[0] ?? '', column);
        if (own.layer < index) return `p.${quoteName(`${own.name}.${column}`)}`;
        return `${own.name}.${quoteName(column)}`;
      },
      found: (table, [value = ''], column) => {
        const key = member({ kind: 'lookup', table, keys: [{ kind: 'constant', value: null }], column });
        return key === undefined || keysOf(table).length !== 1
          ? undefined
          : dialect.member?.(value, dialect.table(table), quoteName(key));
      },
    };
    const sqlKeys = ({ keys }: Found): string => keys.map((key) => dialect.print(key, names)).join();
    const literal = (value: Cell): string =>
      dialect.print({ kind: 'constant', value: typeof value === 'number' ? BigInt(value) : value });
    const caseOf = (table: PlanTable, key: string, column: string): string => {
      const at = 1 + Object.keys(table.columns).indexOf(column);
      const type = table.columns[column] ?? 'text';
      const whens = table.rows
        .filter((row) => row[at] !== null)
        .map((row) => `WHEN ${literal(row[0] ?? null)} THEN ${literal(row[at] ?? null)}`);
      return whens.length === 0 ? dialect.missing(type) : `(CASE ${key} ${whens.join(' ')} END)`;
    };
    for (const one of found.values()) {
      const compared = full.get(one.table);
      if (one.layer !== index || (compared && isCompared(compared))) continue;
      const on = keysOf(one.table).map(
        (key, at) => `${one.name}.${quoteName(key)} = ${dialect.print(one.keys[at] as Expr, names)}`,
      );
      joins.set(
        one.name,
        `${dialect.join} ${dialect.table(one.table)} AS ${one.name} ON ${on.join(' AND ')}`,
      );
    }
    const print = ({ type, expr }: PlanColumn): string =>
      expr.kind === 'constant' && expr.value === null ? dialect.missing(type) : dialect.print(expr, names);
    const made = layer.map((column) => `${print(column)} AS ${quoteName(column.name)}`);
    const kept = neededAfter(layers, index, wanted, found).map(
      (name) => `p.${quoteName(name)} AS ${quoteName(name)}`,
    );
    const carried = [...found.values()].flatMap(({ name, layer: at, columns, table }) =>
      isCompared(full.get(table))
        ? []
        : [...columns]
            .filter(([, last]) => at <= index && last > index)
            .map(([column]) => {
              const whole = quoteName(`${name}.${column}`);
              return at === index ? `${name}.${quoteName(column)} AS ${whole}` : `p.${whole} AS ${whole}`;
            }),
    );
    const from = [...joins.values()].map((join) => `\n${join}`).join('');
    query = `SELECT ${[...kept, ...carried, ...made].join(',\n  ')}\nFROM (${query}) AS p${from}`;
  }
  return `SELECT ${wanted.map(quoteName).join(', ')} FROM (${query}) AS p`;
}

const isCompared = (table: PlanTable | undefined): boolean =>
  table !== undefined && table.rows.length <= COMPARED_ROWS && Object.keys(table.keys).length === 1;

/** Every look-up of the layers, by its table and keys. What only asks whether something is found is no look-up where `member` tells. */
function lookupsOf(
  layers: readonly (readonly PlanColumn[])[],
  isThere: (item: Extract<Expr, { kind: 'lookup' }>) => boolean,
  member: (item: Extract<Expr, { kind: 'lookup' }>) => string | undefined,
): Map<string, Found> {
  const made = new Map<string, number>();
  layers.forEach((layer, index) => layer.forEach(({ name }) => made.set(name, index + 1)));
  const found = new Map<string, Found>();
  const visit = (expr: Expr, index: number): void => {
    if (expr.kind === 'missing' && expr.item.kind === 'lookup' && member(expr.item) !== undefined) {
      expr.item.keys.forEach((key) => visit(key, index));
      return;
    }
    if (expr.kind === 'lookup' && isThere(expr)) {
      const id = `${expr.table} ${canonical(expr.keys)}`;
      const layer = Math.max(
        0,
        ...expr.keys.flatMap((key) => [...fieldsOf(key)].map((name) => made.get(name) ?? 0)),
      );
      const own = found.get(id) ?? {
        table: expr.table,
        keys: expr.keys,
        layer,
        name: `j${found.size}`,
        columns: new Map<string, number>(),
      };
      own.columns.set(expr.column, Math.max(own.columns.get(expr.column) ?? 0, index));
      found.set(id, own);
    }
    for (const part of partsOf(expr)) visit(part, index);
  };
  layers.forEach((layer, index) => layer.forEach(({ expr }) => visit(expr, index)));
  return found;
}

const canonical = (keys: readonly Expr[]): string =>
  JSON.stringify(keys, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** What `wanted`, the layers after one and their look-ups need that neither it nor a later one makes. */
function neededAfter(
  layers: readonly (readonly PlanColumn[])[],
  index: number,
  wanted: readonly string[],
  found: ReadonlyMap<string, Found>,
): string[] {
  const later = layers.slice(index + 1).flat();
  const keys = [...found.values()].filter(({ layer }) => layer > index).flatMap((one) => one.keys);
  const needed = new Set([
    ...wanted,
    ...[...later.map(({ expr }) => expr), ...keys].flatMap((expr) => [...fieldsOf(expr)]),
  ]);
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
