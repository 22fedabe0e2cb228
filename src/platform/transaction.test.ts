import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database, Scope } from './database.ts';
import { testDatabase } from './test-database.ts';

const install: Scope = { kind: 'install' };

describe('transactions', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase();
    await db.withTransaction(install, async (tx) => {
      await tx.execute(
        `CREATE TABLE sample (id int8 PRIMARY KEY, price numeric, day date, at timestamptz, words text[],
           extra jsonb, bytes bytea, flag boolean)`,
      );
      await tx.execute('CREATE TABLE counter (name text PRIMARY KEY, value int NOT NULL)');
      await tx.execute("INSERT INTO counter VALUES ('a', 0), ('b', 0)");
    });
  });
  after(() => db.close());

  test('no server compiles a statement before it runs it', async () => {
    const [row] = await db.withTransaction(install, (tx) => tx.query('SHOW jit'));
    assert.deepEqual(row, { jit: 'off' });
  });

  test('values come back exact', async () => {
    const [row] = await db.withTransaction(install, (tx) =>
      tx.query(
        `SELECT 9007199254740993::int8 AS big, 0.10::numeric AS price, $1::date AS day, $2::timestamptz AS at,
           ARRAY[1.10, 2]::numeric[] AS prices, ARRAY[[1, 2], [3, NULL]]::int8[] AS bigs, interval '1 day' AS span,
           ARRAY[$2::timestamptz] AS ats, $3::int8 AS sent, timestamptz '1900-01-01 00:00:00Z' AS old`,
        [
          Temporal.PlainDate.from('2006-07-03'),
          Temporal.Instant.from('2006-07-03T05:06:07.123456Z'),
          2n ** 62n,
        ],
      ),
    );
    assert.deepEqual(row, {
      big: 9007199254740993n,
      price: '0.10',
      day: '2006-07-03',
      at: '2006-07-03T05:06:07.123456Z',
      prices: ['1.10', '2'],
      bigs: [
        [1n, 2n],
        [3n, null],
      ],
      span: '1 day',
      ats: ['2006-07-03T05:06:07.123456Z'],
      sent: 2n ** 62n,
      old: '1900-01-01T00:00:00Z',
    });
  });

  test('many rows are inserted in order and come back as they went in', async () => {
    const columns = ['id', 'price', 'day', 'at', 'words', 'extra', 'bytes', 'flag'];
    const rows = Array.from({ length: 12_345 }, (_, index) => [
      BigInt(index),
      '0.0007',
      Temporal.PlainDate.from('2006-07-03'),
      Temporal.Instant.from('2006-07-03T00:00:00Z'),
      ['it"s', null, 'a\\b,{c}', 'NULL', ''],
      index === 1 ? null : [{ text: 'x"y' }, index],
      Buffer.from([0, 255]),
      true,
    ]);
    const inserted = await db.withTransaction(install, (tx) => tx.insertMany('sample', columns, rows));
    assert.equal(inserted, rows.length);
    const read = await db.withTransaction(install, (tx) =>
      tx.query('SELECT * FROM sample WHERE id IN (1, 12344) ORDER BY id'),
    );
    const same = {
      price: '0.0007',
      day: '2006-07-03',
      at: '2006-07-03T00:00:00Z',
      words: ['it"s', null, 'a\\b,{c}', 'NULL', ''],
      bytes: Buffer.from([0, 255]),
      flag: true,
    };
    assert.deepEqual(read, [
      { id: 1n, ...same, extra: null },
      { id: 12344n, ...same, extra: [{ text: 'x"y' }, 12344] },
    ]);
    const again = await db.withTransaction(install, (tx) =>
      tx.insertMany('public.sample', ['id'], [[1], [99_999]], 'skip'),
    );
    assert.equal(again, 1);
  });

  test('an unknown column is named', async () => {
    await assert.rejects(
      db.withTransaction(install, (tx) => tx.insertMany('sample', ['nope'], [[1]])),
      /Table sample has no column nope/,
    );
  });

  test('an error undoes everything and the connection stays usable', async () => {
    await assert.rejects(
      db.withTransaction(install, async (tx) => {
        await tx.execute("UPDATE counter SET value = 100 WHERE name = 'a'");
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    const rows = await db.withTransaction(install, (tx) =>
      tx.query("SELECT value FROM counter WHERE name = 'a'"),
    );
    assert.deepEqual(rows, [{ value: 0 }]);
  });

  test('a swallowed statement error is not taken for a commit', async () => {
    await assert.rejects(
      db.withTransaction(install, async (tx) => {
        await tx.execute("UPDATE counter SET value = 100 WHERE name = 'a'");
        await tx.query('SELECT 1 / 0').catch(() => undefined);
      }),
      /was undone/,
    );
  });

  test('serialization conflicts run again until they succeed', async () => {
    const add = (): Promise<number> =>
      db.withTransaction(
        install,
        async (tx) => {
          const [row] = await tx.query<{ value: number }>("SELECT value FROM counter WHERE name = 'a'");
          await new Promise((resolve) => setTimeout(resolve, 5));
          return tx.execute("UPDATE counter SET value = $1 WHERE name = 'a'", [(row?.value ?? 0) + 1]);
        },
        'serializable',
      );
    await Promise.all([add(), add(), add()]);
    const rows = await db.withTransaction(install, (tx) =>
      tx.query("SELECT value FROM counter WHERE name = 'a'"),
    );
    assert.deepEqual(rows, [{ value: 3 }]);
  });

  test('a deadlock loses once and runs again', async () => {
    const touch = (first: string, second: string): Promise<void> =>
      db.withTransaction(install, async (tx) => {
        await tx.execute('UPDATE counter SET value = value + 10 WHERE name = $1', [first]);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.execute('UPDATE counter SET value = value + 10 WHERE name = $1', [second]);
      });
    await Promise.all([touch('a', 'b'), touch('b', 'a')]);
    const rows = await db.withTransaction(install, (tx) =>
      tx.query("SELECT value FROM counter WHERE name = 'b'"),
    );
    assert.deepEqual(rows, [{ value: 20 }]);
  });
});
