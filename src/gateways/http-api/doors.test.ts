import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import type { Database } from '../../platform/database.ts';
import { DatabaseAway } from '../../platform/database.ts';
import { createLog } from '../../platform/log.ts';
import { createServer } from './server.ts';
import type { ServerOptions } from './options.ts';
import { BASE_URL, post, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const FORM = 'application/x-www-form-urlencoded';
const CLIENT = 'grant_type=client_credentials&client_id=someone&client_secret=mps_x';

describe('doors', () => {
  let server: TestServer;
  let ann: string;
  const lines: string[] = [];
  before(async () => {
    const stream = new Writable({
      write: (line: Buffer, _encoding, done) => {
        lines.push(line.toString());
        done();
      },
    });
    server = await testServer({ log: createLog({ level: 'info', stream }) });
    ann = await server.signIn('meadow');
  });
  after(() => server.close());

  const askToken = (payload: string, api = server.api) =>
    api.inject({ method: 'POST', url: '/api/token', payload, headers: { 'content-type': FORM } });

  test('the log says which address was asked, and not what was looked for', async () => {
    const path = '/api/agreements/form/river/pre-order-log';
    await server.get(`${path}?subject=5737770001&purpose=repair`, ann);
    const log = lines.join('');
    assert.ok(log.includes(`"path":"${path}"`), log);
    assert.doesNotMatch(log, /5737770001|repair/);
  });

  test('a program that asks for a token while the database is away is told to come again', async () => {
    const away: Database = {
      ...server.db,
      withTransaction: () => Promise.reject(new DatabaseAway(false)),
      withPatience: () => away,
    };
    const api = await createServer({ ...(await optionsOf()), db: away });
    try {
      const answer = await askToken(CLIENT, api);
      assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [503, '1'], answer.body);
    } finally {
      await api.close();
    }
  });

  test('what no database takes is a wrong request for a token', async () => {
    const answer = await askToken('grant_type=client_credentials&client_id=a%00b&client_secret=c');
    assert.deepEqual([answer.statusCode, answer.json<{ error: string }>().error], [400, 'invalid_request']);
    assert.equal((await askToken(CLIENT)).statusCode, 401);
  });

  test('notices are listed a page at a time', async () => {
    const made = await post(server.api, '/api/webhooks', { url: 'https://partner.example/hook' }, ann);
    const { id } = made.json<{ webhook: { id: string } }>().webhook;
    for (let count = 0; count < 3; count++) await post(server.api, `/api/webhooks/${id}/test`, {}, ann);
    const page = await server.get(`/api/webhooks/${id}/notices?limit=2`, ann);
    assert.deepEqual([page.status, (page.body as unknown[]).length], [200, 2]);
    for (const limit of ['0', '501', 'x'])
      assert.equal((await server.get(`/api/webhooks/${id}/notices?limit=${limit}`, ann)).status, 400, limit);
  });

  test('what was sent under a key cannot be tried out from what is kept', async () => {
    const body = { password: 'wrong password', newPassword: 'another wrong password' };
    await server.api.inject({
      method: 'POST',
      url: '/api/password',
      payload: body,
      headers: { origin: BASE_URL, cookie: ann, 'idempotency-key': 'one' },
    });
    const { createHash } = await import('node:crypto');
    const plain = createHash('sha256')
      .update(`POST /api/password\n{"newPassword":"another wrong password","password":"wrong password"}`)
      .digest('hex');
    const kept = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ fingerprint: string }>('SELECT fingerprint FROM idempotency_key'),
    );
    assert.equal(kept.length, 1);
    assert.notEqual(kept[0]?.fingerprint, plain);
  });

  /** Those of a server that knows nothing. */
  async function optionsOf(): Promise<Omit<ServerOptions, 'db'>> {
    const never = () => {
      throw new Error('Nobody asks for it here.');
    };
    return {
      agreements: new Map(),
      decisions: [],
      kinds: [],
      liveKinds: [],
      orderRoom: never,
      explain: never,
      usageDir: '',
      compare: never,
      baseUrl: BASE_URL,
      secret: 'a secret for tests, of more than 32 characters',
      log: createLog({ level: 'silent' }),
      clock: { now: () => Temporal.Now.instant() },
    };
  }
});
