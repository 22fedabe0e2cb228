import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import type { Row, ValueType } from './ast.ts';
import { literal, rulesToDuckDb, toDuckDb } from './duckdb.ts';
import { decideRow, evaluate } from './interpret.ts';
import { COLUMNS, TYPES, expressions, rowLists, ruleLists } from './test-expressions.ts';

const SQL_TYPE: Readonly<Record<ValueType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

let instance: DuckDBInstance;
let db: DuckDBConnection;
before(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  db = await instance.connect();
});
after(() => {
  db.closeSync();
  instance.closeSync();
});

/** The value of a column of SQL on each row, through a real table. */
async function query(sql: string, rows: readonly Row[]): Promise<unknown[]> {
  await db.run(
    `CREATE OR REPLACE TABLE t (n BIGINT, ${COLUMNS.map(({ name, type }) => `${name} ${SQL_TYPE[type]}`).join(', ')})`,
  );
  const tuples = rows.map(
    (one, n) => `(${n}, ${COLUMNS.map(({ name }) => literal(one[name] ?? null)).join(', ')})`,
  );
  if (tuples.length > 0) await db.run(`INSERT INTO t VALUES ${tuples.join(', ')}`);
  const result = await db.runAndReadAll(`SELECT ${sql} AS v FROM t ORDER BY n`);
  return result.getRowObjectsJS().map(({ v }) => v);
}

const plain = (value: unknown): unknown => (typeof value === 'number' ? BigInt(value) : value);

for (const type of TYPES) {
  test(`interpreter and DuckDB agree row by row on ${type} expressions`, async () => {
    await fc.assert(
      fc.asyncProperty(expressions(type, 3), rowLists, async (tree, rows) => {
        const sql = await query(toDuckDb(tree), rows);
        const own = rows.map((one) => evaluate(tree, one));
        assert.deepEqual(sql.map(plain), own, toDuckDb(tree));
      }),
      { numRuns: 150 },
    );
  });
}

test('the first rule that holds is the same in both', async () => {
  await fc.assert(
    fc.asyncProperty(ruleLists, rowLists, async (list, rows) => {
      const sql = await query(rulesToDuckDb(list), rows);
      assert.deepEqual(
        sql,
        rows.map((one) => decideRow(list, one).rule?.id ?? null),
      );
    }),
    { numRuns: 150 },
  );
});
