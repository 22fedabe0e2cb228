import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import { cloudEvents } from '../webhooks/cloud-events.ts';
import { startDelivering } from '../webhooks/deliver.ts';
import { NoticeInbox } from '../webhooks/inbox.ts';
import { receiver } from '../webhooks/test-receiver.ts';
import type { NoticeView, WebhookView } from './shapes/webhook.ts';
import { BASE_URL, post, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';
import { webhookRules } from './webhook-rules.ts';

interface Made {
  readonly webhook: WebhookView;
  readonly secret: string;
}

describe('webhooks over the API', () => {
  let server: TestServer;
  let ann: string;
  before(async () => {
    server = await testServer({ allowPrivateReceivers: true });
    ann = await server.signIn('meadow');
  });
  after(() => server.close());

  const list = async (cookie: string): Promise<WebhookView[]> =>
    (await server.get('/api/webhooks', cookie)).body as WebhookView[];

  test('is made, shown without its secret, tested, paused, given another secret and ended', async () => {
    const partner = await receiver();
    const made = await post(server.api, '/api/webhooks', { url: partner.url }, ann);
    assert.equal(made.statusCode, 201, made.body);
    const { webhook, secret } = made.json<Made>();
    assert.deepEqual([webhook.format, webhook.state, webhook.agreement], ['cloudevents', 'active', null]);
    assert.equal(JSON.stringify(await list(ann)).includes(secret), false);

    assert.equal((await post(server.api, `/api/webhooks/${webhook.id}/test`, {}, ann)).statusCode, 204);
    const stop = startDelivering({
      db: server.db,
      agreements: new Map(),
      formats: [cloudEvents],
      key: webhookRules({ secret: 'a secret for tests, of more than 32 characters', kinds: [] } as never).key,
      baseUrl: BASE_URL,
      clock: systemClock,
      log: silentLog,
      allowPrivate: true,
      settings: { pollMilliseconds: 20 },
    });
    while (partner.got.length === 0) await sleep(10);
    await stop();
    const [received] = partner.got;
    assert.ok(received && new NoticeInbox([secret]).take(received, systemClock.now()).ok);
    const notices = (await server.get(`/api/webhooks/${webhook.id}/notices`, ann)).body as NoticeView[];
    assert.deepEqual(
      notices.map(({ event, status, attempts, response }) => ({ event, status, attempts, response })),
      [{ event: 'webhook.test', status: 'delivered', attempts: 1, response: 204 }],
    );
    const again = await post(
      server.api,
      `/api/webhooks/${webhook.id}/replay`,
      { notice: notices[0]?.id ?? '' },
      ann,
    );
    assert.deepEqual([again.statusCode, again.json()], [202, { count: 1 }]);

    const other = await post(server.api, `/api/webhooks/${webhook.id}/secret`, {}, ann);
    assert.equal(other.statusCode, 201);
    assert.notEqual(other.json<{ secret: string }>().secret, secret);
    const paused = await post(server.api, `/api/webhooks/${webhook.id}/state`, { state: 'paused' }, ann);
    assert.equal(paused.json<WebhookView>().state, 'paused');
    const ended = await server.api.inject({
      method: 'DELETE',
      url: `/api/webhooks/${webhook.id}`,
      headers: { cookie: ann, origin: BASE_URL },
    });
    assert.equal(ended.statusCode, 204);
    assert.deepEqual(await list(ann), []);
    const trail = await server.db.withTransaction({ kind: 'party', party: 'meadow', user: 'test' }, (tx) =>
      tx.query<{ what: string }>("SELECT what FROM audit WHERE purpose = 'webhooks' ORDER BY seq"),
    );
    assert.deepEqual(
      trail.map(({ what }) => what),
      ['subscribed', 'tested', 'replayed', 'changed the secret of', 'set paused', 'unsubscribed'],
    );
    await partner.close();
  });

  test('another carrier’s answers as one that does not exist, at every address', async () => {
    const made = await post(server.api, '/api/webhooks', { url: 'https://meadow.example/hook' }, ann);
    const { id } = made.json<Made>().webhook;
    const eve = await server.signIn('prairie');
    assert.deepEqual(await list(eve), []);
    for (const [address, body] of [
      ['secret', {}],
      ['state', { state: 'paused' }],
      ['test', {}],
      ['replay', { status: 'dead' }],
    ] as const) {
      const [theirs, nobodys] = await Promise.all(
        [id, 'wh_none'].map((one) => post(server.api, `/api/webhooks/${one}/${address}`, body, eve)),
      );
      assert.equal(theirs?.statusCode, 404, address);
      assert.equal(theirs?.body.replace(id, 'wh_none'), nobodys?.body);
    }
    assert.equal((await server.get(`/api/webhooks/${id}/notices`, eve)).status, 404);
    const removed = await server.api.inject({
      method: 'DELETE',
      url: `/api/webhooks/${id}`,
      headers: { cookie: eve, origin: BASE_URL },
    });
    assert.equal(removed.statusCode, 404);
    assert.equal((await list(ann)).length, 1);
  });

  test('a clerk may not say where notices go', async () => {
    const clerk = await server.signIn('meadow', 'auditor');
    const refused = await post(server.api, '/api/webhooks', { url: 'https://meadow.example/x' }, clerk);
    assert.equal(refused.statusCode, 403);
  });

  test('what cannot be is refused with every reason', async () => {
    const refused = await post(
      server.api,
      '/api/webhooks',
      { url: 'ftp://x', format: 'morse', agreement: 'sample/hill', eventTypes: ['x'] },
      ann,
    );
    assert.equal(refused.statusCode, 422);
    assert.deepEqual(
      refused.json<{ problems: { id: string }[] }>().problems.map(({ id }) => id),
      ['webhooks/url', 'webhooks/format', 'webhooks/event-type', 'webhooks/agreement'],
    );
  });
});
