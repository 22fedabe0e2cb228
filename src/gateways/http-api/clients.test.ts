import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../base/problem.ts';
import { RIGHTS } from '../../parties/rights.ts';
import type { ClientView } from './shapes/client.ts';
import { BASE_URL, post, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const idsOf = (body: unknown): string[] => (body as { problems: Problem[] }).problems.map(({ id }) => id);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Made {
  readonly client: ClientView;
  readonly secret: { readonly id: string; readonly secret: string };
}

describe('API clients', () => {
  let server: TestServer;
  let now = Temporal.Instant.from('2026-11-02T15:00:00Z');
  let admin: string;
  let other: string;
  before(async () => {
    server = await testServer({ signInClock: { now: () => now } });
    admin = await server.signIn('meadow', 'administrator');
    other = await server.signIn('prairie', 'administrator');
  });
  after(() => server.close());

  const make = async (scopes: string[], more: object = {}): Promise<Made> => {
    const made = await post(server.api, '/api/clients', { name: 'Orders', scopes, ...more }, admin);
    assert.equal(made.statusCode, 201, made.body);
    return made.json<Made>();
  };
  const ask = (payload: string, headers: Record<string, string> = {}) =>
    server.api.inject({ method: 'POST', url: '/api/token', payload, headers: { ...FORM, ...headers } });
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  });
  const GRANT = 'grant_type=client_credentials';
  const tokenFor = async ({ client, secret }: Made): Promise<string> =>
    (await ask(GRANT, basic(client.id, secret.secret))).json<{ access_token: string }>().access_token;
  const get = (url: string, token: string) =>
    server.api.inject({ url, headers: { authorization: `Bearer ${token}` } });
  const remove = (url: string, cookie: string) =>
    server.api.inject({ method: 'DELETE', url, headers: { cookie, origin: BASE_URL } });
  const trail = (party: string) =>
    server.db.withTransaction({ kind: 'party', party, user: 'test' }, (tx) =>
      tx.query<{ who: string; what: string; subject: string }>(
        'SELECT who, what, subject FROM audit ORDER BY seq',
      ),
    );

  test('a client is made by an administrator, gets a token by either way and acts for its party alone', async () => {
    const made = await make(['agreements:read', 'orders:read']);
    const { client, secret } = made;
    assert.match(secret.secret, /^mps_[A-Za-z0-9_-]{43}$/);
    for (const [payload, headers] of [
      [GRANT, basic(client.id, secret.secret)],
      [`${GRANT}&client_id=${client.id}&client_secret=${secret.secret}`, {}],
    ] as const) {
      const answer = await ask(payload, headers);
      assert.equal(answer.statusCode, 200, answer.body);
      // RFC 6749 §5.1: what is said, and that it is kept by nobody on the way.
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['pragma'], 'no-cache');
      const { access_token: token, token_type: type, expires_in: seconds, scope } = answer.json();
      assert.deepEqual([type, seconds, scope], ['Bearer', 15 * 60, 'agreements:read orders:read']);
      const agreements = await get('/api/agreements', token as string);
      assert.deepEqual(
        agreements.json<{ id: string }[]>().map(({ id }) => id),
        ['sample/river'],
      );
    }
    const me = await get('/api/me', await tokenFor(made));
    assert.deepEqual(me.json(), {
      user: { name: 'Orders', email: `client:${client.id}`, role: 'client' },
      party: { id: 'meadow', name: 'Meadow LLC' },
      sides: ['clec'],
      rights: ['agreements:read', 'orders:read'],
    });
    const stranger = await get('/api/agreements/sample/hill', await tokenFor(made));
    assert.equal(stranger.statusCode, 404);
    assert.ok(
      (await trail('meadow')).some(({ who, what }) => what === 'signed in' && who.startsWith('client:')),
    );
    assert.ok(!(await trail('prairie')).some(({ who }) => who.includes(client.id)));
  });

  test('what a token was not given is refused, with the scope that is missing', async () => {
    const made = await make(['agreements:read', 'orders:read']);
    const narrow = await ask(`${GRANT}&scope=agreements%3Aread`, basic(made.client.id, made.secret.secret));
    const token = narrow.json<{ access_token: string }>().access_token;
    const refused = await get('/api/agreements/sample/river/orders', token);
    assert.equal(refused.statusCode, 403);
    assert.deepEqual(idsOf(refused.json()), ['api/no-right']);
    assert.match(String(refused.headers['www-authenticate']), /insufficient_scope.*scope="orders:read"/);
    const more = await ask(`${GRANT}&scope=bills%3Aread`, basic(made.client.id, made.secret.secret));
    assert.deepEqual([more.statusCode, more.json<{ error: string }>().error], [400, 'invalid_scope']);
  });

  test('what is wrong with a request for a token is told as RFC 6749 §5.2 has it', async () => {
    const { client, secret } = await make(['orders:read']);
    const good = basic(client.id, secret.secret);
    const vectors: [string, Record<string, string>, number, string][] = [
      ['', good, 400, 'invalid_request'],
      ['scope=orders%3Aread', good, 400, 'invalid_request'],
      ['grant_type=password', good, 400, 'unsupported_grant_type'],
      [`${GRANT}&${GRANT}`, good, 400, 'invalid_request'],
      [`${GRANT}&client_secret=${secret.secret}`, good, 400, 'invalid_request'],
      [GRANT, {}, 401, 'invalid_client'],
      [GRANT, basic(client.id, 'wrong'), 401, 'invalid_client'],
      [GRANT, basic('nobody', secret.secret), 401, 'invalid_client'],
      [GRANT, { authorization: 'Basic !' }, 401, 'invalid_client'],
      [GRANT, { authorization: 'Digest x' }, 401, 'invalid_client'],
      [`${GRANT}&scope=orders%3Afly`, good, 400, 'invalid_scope'],
    ];
    for (const [payload, headers, status, error] of vectors) {
      const answer = await ask(payload, headers);
      const said = `${payload} ${JSON.stringify(headers)}: ${answer.body}`;
      assert.deepEqual([answer.statusCode, answer.json<{ error: string }>().error], [status, error], said);
      assert.equal('www-authenticate' in answer.headers, status === 401 && 'authorization' in headers, said);
      assert.ok(!answer.body.includes(secret.secret), said);
    }
    const json = await server.api.inject({
      method: 'POST',
      url: '/api/token',
      payload: '{"grant_type"',
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual([json.statusCode, json.json<{ error: string }>().error], [400, 'invalid_request']);
  });

  test('a token expires by the wall clock, and says so', async () => {
    const token = await tokenFor(await make(['agreements:read']));
    const start = now;
    now = start.add({ minutes: 14, seconds: 59 });
    assert.equal((await get('/api/agreements', token)).statusCode, 200);
    now = start.add({ minutes: 15 });
    const late = await get('/api/agreements', token);
    assert.equal(late.statusCode, 401);
    assert.deepEqual(idsOf(late.json()), ['api/token-expired']);
    assert.match(String(late.headers['www-authenticate']), /^Bearer error="invalid_token"/);
    const unknown = await get('/api/agreements', 'mpt_nothing');
    assert.equal(unknown.statusCode, 401);
    assert.deepEqual(idsOf(unknown.json()), ['api/token-unknown']);
  });

  test('a client that expires takes its tokens along', async () => {
    const made = await make(['agreements:read'], { expiresAt: now.add({ minutes: 5 }).toString() });
    const answer = await ask(GRANT, basic(made.client.id, made.secret.secret));
    assert.equal(answer.json<{ expires_in: number }>().expires_in, 5 * 60);
    now = now.add({ minutes: 5 });
    assert.equal((await ask(GRANT, basic(made.client.id, made.secret.secret))).statusCode, 401);
    const token = answer.json<{ access_token: string }>().access_token;
    assert.equal((await get('/api/agreements', token)).statusCode, 401);
  });

  test('of two secrets the old one ends without the new; ending the client ends all, at once', async () => {
    const made = await make(['agreements:read']);
    const { id } = made.client;
    const old = await tokenFor(made);
    const second = await post(server.api, `/api/clients/${id}/secrets`, {}, admin);
    assert.equal(second.statusCode, 201, second.body);
    const third = await post(server.api, `/api/clients/${id}/secrets`, {}, admin);
    assert.deepEqual([third.statusCode, idsOf(third.json())], [422, ['clients/secrets']]);
    const fresh = await tokenFor({ ...made, secret: second.json() });
    for (const token of [old, fresh]) assert.equal((await get('/api/agreements', token)).statusCode, 200);
    assert.equal((await remove(`/api/clients/${id}/secrets/${made.secret.id}`, admin)).statusCode, 204);
    assert.equal((await get('/api/agreements', old)).statusCode, 401);
    assert.equal((await get('/api/agreements', fresh)).statusCode, 200);
    assert.equal((await ask(GRANT, basic(id, made.secret.secret))).statusCode, 401);
    assert.equal((await remove(`/api/clients/${id}`, admin)).statusCode, 204);
    assert.equal((await get('/api/agreements', fresh)).statusCode, 401);
    assert.equal((await remove(`/api/clients/${id}`, admin)).statusCode, 404);
    const acts = (await trail('meadow')).filter(({ subject }) => subject === `client ${id}`);
    assert.deepEqual(
      acts.map(({ what }) => what),
      ['added', 'gave another secret to', 'ended a secret of', 'ended'],
    );
  });

  test('a client ends its own token; another one’s it does not', async () => {
    const mine = await make(['agreements:read']);
    const theirs = await make(['agreements:read']);
    const [first, second] = [await tokenFor(mine), await tokenFor(theirs)];
    for (const token of [first, second, 'mpt_nothing']) {
      const answer = await server.api.inject({
        method: 'POST',
        url: '/api/token/revoke',
        payload: `token=${token}`,
        headers: { ...FORM, ...basic(mine.client.id, mine.secret.secret) },
      });
      assert.equal(answer.statusCode, 200, answer.body);
    }
    assert.equal((await get('/api/agreements', first)).statusCode, 401);
    assert.equal((await get('/api/agreements', second)).statusCode, 200);
  });

  test('another carrier neither sees nor changes it; nobody gives what a program may not have', async () => {
    const made = await make(['agreements:read']);
    const seen = await server.get('/api/clients', other);
    assert.deepEqual(seen.body, []);
    for (const id of [made.client.id, 'prairie-000000000000']) {
      assert.equal((await remove(`/api/clients/${id}`, other)).statusCode, 404);
      const secret = await post(server.api, `/api/clients/${id}/secrets`, {}, other);
      assert.deepEqual([secret.statusCode, idsOf(secret.json())], [404, ['clients/unknown']]);
    }
    // Meadow orders: its programs send orders and answer none; none makes users or clients.
    const refused = await post(server.api, '/api/clients', { name: ' ', scopes: Object.keys(RIGHTS) }, admin);
    assert.equal(refused.statusCode, 422);
    const { problems } = refused.json<{ problems: Problem[] }>();
    assert.deepEqual(
      problems.map(({ id, sentence }) => [id, /[a-z-]+:[a-z]+/.exec(sentence)?.[0]]),
      [
        ['clients/name', undefined],
        ['clients/scope', 'orders:answer'],
        ['clients/scope', 'clients:manage'],
        ['clients/scope', 'users:manage'],
      ],
    );
    const clerk = await server.signIn('meadow');
    assert.equal((await server.get('/api/clients', clerk)).status, 403);
  });

  test('a token needs no Origin, and a session does', async () => {
    const made = await make(['agreements:read']);
    const url = '/api/agreements/sample/river/decisions/doubled';
    const payload = { facts: { number: 2 } };
    const authorization = `Bearer ${await tokenFor(made)}`;
    const byToken = await server.api.inject({ method: 'POST', url, payload, headers: { authorization } });
    assert.equal(byToken.statusCode, 200, byToken.body);
    const bySession = await server.api.inject({ method: 'POST', url, payload, headers: { cookie: admin } });
    assert.deepEqual([bySession.statusCode, idsOf(bySession.json())], [403, ['api/not-from-here']]);
  });

  test('tokens are not asked for without end from one address', async () => {
    const statuses = new Map<number, number>();
    for (let count = 0; count < 301; count++) {
      const { statusCode } = await server.api.inject({
        method: 'POST',
        url: '/api/token',
        payload: GRANT,
        headers: FORM,
        remoteAddress: '192.0.2.44',
      });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    assert.deepEqual(
      [...statuses],
      [
        [401, 300],
        [429, 1],
      ],
    );
  });

  test('more than its limit is refused until the minute is over, with what is left in the headers', async () => {
    const made = await make(['agreements:read'], { requestsPerMinute: 3 });
    const token = await tokenFor(made);
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push(await get('/api/agreements', token));
    assert.deepEqual(
      answers.map(({ statusCode, headers }) => [statusCode, headers['x-ratelimit-remaining']]),
      [
        [200, '2'],
        [200, '1'],
        [200, '0'],
        [429, '0'],
      ],
    );
    const last = answers.at(-1);
    assert.deepEqual(idsOf(last?.json()), ['api/too-many']);
    const wait = Number(last?.headers['retry-after']);
    assert.ok(wait > 0 && wait <= 60, String(wait));
    assert.equal(
      (await get('/api/agreements', await tokenFor(await make(['agreements:read'])))).statusCode,
      200,
    );
  });
});
