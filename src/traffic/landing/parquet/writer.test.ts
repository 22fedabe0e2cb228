import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parquetRelation, select, withDuckDb } from '../../duck.ts';
import type { ColumnValues } from './column.ts';
import { ParquetWriter } from './writer.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-parquet-'));
const WORDS = ['CO521001', '', 'a\0b', 'Straße €', 'x'.repeat(300)];
const SCHEMA = [
  { name: 'n', type: 'INTEGER' },
  { name: 'big', type: 'BIGINT' },
  { name: 'word', type: 'VARCHAR' },
  { name: 'text', type: 'VARCHAR' },
  { name: 'flag', type: 'BOOLEAN' },
  { name: 'file', type: 'BIGINT' },
  { name: 'format', type: 'VARCHAR' },
  { name: 'nothing', type: 'BIGINT' },
  { name: 'no_text', type: 'VARCHAR' },
] as const;

interface Row {
  readonly n: number;
  readonly big: number;
  readonly word: number;
  readonly text: string | undefined;
  readonly flag: number;
}

const missing = fc.constant(-1);
const row = fc.record<Row>({
  n: fc.oneof(missing, fc.nat(2 ** 31 - 1), fc.constant(2 ** 31 - 1)),
  big: fc.oneof(
    missing,
    fc.nat(),
    fc.integer({ min: 5_730_000_000, max: 5_740_000_000 }),
    fc.constant(2 ** 51 - 1),
  ),
  word: fc.oneof(missing, fc.nat(WORDS.length - 1)),
  text: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
  flag: fc.integer({ min: -1, max: 1 }),
});
const rows = fc.oneof(
  fc.array(row, { minLength: 1, maxLength: 20 }),
  fc.array(row, { minLength: 120, maxLength: 300 }),
  // Counters, and columns in which nothing changes.
  row.chain((one) =>
    fc
      .integer({ min: 1, max: 2000 })
      .map((count) => Array.from({ length: count }, (_, i) => ({ ...one, n: i }))),
  ),
);

const columns = (group: readonly Row[]): ColumnValues[] => [
  { kind: 'whole', values: Float64Array.from(group, ({ n }) => n) },
  { kind: 'whole', values: Float64Array.from(group, ({ big }) => big) },
  { kind: 'word', values: Int32Array.from(group, ({ word }) => word), words: WORDS },
  { kind: 'text', values: group.map(({ text }) => text) },
  { kind: 'flag', values: Int8Array.from(group, ({ flag }) => flag) },
  { kind: 'constant', value: 2 ** 48 - 1 },
  { kind: 'constant', value: 'emi' },
  { kind: 'constant', value: null },
  { kind: 'constant', value: null },
];

async function write(file: string, groups: readonly (readonly Row[])[]): Promise<void> {
  const writer = new ParquetWriter(file, SCHEMA);
  for (const group of groups) void writer.add(columns(group), group.length);
  await writer.end();
}

test('what is written is read back equal, in its order, and the same rows make the same bytes', async () => {
  let number = 0;
  await withDuckDb(undefined, (db) =>
    fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (groups) => {
        const [file, again] = [
          path.join(dir, `${++number}.parquet`),
          path.join(dir, `${number}-again.parquet`),
        ];
        await write(file, groups);
        await write(again, groups);
        assert.deepEqual(readFileSync(file), readFileSync(again));
        const read = await select(db, `SELECT * FROM ${parquetRelation([file])}`);
        const expected = groups.flat().map(({ n, big, word, text, flag }) => ({
          n: n < 0 ? null : n,
          big: big < 0 ? null : BigInt(big),
          word: word < 0 ? null : WORDS[word],
          text: text ?? null,
          flag: flag < 0 ? null : flag === 1,
          file: BigInt(2 ** 48 - 1),
          format: 'emi',
          nothing: null,
          no_text: null,
        }));
        assert.deepEqual(read, expected);
      }),
      { numRuns: 60 },
    ),
  );
});

test('types are those of the columns, and least and most of each row group are said', async () => {
  const file = path.join(dir, 'types.parquet');
  const of = (n: number, big: number): Row => ({ n, big, word: 0, text: 'a', flag: 1 });
  await write(file, [[of(7, 70), of(3, -1)], [of(12, 5)]]);
  await withDuckDb(undefined, async (db) => {
    const types = await select(db, `DESCRIBE SELECT * FROM ${parquetRelation([file])}`);
    assert.deepEqual(
      types.map((column) => [column['column_name'], column['column_type']]),
      SCHEMA.map(({ name, type }) => [name, type]),
    );
    const stats = await select(
      db,
      `SELECT path_in_schema AS c, stats_min_value AS least, stats_max_value AS most, stats_null_count AS nulls
       FROM parquet_metadata('${file}') WHERE path_in_schema IN ('n', 'big') ORDER BY row_group_id, column_id`,
    );
    assert.deepEqual(
      stats.map(({ c, least, most, nulls }) => [c, least, most, Number(nulls)]),
      [
        ['n', '3', '7', 0],
        ['big', '70', '70', 1],
        ['n', '12', '12', 0],
        ['big', '5', '5', 0],
      ],
    );
    // A row group that cannot hold the value is left out by it: what is found must be found all the same.
    const found = await select(db, `SELECT n FROM ${parquetRelation([file])} WHERE n = 12`);
    assert.deepEqual(found, [{ n: 12 }]);
  });
});

test('a file without rows is a file', async () => {
  const file = path.join(dir, 'empty.parquet');
  await write(file, []);
  const read = await withDuckDb(undefined, (db) => select(db, `SELECT * FROM ${parquetRelation([file])}`));
  assert.deepEqual(read, []);
});
