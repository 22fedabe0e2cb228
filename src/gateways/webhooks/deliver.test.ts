import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { cloudEvents } from './cloud-events.ts';
import { startDelivering } from './deliver.ts';
import type { Delivering } from './deliver.ts';
import { NoticeInbox } from './inbox.ts';
import type { NoticeFormat } from './notice.ts';
import { listNotices, replayNotices, sendTestNotice } from './replay.ts';
import type { NoticeStanding } from './replay.ts';
import { listSubscriptions, rotateSecret } from './subscriptions.ts';
import { putEvents, RULES, subscribe, webhookGround } from './test-ground.ts';
import { receiver } from './test-receiver.ts';

/** Says nothing of what is received: a protocol without a word for it. */
const silentOfReceipts: NoticeFormat = {
  name: 'tmf',
  contentType: 'application/json',
  render: (notice) => (notice.event === 'received' ? undefined : { event: notice.event }),
};

describe('delivery', () => {
  let db: Database;
  before(async () => {
    db = await webhookGround();
  });
  after(() => db.close());

  const about = (changes: Partial<Delivering> = {}): Delivering => ({
    db,
    agreements: new Map(),
    formats: [cloudEvents, silentOfReceipts],
    key: RULES.key,
    baseUrl: 'http://localhost:4180',
    clock: systemClock,
    log: silentLog,
    allowPrivate: true,
    settings: { pollMilliseconds: 20, timeoutMilliseconds: 300, schedule: [0.05, 0.05] },
    ...changes,
  });

  /** Delivers until the subscription has nothing that waits, or 10 s. */
  async function deliver(
    subscriptionId: string,
    changes: Partial<Delivering> = {},
  ): Promise<NoticeStanding[]> {
    const stop = startDelivering(about(changes));
    try {
      for (let tries = 0; ; tries++) {
        const all = await standings(subscriptionId);
        if (all.every(({ status }) => status !== 'waiting') || tries === 500) return all;
        await sleep(20);
      }
    } finally {
      await stop();
    }
  }
  const standings = (subscriptionId: string): Promise<NoticeStanding[]> =>
    db.withTransaction({ kind: 'install' }, (tx) => listNotices(tx, { subscriptionId }));
  const now = (): string => systemClock.now().toString();

  test('a signed CloudEvent comes, without what tells of an end user', async () => {
    const partner = await receiver();
    const { subscription, secret } = await subscribe(db, { party: 'ril', url: partner.url });
    await putEvents(db, [{ caseId: 'LSR/D/1', seq: 1 }], '2026-11-02T15:00:00Z');
    const [standing] = await deliver(subscription.id);
    assert.deepEqual([standing?.status, standing?.attempts, standing?.response], ['delivered', 1, 204]);
    const [received] = partner.got;
    assert.ok(received);
    assert.equal(received.headers['content-type'], 'application/cloudevents+json; charset=utf-8');
    assert.deepEqual(JSON.parse(Buffer.from(received.body).toString()), {
      specversion: '1.0',
      id: 'LSR/D/1#1',
      type: 'org.meetpoint.lsr.received.v1',
      source: '/agreements/form/river',
      subject: 'LSR/D/1',
      time: '2026-11-02T15:00:00Z',
      datacontenttype: 'application/json',
      data: {
        agreement: 'form/river',
        kind: 'lsr',
        case: 'LSR/D/1',
        seq: 1,
        event: 'received',
        occurredAt: '2026-11-02T15:00:00Z',
        state: 'acknowledged',
        summary: { pon: 'LSR/D/1' },
      },
    });
    assert.equal(new NoticeInbox([secret]).take(received, systemClock.now()).ok, true);
    await partner.close();
  });

  test('what fails is tried again under the same id, signed anew, and then counts once', async () => {
    let asked = 0;
    const partner = await receiver((response) =>
      response.writeHead((asked += 1) < 3 ? 500 : 200).end('an upset \u0007 answer'),
    );
    const { subscription, secret } = await subscribe(db, { party: 'rcl', url: partner.url });
    await putEvents(db, [{ caseId: 'LSR/D/2', seq: 1 }]);
    const [standing] = await deliver(subscription.id);
    assert.deepEqual([standing?.status, standing?.attempts], ['delivered', 3]);
    assert.equal(new Set(partner.got.map(({ headers }) => headers['webhook-id'])).size, 1);
    const inbox = new NoticeInbox([secret]);
    const taken = partner.got.map((one) => inbox.take(one, systemClock.now()));
    assert.deepEqual(
      taken.map((one) => (one.ok ? one.value.order : one.problems[0]?.id)),
      ['next', 'webhooks/duplicate', 'webhooks/duplicate'],
    );
    await partner.close();
  });

  test('what is never taken is given up with the reason, what follows in its case goes on, and both may be asked for again', async () => {
    let isUp = false;
    const partner = await receiver((response, { body }) =>
      response
        .writeHead(isUp || !Buffer.from(body).includes('"seq":1,') ? 200 : 503)
        .end('closed for \u0000 the day'),
    );
    const { subscription } = await subscribe(db, { party: 'hil', url: partner.url });
    await putEvents(db, [
      { agreementId: 'form/hill', caseId: 'LSR/D/3', seq: 1 },
      { agreementId: 'form/hill', caseId: 'LSR/D/3', seq: 2 },
    ]);
    const [second, first] = await deliver(subscription.id);
    // Two waits, three attempts.
    assert.deepEqual(
      [first?.status, first?.attempts, first?.response, first?.why],
      ['dead', 3, 503, 'closed for the day'],
    );
    assert.equal(second?.status, 'delivered');
    const seqs = partner.got.map(
      ({ body }) => (JSON.parse(String(Buffer.from(body))) as { data: { seq: number } }).data.seq,
    );
    assert.deepEqual(seqs, [1, 1, 1, 2]);
    isUp = true;
    const again = await db.withTransaction({ kind: 'party', party: 'hil', user: 'ann' }, (tx) =>
      replayNotices(tx, subscription.id, { status: 'dead' }),
    );
    assert.equal(again, 1);
    assert.deepEqual(
      (await deliver(subscription.id)).map(({ status }) => status),
      ['delivered', 'delivered'],
    );
    // Nobody else may ask for it.
    const others = await db.withTransaction({ kind: 'party', party: 'ril', user: 'eve' }, (tx) =>
      replayNotices(tx, subscription.id, { since: '2020-01-01T00:00:00Z' }),
    );
    assert.equal(others, 0);
    await partner.close();
  });

  test('replay since an instant brings what was told before and what happened while nobody listened', async () => {
    const partner = await receiver();
    await putEvents(db, [{ agreementId: 'form/hill', caseId: 'LSR/D/4', seq: 1 }], '2026-11-03T10:00:00Z');
    const { subscription } = await subscribe(db, { party: 'hcl', url: partner.url });
    await putEvents(db, [{ agreementId: 'form/hill', caseId: 'LSR/D/4', seq: 2 }], '2026-11-03T11:00:00Z');
    await deliver(subscription.id);
    assert.equal(partner.got.length, 1);
    const count = await db.withTransaction({ kind: 'party', party: 'hcl', user: 'ann' }, (tx) =>
      replayNotices(tx, subscription.id, { since: '2026-11-03T10:00:00Z' }),
    );
    assert.equal(count, 2);
    await deliver(subscription.id);
    const ids = partner.got.map(({ body }) => (JSON.parse(String(Buffer.from(body))) as { id: string }).id);
    assert.deepEqual(ids, ['LSR/D/4#2', 'LSR/D/4#1', 'LSR/D/4#2']);
    await partner.close();
  });

  test('a format without a word for it sends nothing, and a test notice comes', async () => {
    const partner = await receiver();
    const quiet = await subscribe(db, {
      party: 'ril',
      url: partner.url,
      format: 'tmf',
      eventTypes: ['lsr.*'],
    });
    const { subscription } = await subscribe(db, { party: 'rcl', url: partner.url, eventTypes: ['asr.*'] });
    await putEvents(db, [{ caseId: 'LSR/D/5', seq: 1 }]);
    await db.withTransaction({ kind: 'party', party: 'rcl', user: 'ann' }, (tx) =>
      sendTestNotice(tx, subscription.id, now()),
    );
    assert.deepEqual(
      (await deliver(quiet.subscription.id)).map(({ status }) => status),
      ['skipped'],
    );
    await deliver(subscription.id);
    assert.deepEqual(
      partner.got.map(({ body }) => (JSON.parse(String(Buffer.from(body))) as { type: string }).type),
      ['org.meetpoint.webhook.test.v1'],
    );
    await partner.close();
  });

  test('while a secret changes, both the old and the new one open a notice', async () => {
    const partner = await receiver();
    const { subscription, secret } = await subscribe(db, { party: 'hcl', url: partner.url });
    const changed = await db.withTransaction({ kind: 'party', party: 'hcl', user: 'ann' }, (tx) =>
      rotateSecret(tx, subscription.id, RULES.key),
    );
    assert.ok(changed.ok);
    await putEvents(db, [{ agreementId: 'form/hill', caseId: 'LSR/D/6', seq: 1 }]);
    await deliver(subscription.id);
    const [received] = partner.got;
    assert.ok(received);
    for (const one of [secret, changed.value.secret])
      assert.equal(new NoticeInbox([one]).take(received, systemClock.now()).ok, true);
    await partner.close();
  });

  test('a receiver that hangs, redirects or answers without end keeps nobody else waiting', async () => {
    const hanging = await receiver(() => undefined);
    const redirecting = await receiver((response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    let sent = 0;
    const endless = await receiver((response) => {
      response.writeHead(200, { 'content-length': String(10 * 2 ** 30) });
      const megabyte = Buffer.alloc(2 ** 20);
      const more = (): void => {
        while (!response.destroyed && response.write(megabyte)) sent += 1;
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    const good = await receiver();
    const [a, b, c, d] = await Promise.all(
      [hanging, redirecting, endless, good].map(({ url }) => subscribe(db, { party: 'ril', url })),
    );
    const before = process.memoryUsage().rss;
    await putEvents(
      db,
      Array.from({ length: 40 }, (_, index) => ({ caseId: `LSR/E/${index}`, seq: 1 })),
    );
    const started = performance.now();
    const fine = await deliver(d?.subscription.id ?? '');
    assert.ok(fine.length === 40 && fine.every(({ status }) => status === 'delivered'));
    assert.ok(performance.now() - started < 5_000);
    await deliver(c?.subscription.id ?? '');
    const tried = async (of: typeof a): Promise<NoticeStanding | undefined> =>
      (await standings(of?.subscription.id ?? '')).find(({ why }) => why !== undefined);
    assert.equal((await tried(a))?.why, 'It did not answer within 0.3 seconds.');
    assert.match((await tried(b))?.why ?? '', /another address, which is not followed/);
    assert.ok((await standings(c?.subscription.id ?? '')).every(({ status }) => status === 'delivered'));
    assert.ok(sent < 40 * 64, `${sent} MB were sent`);
    assert.ok(process.memoryUsage().rss - before < 300 * 2 ** 20);
    for (const one of [hanging, redirecting, endless, good]) await one.close();
  });

  test('a receiver that is gone, or fails for days, is disabled, and another subscription of its party says so', async () => {
    const gone = await receiver((response) => response.writeHead(410).end());
    const other = await receiver();
    const { subscription } = await subscribe(db, { party: 'hil', url: gone.url, eventTypes: ['asr.gone'] });
    const ears = await subscribe(db, { party: 'hil', url: other.url, eventTypes: ['asr.none'] });
    await db.withTransaction({ kind: 'party', party: 'hil', user: 'ann' }, (tx) =>
      sendTestNotice(tx, subscription.id, now()),
    );
    const stop = startDelivering(about());
    while (other.got.length === 0) await sleep(10);
    await stop();
    const [disabled] = await db.withTransaction({ kind: 'party', party: 'hil', user: 'ann' }, (tx) =>
      listSubscriptions(tx, { id: subscription.id }),
    );
    assert.deepEqual([disabled?.state, disabled?.why], ['disabled', 'It answered 410: it is gone.']);
    const told = JSON.parse(String(Buffer.from(other.got[0]?.body ?? []))) as {
      type: string;
      data: { summary: object };
    };
    assert.equal(told.type, 'org.meetpoint.webhook.disabled.v1');
    assert.deepEqual(told.data.summary, {
      subscription: subscription.id,
      why: 'It answered 410: it is gone.',
    });
    assert.equal(ears.subscription.state, 'active');
    for (const one of [gone, other]) await one.close();
  });

  test('two servers share the work: each notice is sent once', async () => {
    const partner = await receiver();
    const { subscription } = await subscribe(db, { party: 'rcl', url: partner.url });
    await putEvents(
      db,
      Array.from({ length: 200 }, (_, index) => ({ caseId: `LSR/F/${index}`, seq: 1 })),
    );
    const stop = [startDelivering(about()), startDelivering(about())];
    while (partner.got.length < 200) await sleep(10);
    await Promise.all(stop.map((one) => one()));
    assert.equal(partner.got.length, 200);
    assert.equal(new Set(partner.got.map(({ headers }) => headers['webhook-id'])).size, 200);
    assert.ok((await standings(subscription.id)).every(({ status }) => status === 'delivered'));
    await partner.close();
  });

  test('an inward address is refused at the moment of sending, whatever its name says', async () => {
    const { subscription } = await subscribe(db, { party: 'hcl', url: 'https://localhost:9/hook' });
    await db.withTransaction({ kind: 'party', party: 'hcl', user: 'ann' }, (tx) =>
      sendTestNotice(tx, subscription.id, now()),
    );
    const [refused] = await deliver(subscription.id, { allowPrivate: false });
    assert.deepEqual(
      [refused?.status, refused?.why],
      ['dead', '"localhost" is a name of a private network.'],
    );
  });
});
