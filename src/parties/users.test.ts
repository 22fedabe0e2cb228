import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fixedClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { createUser, listUsers, removeUser, setPassword } from './users.ts';

const migrations = fileURLToPath(new URL('./migrations', import.meta.url));
const clock = fixedClock('2026-11-02T15:00:00Z');
const ann = {
  email: 'Ann@Socket.example',
  name: 'Ann Analyst',
  party: 'socket',
  role: 'clec-manager' as const,
  password: 'correct horse battery',
};

describe('users', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase([migrations]);
    await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ('form/one', 'form', 'one', 'T', 'd', '{}', '1', 'h', 'America/Chicago', 'telco', 'socket')`,
      ),
    );
  });
  after(() => db.close());

  test('a new user is listed under the lower-case address', async () => {
    const made = await createUser(db, ann, clock);
    const expected = {
      email: 'ann@socket.example',
      name: 'Ann Analyst',
      party: 'socket',
      role: 'clec-manager',
    };
    assert.deepEqual(made, { ok: true, value: expected });
    assert.deepEqual(await listUsers(db), [{ ...expected, hasSecondFactor: false }]);
  });

  test('the same address is refused, in any case', async () => {
    const again = await createUser(db, { ...ann, email: 'ANN@socket.example' }, clock);
    assert.deepEqual(again.ok ? [] : again.problems.map(({ id }) => id), ['users/exists']);
  });

  test('everything wrong is said at once', async () => {
    const made = await createUser(
      db,
      { email: 'x', name: ' ', party: 'nobody', role: 'king' as 'auditor', password: 'short' },
      clock,
    );
    assert.deepEqual(made.ok ? [] : made.problems.map(({ id }) => id), [
      'users/email',
      'users/name',
      'users/role',
      'users/password',
      'users/unknown-party',
    ]);
  });

  test('passwords change, users go, strangers are named', async () => {
    const changed = await setPassword(db, { email: ann.email, password: 'another long password' }, clock);
    assert.equal(changed.ok, true);
    assert.equal(
      (await setPassword(db, { email: 'b@c', password: 'another long password' }, clock)).ok,
      false,
    );
    assert.equal((await removeUser(db, ann.email, clock)).ok, true);
    assert.equal((await removeUser(db, ann.email, clock)).ok, false);
    assert.deepEqual(await listUsers(db), []);
  });
});
