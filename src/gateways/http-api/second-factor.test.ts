import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf } from './test-code.ts';
import { BASE_URL, PASSWORD, cookieOf, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const HALF_MINUTE = 30_000;

describe('a second factor', () => {
  let server: TestServer;
  let from = 0;
  before(async () => {
    server = await testServer({ secondFactorFor: ['administrator'] });
  });
  after(() => server.close());

  /** Each time from an address of its own: attempts are counted by address. */
  const send = (url: string, payload: object, cookie = '') =>
    server.api.inject({
      method: 'POST',
      url,
      payload,
      headers: { origin: BASE_URL, cookie },
      remoteAddress: `203.0.113.${(from += 1)}`,
    });

  /** Sets it up in the session of the cookie. @returns the secret and the new session. */
  async function setUp(cookie: string): Promise<{ secret: string; cookie: string }> {
    const begun = await send('/api/second-factor', { password: PASSWORD }, cookie);
    assert.equal(begun.statusCode, 200, begun.body);
    const secret = new URL(begun.json<{ uri: string }>().uri).searchParams.get('secret') ?? '';
    const done = await send('/api/second-factor/confirm', { code: codeOf(secret, Date.now()) }, cookie);
    assert.equal(done.statusCode, 204, done.body);
    return { secret, cookie: cookieOf(done.headers['set-cookie']) };
  }
  const firstStep = async (email: string): Promise<string> => {
    const answer = await send('/api/sign-in', { email, password: PASSWORD });
    assert.equal(answer.statusCode, 202, answer.body);
    return cookieOf(answer.headers['set-cookie']);
  };

  test('ends the sessions that began without it', async () => {
    const party = await partyOf(server);
    const thief = await server.signIn(party, 'administrator');
    const mine = await server.signIn(party, 'administrator');
    assert.equal((await server.get('/api/users', thief)).status, 403);
    const { cookie } = await setUp(mine);
    assert.equal((await server.get('/api/users', cookie)).status, 200);
    // With the factor in place the password that somebody else had would be enough again.
    assert.equal((await server.get('/api/users', thief)).status, 401);
  });

  test('a code signs in once, however many send it at once', async () => {
    const party = await partyOf(server);
    const { secret } = await setUp(await server.signIn(party));
    const email = `ann@${party}.example`;
    const code = codeOf(secret, Date.now() + HALF_MINUTE);
    const waiting = [await firstStep(email), await firstStep(email), await firstStep(email)];
    const answers = await Promise.all(
      waiting.slice(0, 2).map((cookie) => send('/api/sign-in/second-factor', { code }, cookie)),
    );
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, 401]);
    const later = await send('/api/sign-in/second-factor', { code }, waiting[2]);
    assert.equal(later.statusCode, 401, later.body);
    // The next code is another one: the sign-in that waits goes on.
    const next = await send('/api/sign-in/second-factor', { code: codeOf(secret, Date.now()) }, waiting[2]);
    assert.equal(next.statusCode, 204, next.body);
  });

  test('is asked of who signs in, not of who is still signed in at the same browser', async () => {
    const party = await partyOf(server);
    const other = await setUp(await server.signIn(party, 'auditor'));
    const victim = await setUp(await server.signIn(party, 'ray'));
    const waiting = await firstStep(`ray@${party}.example`);
    const code = codeOf(other.secret, Date.now() + HALF_MINUTE);
    const answer = await send('/api/sign-in/second-factor', { code }, `${other.cookie}; ${waiting}`);
    assert.equal(answer.statusCode, 401, answer.body);
    const trail = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ what: string }>('SELECT what FROM audit WHERE who = $1 ORDER BY seq DESC LIMIT 1', [
        `ray@${party}.example`,
      ]),
    );
    assert.deepEqual(trail, [{ what: 'failed to sign in' }]);
    assert.equal((await server.get('/api/me', victim.cookie)).status, 200);
  });
});

async function partyOf({ db }: TestServer): Promise<string> {
  const [first] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ clec: string }>('SELECT clec FROM agreement ORDER BY id LIMIT 1'),
  );
  return first?.clec ?? '';
}
