import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database, Scope, Tx } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { migrations } from './database.ts';

/** Whose a row is, by the names that columns have for it. */
const OWNED = { agreement_id: 'one/a', party: 'clec1', for_party: 'clec1', provider: 'telco1', who: 'ann' };
/** Tables of which nothing is anybody's. */
const NOBODYS = new Set(['applied_migration']);
/** Whose rows are told apart by columns of their own: tested where they are made. */
const TESTED_APART = new Set(['agreement', 'commission']);

const OWNERS: readonly Scope[] = [
  { kind: 'party', party: 'clec1', user: 'ann' },
  { kind: 'party', party: 'telco1', user: 'ann' },
  { kind: 'agreement', agreementId: 'one/a' },
];
const STRANGERS: Readonly<Record<string, Scope>> = {
  'another competitor': { kind: 'party', party: 'clec2', user: 'ann' },
  'another incumbent': { kind: 'party', party: 'telco2', user: 'ann' },
  'another agreement': { kind: 'agreement', agreementId: 'two/b' },
  'a commission of the state': { kind: 'party', party: 'mo-psc', user: 'ann' },
  'no party': { kind: 'party', party: '', user: '' },
  'no agreement': { kind: 'agreement', agreementId: '' },
};

interface Table {
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'm';
  readonly isProtected: boolean;
  readonly columns: string[];
}

describe('row-level security of every table', () => {
  let db: Database;
  let tables: readonly Table[];
  before(async () => {
    db = await testDatabase(migrations);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      for (const [id, ilec, clec, state] of [
        ['one/a', 'telco1', 'clec1', 'MO'],
        ['two/b', 'telco2', 'clec2', 'KS'],
      ])
        await tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec, state)
           VALUES ($1, 'f', $1, 'T', 'd', '{}', '1', 'h', 'America/Chicago', $2, $3, $4)`,
          [id, ilec, clec, state],
        );
      await tx.execute(`INSERT INTO commission (id, name, state) VALUES ('mo-psc', 'PSC', 'MO')`);
      tables = await tx.query<Table>(
        `SELECT c.relname AS name, c.relkind AS kind, c.relrowsecurity AND c.relforcerowsecurity AS "isProtected",
                ARRAY(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
           FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`,
      );
      for (const table of owned()) await fill(tx, table);
    });
  });
  after(() => db.close());

  const owned = (): readonly Table[] =>
    tables.filter(
      ({ name, kind }) => kind !== 'v' && kind !== 'm' && !NOBODYS.has(name) && !TESTED_APART.has(name),
    );

  /** One row that says whose it is and nothing else: constraints and triggers are taken away for it. */
  async function fill(tx: Tx, { name, columns }: Table): Promise<void> {
    const constraints = await tx.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype NOT IN ('n', 't') ORDER BY contype = 'p'`,
      [name],
    );
    for (const one of constraints)
      await tx.execute(`ALTER TABLE ${name} DROP CONSTRAINT IF EXISTS "${one.name}" CASCADE`);
    await tx.execute(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    const needed = await tx.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attnotnull AND attidentity = ''`,
      [name],
    );
    for (const column of needed)
      await tx.execute(`ALTER TABLE ${name} ALTER COLUMN "${column.name}" DROP NOT NULL`);
    const said = Object.entries(OWNED).filter(([column]) => columns.includes(column));
    await tx.execute(
      `INSERT INTO ${name} (${said.map(([column]) => column).join()}) VALUES (${said.map((_, at) => `$${at + 1}`).join()})`,
      said.map(([, value]) => value),
    );
  }

  const rows = (scope: Scope, table: string): Promise<number> =>
    db.withTransaction(scope, async (tx) => {
      const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${table}`,
      );
      return count;
    });

  test('is forced on each, and each says whose its rows are', () => {
    const open = tables.filter(
      ({ kind, isProtected, name }) => kind !== 'v' && !isProtected && !NOBODYS.has(name),
    );
    assert.deepEqual(
      open.map(({ name }) => name),
      [],
      'These tables need row-level security.',
    );
    const silent = owned().filter(
      ({ columns }) => !Object.keys(OWNED).some((column) => columns.includes(column)),
    );
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
      'These tables do not say whose their rows are.',
    );
    assert.ok(owned().length > 20);
  });

  test('shows a row to its owners', async () => {
    for (const { name } of owned()) {
      const seen = await Promise.all(OWNERS.map((scope) => rows(scope, name)));
      assert.ok(Math.max(...seen) > 0, `${name} is shown to none of its owners`);
    }
  });

  test('shows a row to nobody else, and to nobody without a scope', async () => {
    for (const { name } of tables.filter((one) => !NOBODYS.has(one.name) && !TESTED_APART.has(one.name)))
      for (const [who, scope] of Object.entries(STRANGERS))
        assert.equal(await rows(scope, name), 0, `${name} as ${who}`);
    for (const scope of [STRANGERS['no party'], STRANGERS['no agreement']])
      for (const name of TESTED_APART) if (scope) assert.equal(await rows(scope, name), 0, name);
  });

  test('nobody else changes, removes or adds one', async () => {
    const attempt = async (scope: Scope, sql: string, values: readonly unknown[] = []): Promise<number> => {
      try {
        return await db.withTransaction(scope, (tx) => tx.execute(sql, values));
      } catch (error) {
        assert.match(String(error), /permission denied|row-level security/, sql);
        return 0;
      }
    };
    for (const { name, columns } of owned()) {
      const said = Object.entries(OWNED).filter(([column]) => columns.includes(column));
      const [column] = said.map(([one]) => one);
      const names = said.map(([one]) => one).join();
      const places = said.map((_, at) => `$${at + 1}`).join();
      for (const [who, scope] of Object.entries(STRANGERS)) {
        const about = `${name} as ${who}`;
        assert.equal(await attempt(scope, `UPDATE ${name} SET ${column} = ${column}`), 0, about);
        assert.equal(await attempt(scope, `DELETE FROM ${name}`), 0, about);
        const insert = `INSERT INTO ${name} (${names}) VALUES (${places})`;
        const values = said.map(([, value]) => value);
        assert.equal(await attempt(scope, insert, values), 0, about);
      }
    }
  });

  test('what runs as the owner looks at no table that a session makes for itself', async () => {
    const found = await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ name: string; path: string }>(
        `SELECT p.proname AS name, array_to_string(p.proconfig, ';') AS path FROM pg_proc p
          WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`,
      ),
    );
    assert.ok(found.some(({ name }) => name === 'meetpoint_done_once'));
    for (const { name, path } of found)
      assert.equal(path, 'search_path=pg_catalog, public, pg_temp', `${name}: ${path}`);
    // A carrier's session that could run its own statements still ends nobody else's try.
    const scope: Scope = { kind: 'party', party: 'stranger', user: 'x' };
    const done = await db.withTransaction(scope, async (tx) => {
      await tx.execute('CREATE TEMP TABLE idempotency_key (token uuid, is_done boolean, outcome jsonb)');
      await tx.execute('INSERT INTO pg_temp.idempotency_key (token) VALUES (gen_random_uuid())');
      return tx.query<{ done: boolean }>(
        "SELECT meetpoint_done_once((SELECT token FROM pg_temp.idempotency_key), '{}') AS done",
      );
    });
    assert.deepEqual(done, [{ done: false }]);
  });
});
