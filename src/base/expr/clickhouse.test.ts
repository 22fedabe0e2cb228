import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClickHouseClient } from '@clickhouse/client';
import fc from 'fast-check';
import { openEmbeddedClickHouse, withoutClickHouse } from '../../../tools/clickhouse/embedded.ts';
import type { Row, Value, ValueType } from './ast.ts';
import { clickHouseLiteral, rulesToClickHouse, toClickHouse } from './clickhouse.ts';
import { decideRow, evaluate } from './interpret.ts';
import { COLUMNS, TYPES, expressions, rowLists, ruleLists } from './test-expressions.ts';

const skip = withoutClickHouse();
const SQL_TYPE: Readonly<Record<ValueType, string>> = { text: 'String', integer: 'Int64', boolean: 'Bool' };

let db: ClickHouseClient;
before(async () => {
  if (skip !== false) return;
  db = openEmbeddedClickHouse();
  const columns = COLUMNS.map(({ name, type }) => `${name} Nullable(${SQL_TYPE[type]})`);
  await db.command({ query: `CREATE TABLE t (n Int64, ${columns.join(', ')}) ENGINE = Memory` });
});
after(async () => {
  if (skip === false) await db.close();
});

/** The value of a column of SQL on each row, through a real table, as JSON that tells types apart. */
async function query(sql: string, type: ValueType, rows: readonly Row[]): Promise<Value[]> {
  const tuples = rows.map(
    (one, n) => `(${n}, ${COLUMNS.map(({ name }) => clickHouseLiteral(one[name] ?? null)).join(', ')})`,
  );
  await db.command({ query: 'TRUNCATE TABLE t' });
  await db.command({ query: `INSERT INTO t VALUES ${tuples.join(', ')}` });
  const result = await db.query({
    query: `SELECT CAST(${sql} AS Nullable(${SQL_TYPE[type]})) AS v FROM t ORDER BY n`,
    format: 'JSONEachRow',
    clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
  });
  const found = await result.json<{ v: string | boolean | null }>();
  return found.map(({ v }) => (type === 'integer' && v !== null ? BigInt(v) : v));
}

for (const type of TYPES) {
  test(`interpreter and ClickHouse agree row by row on ${type} expressions`, { skip }, async () => {
    await fc.assert(
      fc.asyncProperty(expressions(type, 3), rowLists, async (tree, rows) => {
        const sql = await query(toClickHouse(tree), type, rows);
        const own = rows.map((one) => evaluate(tree, one));
        assert.deepEqual(sql, own, toClickHouse(tree));
      }),
      { numRuns: 150 },
    );
  });
}

test('the first rule that holds is the same in both', { skip }, async () => {
  await fc.assert(
    fc.asyncProperty(ruleLists, rowLists, async (list, rows) => {
      const sql = await query(rulesToClickHouse(list), 'text', rows);
      assert.deepEqual(
        sql,
        rows.map((one) => decideRow(list, one).rule?.id ?? null),
      );
    }),
    { numRuns: 150 },
  );
});

test('the ends of 64 bits, and text with signs of the language, are read back', { skip }, async () => {
  const row = { t1: 'a\\b\'c"d\0e\n', i1: -(2n ** 63n), i2: 2n ** 63n - 1n };
  for (const [name, type] of [
    ['t1', 'text'],
    ['i1', 'integer'],
    ['i2', 'integer'],
  ] as const) {
    assert.deepEqual(await query(name, type, [row]), [row[name]]);
    assert.deepEqual(await query(clickHouseLiteral(row[name]), type, [row]), [row[name]]);
  }
});
