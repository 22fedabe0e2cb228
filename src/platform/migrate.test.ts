import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { fixedClock } from './clock.ts';
import { openDatabase, type Database } from './database.ts';
import { silentLog } from './log.ts';
import { readMigrations } from './migrate.ts';
import { adminUrl, testDatabase, withDatabase } from './test-database.ts';

const home = mkdtempSync(join(tmpdir(), 'meetpoint-migrate-'));
after(() => rmSync(home, { recursive: true }));

function room(name: string, files: Record<string, string>): string {
  const folder = join(home, name, 'migrations');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, sql] of Object.entries(files)) writeFileSync(join(folder, file), sql);
  return folder;
}

describe('migrations', () => {
  const name = `test_${process.pid}_migrate`;
  const open = async (...migrations: string[]): Promise<Database> =>
    openDatabase({
      dataFolder: '',
      url: withDatabase(await adminUrl(), name),
      migrations,
      log: silentLog,
      clock: fixedClock('2006-07-03T00:00:00Z'),
    });
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: await adminUrl() });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  after(() => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

  test('are applied once, also by programs that start together', async () => {
    await admin(`DROP DATABASE IF EXISTS ${name}`);
    await admin(`CREATE DATABASE ${name}`);
    const folder = room('things', {
      '0001-first.sql': 'CREATE TABLE thing (id int);\n',
      '0002-second.sql': 'INSERT INTO thing VALUES (7);\n',
    });
    const opened = await Promise.all([open(folder), open(folder), open(folder)]);
    const [db] = opened;
    const read = await db?.withTransaction({ kind: 'install' }, async (tx) => ({
      things: await tx.query('SELECT id FROM thing'),
      names: await tx.query('SELECT name, applied_at FROM applied_migration WHERE name LIKE $1', [
        'things/%',
      ]),
    }));
    assert.deepEqual(read?.things, [{ id: 7 }]);
    assert.deepEqual(
      read?.names,
      ['things/0001-first.sql', 'things/0002-second.sql'].map((file) => ({
        name: file,
        applied_at: '2006-07-03T00:00:00Z',
      })),
    );
    await Promise.all(opened.map((each) => each.close()));
  });

  test('line ends may differ, content may not', async () => {
    const same = {
      '0001-first.sql': 'CREATE TABLE thing (id int);\r\n',
      '0002-second.sql': 'INSERT INTO thing VALUES (7);\n',
    };
    await (await open(room('things', same))).close();
    const changed = room('things', { ...same, '0002-second.sql': 'INSERT INTO thing VALUES (8);\n' });
    await assert.rejects(open(changed), /things\/0002-second\.sql was changed after it was applied/);
  });

  test('a database of a newer program is refused', async () => {
    const older = room('things', { '0001-first.sql': 'CREATE TABLE thing (id int);\n' });
    await assert.rejects(
      open(older),
      /has migration things\/0002-second\.sql, which this program does not know/,
    );
  });

  test('a failing migration leaves nothing', async () => {
    const broken = room('others', { '0001-broken.sql': 'CREATE TABLE other (id int); SELECT 1 / 0;' });
    await assert.rejects(
      open(broken),
      /Migration others\/0001-broken\.sql failed and was undone: division by zero/,
    );
    const mended = room('others', { '0001-broken.sql': 'CREATE TABLE other (id int);' });
    await (await open(mended)).close();
  });

  test('file names are checked', () => {
    assert.throws(() => readMigrations([room('a', { '1-x.sql': '' })]), /is not named like 0001-name\.sql/);
    const twice = { '0001-x.sql': '', '0001-y.sql': '' };
    assert.throws(() => readMigrations([room('a', twice)]), /Number 0001 is used twice/);
    const other = room('deep/a', {});
    assert.throws(() => readMigrations([room('a', {}), other]), /both named a/);
  });

  test('test databases are fresh, fast and gone afterwards', async () => {
    const folder = room('things', { '0001-first.sql': 'CREATE TABLE thing (id int);\n' });
    await (await testDatabase([folder])).close();
    const start = performance.now();
    const [one, two] = await Promise.all([testDatabase([folder]), testDatabase([folder])]);
    assert.ok(performance.now() - start < 3_000);
    await one.withTransaction({ kind: 'install' }, (tx) => tx.execute('INSERT INTO thing VALUES (1)'));
    assert.deepEqual(
      await two.withTransaction({ kind: 'install' }, (tx) => tx.query('SELECT * FROM thing')),
      [],
    );
    await Promise.all([one.close(), two.close()]);
    await assert.rejects(
      openDatabase({
        dataFolder: '',
        url: `postgres://${new URL(await adminUrl()).host}/nowhere`,
        migrations: [],
        log: silentLog,
        clock: fixedClock('2006-07-03T00:00:00Z'),
      }),
    );
  });
});
