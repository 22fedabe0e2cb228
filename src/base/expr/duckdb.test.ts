import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import type { Expr, Row, RowRule, Value, ValueType } from './ast.ts';
import { literal, rulesToDuckDb, toDuckDb } from './duckdb.ts';
import { decideRow, evaluate } from './interpret.ts';

const FIELDS: Readonly<Record<ValueType, readonly string[]>> = {
  text: ['t1', 't2'],
  integer: ['i1', 'i2'],
  boolean: ['b1', 'b2'],
};
const SQL_TYPE: Readonly<Record<ValueType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};
const TYPES = ['text', 'integer', 'boolean'] as const;

const text = fc.constantFrom('', 'a', 'b', 'A', 'é', "it's", 'zz', '10', '9');
/** Small enough that no product of the depth below leaves 64 bits. */
const integer = fc.bigInt({ min: -50n, max: 50n });
const values: Readonly<Record<ValueType, fc.Arbitrary<Value>>> = { text, integer, boolean: fc.boolean() };

/** An expression of a type, as the checker would pass it. */
function expr(type: ValueType, depth: number): fc.Arbitrary<Expr> {
  const constant = values[type].map((value): Expr => ({ kind: 'constant', value }));
  const field = fc.constantFrom(...FIELDS[type]).map((name): Expr => ({ kind: 'field', name }));
  if (depth === 0) return fc.oneof(constant, field);
  const inner = (of: ValueType): fc.Arbitrary<Expr> => expr(of, depth - 1);
  const choice = fc
    .record({
      branches: fc.array(fc.record({ when: inner('boolean'), then: inner(type) }), { maxLength: 2 }),
      otherwise: inner(type),
    })
    .map((parts): Expr => ({ kind: 'case', ...parts }));
  if (type === 'text') return fc.oneof(constant, field, choice);
  if (type === 'integer') {
    const arithmetic = fc
      .record({ op: fc.constantFrom('+', '-', '*', 'div'), left: inner(type), right: inner(type) })
      .map((parts) => ({ kind: 'arithmetic', ...parts }) as Expr);
    return fc.oneof(constant, field, choice, arithmetic);
  }
  const ofAny = fc.constantFrom(...TYPES);
  const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  const compare = ofAny.chain((of) =>
    fc
      .record({ op, left: inner(of), right: inner(of) })
      .map((parts) => ({ kind: 'compare', ...parts }) as Expr),
  );
  const within = ofAny.chain((of) =>
    fc
      .record({ item: inner(of), values: fc.array(values[of], { maxLength: 3 }) })
      .map((parts): Expr => ({ kind: 'in', ...parts })),
  );
  const missing = ofAny.chain((of) => inner(of).map((item): Expr => ({ kind: 'missing', item })));
  const list = fc
    .record({ kind: fc.constantFrom('and', 'or'), items: fc.array(inner('boolean'), { maxLength: 3 }) })
    .map((parts) => parts as Expr);
  const not = inner('boolean').map((item): Expr => ({ kind: 'not', item }));
  return fc.oneof(constant, field, choice, compare, within, missing, list, not);
}

const row: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(
    TYPES.flatMap((type) => FIELDS[type].map((name) => [name, fc.option(values[type])] as const)),
  ),
);

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
  const columns = TYPES.flatMap((type) => FIELDS[type].map((name) => ({ name, type })));
  await db.run(
    `CREATE OR REPLACE TABLE t (n BIGINT, ${columns.map(({ name, type }) => `${name} ${SQL_TYPE[type]}`).join(', ')})`,
  );
  const tuples = rows.map(
    (one, n) => `(${n}, ${columns.map(({ name }) => literal(one[name] ?? null)).join(', ')})`,
  );
  if (tuples.length > 0) await db.run(`INSERT INTO t VALUES ${tuples.join(', ')}`);
  const result = await db.runAndReadAll(`SELECT ${sql} AS v FROM t ORDER BY n`);
  return result.getRowObjectsJS().map(({ v }) => v);
}

const plain = (value: unknown): unknown => (typeof value === 'number' ? BigInt(value) : value);

for (const type of TYPES) {
  test(`interpreter and DuckDB agree row by row on ${type} expressions`, async () => {
    await fc.assert(
      fc.asyncProperty(expr(type, 3), fc.array(row, { minLength: 1, maxLength: 20 }), async (tree, rows) => {
        const sql = await query(toDuckDb(tree), rows);
        const own = rows.map((one) => evaluate(tree, one));
        assert.deepEqual(sql.map(plain), own, toDuckDb(tree));
      }),
      { numRuns: 150 },
    );
  });
}

test('the first rule that holds is the same in both', async () => {
  const rules = fc.array(expr('boolean', 3), { minLength: 1, maxLength: 6 }).map((list) =>
    list.map((when, index): RowRule => ({
      id: `R${index}`,
      clause: 'X §1',
      when,
      text: '',
      then: '',
      reason: '',
      provenance: 'assumed',
    })),
  );
  await fc.assert(
    fc.asyncProperty(rules, fc.array(row, { minLength: 1, maxLength: 20 }), async (list, rows) => {
      const sql = await query(rulesToDuckDb(list), rows);
      assert.deepEqual(
        sql,
        rows.map((one) => decideRow(list, one).rule?.id ?? null),
      );
    }),
    { numRuns: 150 },
  );
});
