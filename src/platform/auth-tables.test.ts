import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Database } from './database.ts';
import { testDatabase } from './test-database.ts';

describe('the authentication tables', () => {
  let db: Database;
  before(async () => void (db = await testDatabase()));
  after(() => db.close());

  const options = () => ({
    baseURL: 'http://localhost:1',
    secret: 'only-for-this-test-only-for-this-test-0123456789',
    database: db.authPool,
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: true, storage: 'database' as const },
    plugins: [twoFactor()],
    telemetry: { enabled: false },
    user: {
      additionalFields: {
        party: { type: 'string', required: false, input: false } as const,
        role: { type: 'string', required: false, input: false } as const,
      },
    },
  });

  test('are what the library expects', async () => {
    const { toBeCreated, toBeAdded } = await getMigrations(options() as BetterAuthOptions);
    assert.deepEqual({ toBeCreated, toBeAdded }, { toBeCreated: [], toBeAdded: [] });
  });

  test('a user signs up and signs in through the limited pool', async () => {
    const auth = betterAuth(options());
    const body = { email: 'ann@example.com', password: 'correct horse battery', name: 'Ann' };
    const { user } = await auth.api.signUpEmail({ body });
    const { token } = await auth.api.signInEmail({ body: { email: body.email, password: body.password } });
    assert.ok(token.length > 20);
    const rows = await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query('SELECT id, party FROM auth."user" WHERE email = $1', [body.email]),
    );
    assert.deepEqual(rows, [{ id: user.id, party: null }]);
  });

  test('the pool reaches nothing else', async () => {
    await assert.rejects(db.authPool.query('SELECT * FROM public.audit'), /permission denied/);
    await assert.rejects(db.authPool.query('CREATE TABLE auth.mine (x int)'), /permission denied/);
    await assert.rejects(db.authPool.query('DROP TABLE auth.session'), /must be owner/);
  });
});
