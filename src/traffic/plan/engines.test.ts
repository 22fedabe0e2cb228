import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClickHouseClient } from '@clickhouse/client';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { openEmbeddedClickHouse, withoutClickHouse } from '../../../tools/clickhouse/embedded.ts';
import type { Row, Value } from '../../base/expr/ast.ts';
import { clickHouseLiteral } from '../../base/expr/clickhouse.ts';
import { literal } from '../../base/expr/duckdb.ts';
import { evaluate } from '../../base/expr/interpret.ts';
import { CLICKHOUSE_SETTINGS, clickHouseType, matchClickHouse, selectClickHouse } from './clickhouse.ts';
import { DUCKDB_TYPES, matchDuckDb, selectDuckDb, tableColumns } from './duckdb.ts';
import { planInterpreter } from './interpret.ts';
import type { Repeats } from './interpret.ts';
import { TEST_PLAN as plan, recordLists } from './test-plan.ts';
import type { PlanMatch, PlanTable } from './types.ts';

const withoutIt = withoutClickHouse();

/** An engine as the tests use it: the plan's tables are in it, and `record` is a table of its fields. */
interface Engine {
  load(records: readonly Row[]): Promise<void>;
  match(match: PlanMatch): Promise<Map<bigint, bigint>>;
  rate(): Promise<Row[]>;
}

/** What a match means, written out: groups of equal fields, and the records of each in order. */
function repeatsOf(match: PlanMatch, rows: readonly Row[]): Map<bigint, bigint> {
  const first = new Map<bigint, bigint>();
  const note = (row: Row, of: Row): void => {
    const [seq, found] = [row['seq'] as bigint, of['seq'] as bigint];
    const known = first.get(seq);
    if (known === undefined || found < known) first.set(seq, found);
  };
  const groups = (fields: readonly string[]): Row[][] => [
    ...Map.groupBy(rows, (row) => fields.map((field) => String(row[field])).join()).values(),
  ];
  if (match.kind === 'key') {
    for (const { fields, complete } of match.keys)
      for (const group of groups(fields)) {
        if (complete && fields.some((field) => group[0]?.[field] === null)) continue;
        group.slice(1).forEach((row) => note(row, group[0] as Row));
      }
    return first;
  }
  const at = (row: Row): bigint | null => row[match.at] as bigint | null;
  const late = (value: bigint | null): bigint => value ?? 2n ** 62n;
  for (const group of groups(match.same)) {
    if (new Set(group.map((row) => row[match.point]).filter((point) => point !== null)).size < 2) continue;
    const ordered = group.toSorted((a, b) =>
      Number(late(at(a)) - late(at(b)) || (a['seq'] as bigint) - (b['seq'] as bigint)),
    );
    const islands: Row[][] = [];
    ordered.forEach((row, index) => {
      const before = ordered[index - 1];
      const [now, then] = [at(row), before ? at(before) : null];
      const near = now !== null && then !== null && now - then <= BigInt(match.withinMs);
      if (near) islands.at(-1)?.push(row);
      else islands.push([row]);
    });
    for (const island of islands) {
      const seen = new Map<Value, number>();
      const calls = Map.groupBy(island, (row) => {
        const nth = (seen.get(row[match.point] ?? null) ?? 0) + 1;
        seen.set(row[match.point] ?? null, nth);
        return nth;
      });
      for (const call of calls.values()) {
        const [kept, ...others] = call.toSorted((a, b) =>
          Number(
            late(a[match.rank] as bigint | null) - late(b[match.rank] as bigint | null) ||
              (a['seq'] as bigint) - (b['seq'] as bigint),
          ),
        );
        others.forEach((row) => note(row, kept as Row));
      }
    }
  }
  return first;
}

/** The same from the definition: matches in their order, then each record by itself. */
function byHand(records: readonly Row[]): { repeats: Repeats; rows: Row[] } {
  const repeats: Record<string, ReadonlyMap<bigint, bigint>> = {};
  for (const match of plan.matches) {
    const run = planInterpreter(plan, repeats);
    const lookup = (table: string, keys: readonly Value[]): Value =>
      repeats[table]?.get(keys[0] as bigint) ?? null;
    const seen = records.map((record) => run(record, ['seq', 'second', 'rank']));
    repeats[match.name] = repeatsOf(
      match,
      seen.filter((row) => evaluate(match.where, row, lookup) === true),
    );
  }
  const run = planInterpreter(plan, repeats);
  const rows = records.map((record) => {
    const row = run(record);
    return Object.fromEntries(plan.output.map((name) => [name, row[name] ?? null]));
  });
  return { repeats, rows };
}

function duckEngine(db: DuckDBConnection): Engine {
  const fields = Object.entries(plan.fields);
  const rowsOf = async (sql: string): Promise<Row[]> =>
    (await db.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  return {
    load: async (records) => {
      const columns = fields.map(([name, type]) => `"${name}" ${DUCKDB_TYPES[type]}`);
      await db.run(`CREATE OR REPLACE TABLE record (${columns.join(', ')})`);
      await db.run(`INSERT INTO record VALUES ${tuples(records, literal)}`);
    },
    match: async (match) => {
      const sql = matchDuckDb(plan, 'SELECT * FROM record', match);
      await db.run(`CREATE OR REPLACE TABLE "${match.name}" AS ${sql}`);
      return asMap(await rowsOf(`SELECT seq, first FROM "${match.name}"`));
    },
    rate: () =>
      rowsOf(`SELECT * FROM (${selectDuckDb(plan, 'SELECT * FROM record', plan.output)}) ORDER BY seq`),
  };
}

const inTest = (table: string): string => `test."${table}"`;

function clickHouseEngine(db: ClickHouseClient): Engine {
  const fields = Object.entries(plan.fields);
  const types = Object.fromEntries(
    plan.stages.flatMap(({ columns }) => columns.map(({ name, type }) => [name, type])),
  );
  const run = (query: string) => db.command({ query, clickhouse_settings: CLICKHOUSE_SETTINGS });
  const rowsOf = async (query: string): Promise<Row[]> => {
    const result = await db.query({
      query,
      format: 'JSONEachRow',
      clickhouse_settings: { ...CLICKHOUSE_SETTINGS, output_format_json_quote_64bit_integers: 1 },
    });
    const found = await result.json<Record<string, string | boolean | null>>();
    return found.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          const whole = (types[name] ?? 'integer') === 'integer';
          return [name, whole && value !== null ? BigInt(value) : value];
        }),
      ),
    );
  };
  return {
    load: async (records) => {
      const columns = fields.map(([name, type]) => `"${name}" ${clickHouseType(type)}`);
      await run(`CREATE OR REPLACE TABLE test.record (${columns.join(', ')}) ENGINE = Memory`);
      await run(`INSERT INTO test.record VALUES ${tuples(records, clickHouseLiteral)}`);
    },
    match: async (match) => {
      const sql = matchClickHouse(plan, 'SELECT * FROM test.record', match, inTest);
      await run(`CREATE OR REPLACE TABLE test."${match.name}" ENGINE = Memory AS ${sql}`);
      return asMap(await rowsOf(`SELECT seq, first FROM test."${match.name}"`));
    },
    rate: () => {
      const cast = plan.output.map(
        (name) => `CAST("${name}" AS ${clickHouseType(types[name] ?? 'integer')}) AS "${name}"`,
      );
      return rowsOf(
        `SELECT ${cast.join(', ')} FROM (${selectClickHouse(plan, 'SELECT * FROM test.record', plan.output, inTest)}) AS p ORDER BY seq`,
      );
    },
  };
}

const tuples = (records: readonly Row[], print: (value: Value) => string): string =>
  records
    .map(
      (record) =>
        `(${Object.keys(plan.fields)
          .map((name) => print(record[name] ?? null))
          .join(', ')})`,
    )
    .join(', ');

const asMap = (rows: readonly Row[]): Map<bigint, bigint> =>
  new Map(rows.map(({ seq, first }) => [BigInt(String(seq)), BigInt(String(first))]));

const cellValues = (table: PlanTable, print: (value: Value) => string): string =>
  table.rows
    .map((row) => `(${row.map((cell) => print(typeof cell === 'number' ? BigInt(cell) : cell)).join(', ')})`)
    .join(', ');

const engines: Record<string, Engine> = {};
const closing: (() => unknown)[] = [];
before(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const duck = await instance.connect();
  closing.push(
    () => duck.closeSync(),
    () => instance.closeSync(),
  );
  engines['DuckDB'] = duckEngine(duck);
  for (const table of plan.tables) {
    const columns = Object.entries(tableColumns(table)).map(([name, type]) => `"${name}" ${type}`);
    await duck.run(`CREATE TABLE "${table.name}" (${columns.join(', ')})`);
    if (table.rows.length > 0)
      await duck.run(`INSERT INTO "${table.name}" VALUES ${cellValues(table, literal)}`);
  }
  if (withoutIt !== false) return;
  const clickHouse = openEmbeddedClickHouse();
  closing.push(() => clickHouse.close());
  engines['ClickHouse'] = clickHouseEngine(clickHouse);
  await clickHouse.command({ query: 'CREATE DATABASE test' });
  for (const table of plan.tables) {
    const columns = Object.entries({ ...table.keys, ...table.columns }).map(
      ([name, type]) => `"${name}" ${clickHouseType(type)}`,
    );
    await clickHouse.command({
      query: `CREATE TABLE test."${table.name}" (${columns.join(', ')}) ENGINE = Memory`,
    });
    if (table.rows.length > 0)
      await clickHouse.command({
        query: `INSERT INTO test."${table.name}" VALUES ${cellValues(table, clickHouseLiteral)}`,
      });
  }
});
after(async () => {
  for (const close of closing) await close();
});

for (const name of ['DuckDB', 'ClickHouse'] as const) {
  const skip = name === 'ClickHouse' ? withoutIt : false;
  test(`a whole plan in ${name} is what it says, record by record`, { skip }, async () => {
    const engine = engines[name] as Engine;
    await fc.assert(
      fc.asyncProperty(recordLists, async (records) => {
        await engine.load(records);
        const wanted = byHand(records);
        for (const match of plan.matches)
          assert.deepEqual(
            inOrder(await engine.match(match)),
            inOrder(wanted.repeats[match.name]),
            match.name,
          );
        assert.deepEqual(await engine.rate(), wanted.rows);
      }),
      { numRuns: 100 },
    );
  });
}

const inOrder = (map: ReadonlyMap<bigint, bigint> | undefined): string[] =>
  [...(map ?? [])].map(([seq, first]) => `${seq} → ${first}`).sort();
