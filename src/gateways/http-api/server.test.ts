import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../base/problem.ts';
import { ROLE_RIGHTS } from '../../parties/rights.ts';
import { BASE_URL, PASSWORD, cookieOf, post, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const idsOf = (body: unknown): string[] => (body as { problems: Problem[] }).problems.map(({ id }) => id);

describe('sign-in', () => {
  let server: TestServer;
  before(async () => void (server = await testServer()));
  after(() => server.close());

  test('gives a strict cookie and a session, which sign-out ends', async () => {
    const answer = await post(server.api, '/api/sign-in', {
      email: 'Ann@Meadow.example',
      password: PASSWORD,
    });
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.body, '');
    const header = String(answer.headers['set-cookie']);
    assert.match(header, /HttpOnly/);
    assert.match(header, /SameSite=Strict/);
    const cookie = cookieOf(answer.headers['set-cookie']);
    const me = await server.get('/api/me', cookie);
    assert.deepEqual(me, {
      status: 200,
      body: {
        user: { name: 'Ann of meadow', email: 'ann@meadow.example', role: 'clec-manager' },
        party: { id: 'meadow', name: 'Meadow LLC' },
        sides: ['clec'],
        rights: [...ROLE_RIGHTS['clec-manager']].sort(),
        secondFactor: 'off',
      },
    });
    assert.equal((await post(server.api, '/api/sign-out', {}, cookie)).statusCode, 204);
    assert.equal((await server.get('/api/me', cookie)).status, 401);
  });

  test('a wrong password and an unknown user are refused alike', async () => {
    const bodies = ['ann@meadow.example', 'nobody@meadow.example', 'no address'].map(async (email) => {
      const answer = await post(server.api, '/api/sign-in', { email, password: 'wrong password' });
      return [answer.statusCode, answer.json(), answer.headers['set-cookie']];
    });
    const [first, ...others] = await Promise.all(bodies);
    assert.equal(first?.[0], 401);
    assert.deepEqual(idsOf(first?.[1]), ['sign-in/refused']);
    for (const other of others) assert.deepEqual(other, first);
  });

  test('nobody signs up, and no other address of the library answers', async () => {
    for (const url of ['/api/auth/sign-up/email', '/api/auth/get-session', '/api/sign-up']) {
      const body = { email: 'new@meadow.example', password: PASSWORD, name: 'New', party: 'meadow' };
      assert.equal((await post(server.api, url, body)).statusCode, 404);
    }
  });

  test('another site cannot sign anybody in', async () => {
    const answer = await server.api.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { email: 'ann@meadow.example', password: PASSWORD },
      headers: { origin: 'https://evil.example', cookie: 'x=y' },
    });
    assert.equal(answer.statusCode, 403);
    assert.deepEqual(idsOf(answer.json()), ['sign-in/not-from-here']);
  });

  test('too many attempts from one address must wait, whatever address they claim', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) {
      const answer = await server.api.inject({
        method: 'POST',
        url: '/api/sign-in',
        payload: { email: 'ann@meadow.example', password: 'wrong password' },
        remoteAddress: '192.0.2.7',
        headers: {
          origin: BASE_URL,
          'x-forwarded-for': `192.0.2.${count}`,
          'x-meetpoint-client': '192.0.2.9',
        },
      });
      statuses.push(answer.statusCode);
    }
    assert.deepEqual(statuses.slice(0, 10), Array<number>(10).fill(401));
    assert.deepEqual(statuses.slice(10), [429, 429]);
  });
});

describe('the server', () => {
  let server: TestServer;
  let cookie: string;
  before(async () => {
    server = await testServer();
    cookie = await server.signIn('meadow');
  });
  after(() => server.close());

  test('answers nothing but sign-in and its own description without a session', async () => {
    const paths = Object.entries((await openApi()).paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path: path.replaceAll(/\{[^}]*\}/g, 'sample'), method })),
    );
    assert.ok(paths.length > 10);
    for (const { path, method } of paths.filter(
      (one) => !/(sign-in(\/second-factor)?|sign-out|token|token\/revoke)$/.test(one.path),
    )) {
      const answer = await server.api.inject({
        method: method.toUpperCase() as 'GET',
        url: path,
        payload: {},
      });
      assert.equal(answer.statusCode, 401, `${method} ${path}`);
      assert.deepEqual(idsOf(answer.json()), ['api/sign-in']);
    }
  });

  const openApi = async (): Promise<{ openapi: string; paths: Record<string, object> }> =>
    (await server.api.inject('/api/openapi.json')).json();

  test('describes itself in OpenAPI', async () => {
    const { openapi, paths } = await openApi();
    assert.equal(openapi, '3.1.0');
    assert.ok('/api/agreements/{form}/{variant}' in paths);
  });

  test('OpenAPI says of every address what it is for and what it answers', async () => {
    const { paths } = await openApi();
    const silent = Object.entries(paths).flatMap(([address, methods]) =>
      Object.entries(methods as Record<string, { summary?: string; responses?: Record<string, object> }>)
        .filter(([, { summary, responses = {} }]) => {
          const answered = Object.keys(responses).find((status) => status.startsWith('2'));
          const said = answered === undefined ? {} : (responses[answered] ?? {});
          return summary === undefined || (answered !== '204' && !('content' in said));
        })
        .map(([method]) => `${method} ${address}`),
    );
    assert.deepEqual(silent, []);
    const send = paths['/api/agreements/{form}/{variant}/orders'] as Record<string, unknown>;
    assert.deepEqual(
      [
        (send['post'] as Record<string, unknown>)['x-right'],
        (send['post'] as { security: unknown }).security,
      ],
      ['orders:send', [{ session: [] }, { token: [] }]],
    );
    const base = '/api/agreements/{form}/{variant}';
    for (const address of ['/search', '/diff', '/summary.pdf'])
      assert.ok(`${base}${address}` in paths, address);
    assert.match(JSON.stringify(paths[`${base}/summary.pdf`]), /application\/pdf/);
  });

  test('forbids frames, foreign scripts and copies', async () => {
    const { headers } = await server.api.inject({ url: '/api/me', headers: { cookie } });
    assert.match(String(headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
  });

  test('lists everything that is wrong with a request', async () => {
    const answer = await post(server.api, '/api/sign-in', { email: 7, pass: 'x' });
    assert.equal(answer.statusCode, 400);
    const { problems } = answer.json<{ problems: Problem[] }>();
    assert.deepEqual(problems.map(({ field }) => field).sort(), ['email', 'pass', 'password']);
    const broken = await server.api.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(broken.statusCode, 400);
    assert.deepEqual(idsOf(broken.json()), ['api/request']);
  });

  test('refuses a body that is too large', async () => {
    const answer = await post(server.api, '/api/sign-in', { email: 'x'.repeat(300_000), password: '' });
    assert.equal(answer.statusCode, 413);
  });
});
