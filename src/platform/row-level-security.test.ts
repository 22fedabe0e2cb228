import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { recordAudit } from './audit.ts';
import { fixedClock } from './clock.ts';
import type { Database, Scope, Tx } from './database.ts';
import { testDatabase } from './test-database.ts';

const install: Scope = { kind: 'install' };
const agreement = (agreementId: string): Scope => ({ kind: 'agreement', agreementId });
const party: Scope = { kind: 'party', party: 'north', user: 'ann' };

describe('row-level security', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase();
    await db.withTransaction(install, async (tx) => {
      await tx.execute('CREATE TABLE guarded (agreement_id text NOT NULL, word text NOT NULL)');
      await tx.execute("CALL meetpoint_protect('guarded')");
      await tx.execute('CREATE TABLE closed (word text)');
      await tx.execute('ALTER TABLE closed ENABLE ROW LEVEL SECURITY');
      await tx.execute('ALTER TABLE closed FORCE ROW LEVEL SECURITY');
    });
    for (const id of ['one', 'two']) {
      await db.withTransaction(agreement(id), (tx) =>
        tx.insertMany('guarded', ['agreement_id', 'word'], [[id, id]]),
      );
    }
  });
  after(() => db.close());

  const words = (scope: Scope): Promise<unknown[]> =>
    db.withTransaction(scope, (tx) => tx.query('SELECT word FROM guarded ORDER BY word'));
  const refused = (scope: Scope, sql: string, reason: RegExp): Promise<void> =>
    assert.rejects(
      db.withTransaction(scope, (tx) => tx.execute(sql)),
      reason,
    );

  test('an agreement sees its own rows only', async () => {
    assert.deepEqual(await words(agreement('one')), [{ word: 'one' }]);
    assert.deepEqual(await words(agreement("two' OR true --")), []);
    assert.deepEqual(await words(party), []);
    assert.deepEqual(await words(install), [{ word: 'one' }, { word: 'two' }]);
  });

  test('an agreement cannot write for another one', async () => {
    await refused(agreement('one'), "INSERT INTO guarded VALUES ('two', 'x')", /row-level security/);
    await refused(agreement('one'), "UPDATE guarded SET agreement_id = 'two'", /row-level security/);
    const deleted = await db.withTransaction(agreement('one'), (tx) =>
      tx.execute("DELETE FROM guarded WHERE agreement_id = 'two'"),
    );
    assert.equal(deleted, 0);
  });

  test('FORCE with no policy denies everything, the owner included', async () => {
    for (const scope of [install, agreement('one'), party]) {
      assert.deepEqual(await db.withTransaction(scope, (tx) => tx.query('SELECT * FROM closed')), []);
      await refused(scope, "INSERT INTO closed VALUES ('x')", /row-level security/);
    }
  });

  test('the application role has no way around', async () => {
    const [role] = await db.withTransaction(agreement('one'), (tx) =>
      tx.query(
        `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles
         WHERE rolname = current_user`,
      ),
    );
    assert.deepEqual(role, {
      rolname: 'meetpoint_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
    });
    await refused(agreement('one'), 'CREATE TABLE mine (x int)', /permission denied/);
    await refused(agreement('one'), 'CREATE SCHEMA mine', /permission denied/);
    await refused(agreement('one'), 'ALTER TABLE guarded DISABLE ROW LEVEL SECURITY', /must be owner/);
    await refused(
      agreement('one'),
      'SET LOCAL row_security = off; SELECT * FROM guarded',
      /row-level security/,
    );
    await refused(agreement('one'), 'TRUNCATE guarded', /permission denied/);
    await refused(agreement('one'), 'SELECT * FROM auth."user"', /permission denied/);
    await refused(agreement('one'), 'DELETE FROM applied_migration', /permission denied/);
  });

  test('a scope leaves nothing behind on its connection', async () => {
    const scopeOf = (tx: Tx): Promise<unknown[]> =>
      tx.query('SELECT meetpoint_agreement() AS a, meetpoint_party() AS p, meetpoint_user() AS u');
    assert.deepEqual(await db.withTransaction(agreement('one'), scopeOf), [{ a: 'one', p: null, u: null }]);
    assert.deepEqual(await db.withTransaction(party, scopeOf), [{ a: null, p: 'north', u: 'ann' }]);
    assert.deepEqual(await db.withTransaction(install, scopeOf), [{ a: null, p: null, u: null }]);
  });

  test('an install transaction narrows, no other changes scope', async () => {
    await db.withTransaction(install, async (tx) => {
      await tx.narrow(agreement('two'));
      assert.deepEqual(await tx.query('SELECT word FROM guarded'), [{ word: 'two' }]);
      await assert.rejects(tx.narrow(install), /cannot change its scope/);
    });
    await assert.rejects(
      db.withTransaction(agreement('one'), (tx) => tx.narrow(install)),
      /cannot change its scope/,
    );
  });

  test('the audit trail is append-only and private to its scope', async () => {
    const clock = fixedClock('2006-07-03T00:00:00Z');
    const entry = { who: 'ann', what: 'read', subject: 'order 7', purpose: 'repair' };
    await db.withTransaction(party, (tx) => recordAudit(tx, clock, entry));
    await db.withTransaction(agreement('one'), (tx) => recordAudit(tx, clock, { ...entry, who: 'system' }));
    const seen = (scope: Scope): Promise<unknown[]> =>
      db.withTransaction(scope, (tx) =>
        tx.query('SELECT who, agreement_id, party, at FROM audit ORDER BY seq'),
      );
    const anns = { who: 'ann', agreement_id: null, party: 'north', at: '2006-07-03T00:00:00Z' };
    assert.deepEqual(await seen(party), [anns]);
    assert.equal((await seen(agreement('two'))).length, 0);
    assert.equal((await seen(install)).length, 2);
    await refused(party, "UPDATE audit SET who = 'bob'", /permission denied/);
    const forged = (agreementId: string, by: string): string =>
      `INSERT INTO audit (agreement_id, party, who, what, subject, purpose, at)
       VALUES (${agreementId}, ${by}, 'bob', 'read', 'order 7', 'repair', '2006-07-03T00:00:00Z')`;
    await refused(party, forged("'one'", "'north'"), /row-level security/);
    await refused(party, forged('NULL', "'south'"), /row-level security/);
    await refused(agreement('one'), forged("'two'", 'NULL'), /row-level security/);
    await refused(agreement('one'), forged("'one'", "'north'"), /row-level security/);
    for (const sql of ["UPDATE audit SET who = 'bob'", 'DELETE FROM audit', 'TRUNCATE audit']) {
      await refused(install, sql, /never changed or removed/);
    }
  });
});
