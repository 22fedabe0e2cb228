import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { LISTENER } from './bases.ts';
import { CHARGE_EVENT_TYPES, EVENT_TYPES } from './notices.ts';
import { NOT_OFFERED, documents, groundAgreements, notifications } from './test-ground.ts';
import { testOrderLife } from './test-order-life.ts';
import { testOrderRequests } from './test-order-requests.ts';
import { testQualifications } from './test-qualifications.ts';
import { testStrangers } from './test-strangers.ts';
import { MefTrade } from './test-trade.ts';

// Every answer is held to its document by the client that sends the requests (test-ground.ts).
describe('MEF LSO Sonata', () => {
  let trade: MefTrade | undefined;
  const of = (): MefTrade => {
    assert.ok(trade);
    return trade;
  };
  before(async () => {
    trade = await MefTrade.start(groundAgreements(vocabulary), { kinds, liveKinds, decisions });
  });
  after(() => trade?.close());

  test('a listener is registered, seen and told nothing that it did not ask for', async () => {
    const { call, keepSecret, partner } = of();
    const callback = partner.url.replace('/hook', '/sonata');
    const made = await call('order', 'POST /hub', { body: { callback } });
    assert.equal(made.status, 201);
    keepSecret(String(made.headers['webhook-secret']));
    const { id } = made.body as { id: string };
    const seen = await call('order', 'GET /hub/{id}', { id });
    assert.deepEqual(seen.body, { id, callback });
    // Of a charge nothing is ever told; of an event that there is not, neither.
    for (const query of ['eventType=chargeCreateEvent', 'eventType=orderEvent', 'state=completed'])
      assert.equal((await call('order', 'POST /hub', { body: { callback, query } })).status, 400, query);
    assert.equal((await call('order', 'POST /hub', { body: {} })).status, 400);
    const second = await call('order', 'POST /hub', {
      body: { callback: `${callback}/second`, query: 'eventType = cancelProductOrderStateChangeEvent' },
    });
    const gone = (second.body as { id: string }).id;
    assert.equal((await call('order', 'DELETE /hub/{id}', { id: gone })).status, 204);
    assert.equal((await call('order', 'DELETE /hub/{id}', { id: gone })).status, 404);
    assert.equal((await call('order', 'GET /hub/{id}', { id: gone })).status, 404);
  });

  testOrderLife(of);
  testOrderRequests(of);
  testQualifications(of);

  test('every notification fits its document and has the address of its type', async () => {
    const { told, heard } = of();
    await heard(() => told.some(({ body }) => body.eventType === 'cancelProductOrderStateChangeEvent'));
    const id = 'missouri-2006~centurytel~LSR~SKT~LIFE-1';
    // Told at least once: the clock of this test leaps, and a message under way is sent again, under the id that it has.
    const ofLife = () => [
      ...new Map(
        told.filter(({ body }) => body.event.id === id).map((one) => [one.body.eventId, one]),
      ).values(),
    ];
    await heard(() => ofLife().some(({ body }) => body.event.milestoneName === 'workCompleted'));
    const SCHEMAS: Readonly<Record<string, string>> = {
      cancelProductOrderStateChangeEvent: 'CancelProductOrderEvent',
      modifyProductOrderItemRequestedDeliveryDateStateChangeEvent:
        'ModifyProductOrderItemRequestedDeliveryDateEvent',
    };
    const paths = new Set(notifications.operations.map(({ path }) => path));
    const sent = new Set<string>();
    for (const { path, body } of told) {
      assert.deepEqual(
        notifications.misfits(SCHEMAS[body.eventType] ?? 'ProductOrderEvent', body),
        [],
        JSON.stringify(body),
      );
      assert.equal(path, `/sonata${LISTENER}/${body.eventType}`);
      assert.ok(paths.has(path.slice(path.indexOf('/listener'))), path);
      assert.doesNotMatch(JSON.stringify(body), /AHRENS|WALNUT/);
      sent.add(body.eventType);
    }
    // Every path of the document is used, but for those of charges.
    assert.deepEqual([...sent].sort(), [...EVENT_TYPES].sort());
    assert.deepEqual(
      [...paths].map((path) => path.replace('/listener/', '')).sort(),
      [...EVENT_TYPES, ...CHARGE_EVENT_TYPES].sort(),
    );
    // As often as the order changed: acknowledged, in progress, assessed, in progress, completed; of both its items.
    const count = (type: string): number => ofLife().filter(({ body }) => body.eventType === type).length;
    assert.equal(count('productOrderStateChangeEvent'), 5);
    assert.equal(count('productOrderItemStateChangeEvent'), 10);
    // Promised, promised again when the danger was over, and with the new date: of both items.
    assert.equal(count('productOrderItemExpectedCompletionDateSet'), 6);
    const jeopardy = ofLife().filter(({ body }) => body.event.milestoneName === 'jeopardy');
    assert.deepEqual(
      jeopardy.map(({ body }) => body.event.orderItemId),
      ['a', 'b'],
    );
  });

  testStrangers(of);

  test('what is not offered says why, and every path and method of the documents is driven', async () => {
    const { mef, call } = of();
    for (const operation of Object.keys(NOT_OFFERED)) {
      const [name = 'order', ...rest] = operation.split(' ');
      const body = rest[0] === 'GET' || rest[0] === 'DELETE' ? {} : { body: {} };
      const answer = await call(name as 'order', rest.join(' '), { id: '1', ...body });
      assert.deepEqual(
        [answer.status, (answer.body as { code: string }).code],
        [501, 'notImplemented'],
        operation,
      );
    }
    for (const [name, document] of Object.entries(documents))
      for (const { method, path } of document.operations) {
        const key = `${name} ${method} ${path}`;
        const statuses = [...(mef.driven.get(key) ?? [])];
        const isGood = statuses.some((status) => status < 300);
        assert.ok(
          key in NOT_OFFERED ? statuses.includes(501) && !isGood : isGood,
          `${key}: ${statuses.join()}`,
        );
      }
  });
});
