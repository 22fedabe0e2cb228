import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contact, loopItem, loopOrder } from './test-ground.ts';
import type { MefTrade, Order } from './test-trade.ts';

/** What is asked of orders: wrongly, in part, to change them, to take them back, in lists. */
export function testOrderRequests(of: () => MefTrade): void {
  test('what is wrong with a request is told with its place, and nothing is recorded', async () => {
    const { call, send, codes } = of();
    const wrong: [object, string[]][] = [
      [{}, ['missingProperty /relatedContactInformation', 'missingProperty /productOrderItem']],
      [loopOrder('W1', []), ['missingProperty /productOrderItem']],
      [
        { ...loopOrder('W2'), externalId: undefined, relatedContactInformation: [contact('other')] },
        ['missingProperty /externalId', 'missingProperty /relatedContactInformation'],
      ],
      [
        loopOrder('W3', [loopItem('1', { agreementName: undefined })]),
        ['missingProperty /productOrderItem/0/agreementName'],
      ],
      [
        loopOrder('W4', [loopItem('1', { agreementName: 'tiny' })]),
        ['referenceNotFound /productOrderItem/0/agreementName'],
      ],
      [loopOrder('W5', [loopItem('1', { action: 'remove' })]), ['invalidValue /productOrderItem/0/action']],
      [
        loopOrder('W6', [loopItem('1', {}, { '@type': 'urn:x' })]),
        ['invalidValue /productOrderItem/0/product/productConfiguration/@type'],
      ],
      [
        loopOrder('W7', [loopItem('1', {}, { typeOfService: 2, colour: 'red', frameDueTime: 'noon' })]),
        [
          'unexpectedProperty /productOrderItem/0/product/productConfiguration/colour',
          'invalidFormat /productOrderItem/0/product/productConfiguration/typeOfService',
          'invalidFormat /productOrderItem/0/product/productConfiguration/frameDueTime',
        ],
      ],
      [
        loopOrder('W8', [loopItem('1'), loopItem('1', { requestedCompletionDate: '2027-01-20T00:00:00Z' })]),
        ['invalidValue /productOrderItem/1/id', 'otherIssue /productOrderItem/1/requestedCompletionDate'],
      ],
      [
        loopOrder('W9', [
          loopItem('1', { action: 'delete', product: { id: 'missouri-2006~centurytel~99.LXFU.000001.CTM' } }),
        ]),
        ['referenceNotFound /productOrderItem/0/product/id'],
      ],
      [
        loopOrder('W10', [
          loopItem('1', {
            requestedItemTerm: {
              name: 'x',
              duration: { amount: 1, units: 'calendarDays' },
              endOfTermAction: 'roll',
            },
          }),
        ]),
        ['unexpectedProperty /productOrderItem/0/requestedItemTerm'],
      ],
      [
        loopOrder('W12', [
          loopItem('1', {
            product: {
              productOffering: { id: 'loop-2w-analog' },
              place: [{ '@type': 'FieldedAddress', role: 'x', city: 'COLUMBIA', floor: '2' }],
              productConfiguration: { '@type': 'urn:meetpoint:product:loop:v1' },
            },
          }),
        ]),
        [
          'missingProperty /productOrderItem/0/product/place/0/country',
          'missingProperty /productOrderItem/0/product/place/0/streetName',
          'unexpectedProperty /productOrderItem/0/product/place/0/floor',
        ],
      ],
      [
        loopOrder('W11', [loopItem('1', {}, { technology: 'adsl' })]),
        ['unexpectedProperty /productOrderItem/0/product/productConfiguration/technology'],
      ],
    ];
    for (const [body, expected] of wrong) {
      const answer = await send(body);
      assert.equal(answer.status, 422, JSON.stringify(answer.body));
      assert.deepEqual(codes(answer).sort(), [...expected].sort());
    }
    const list = await call('order', 'GET /productOrder', { query: 'externalId=W8' });
    assert.deepEqual(list.body, []);
    assert.equal((await call('order', 'POST /productOrder', { body: '{"a":' })).status, 400);
    assert.equal((await call('order', 'GET /productOrder', { query: 'colour=red' })).status, 400);
    assert.equal((await call('order', 'GET /productOrder', { query: 'state=lost' })).status, 400);
  });

  test('an order is changed: notes and contacts at once, its end user by a supplement', async () => {
    const { call, placed, look, pass } = of();
    const order = await placed(
      loopOrder('PATCH-1', [loopItem('1', { requestedCompletionDate: '2027-01-11T00:00:00-06:00' })]),
    );
    pass();
    const note = {
      id: 'n1',
      author: 'P LEWIS',
      date: '2026-12-14T21:00:00Z',
      source: 'buyer',
      text: 'Gate code follows.',
    };
    const patch = (body: object) => call('order', 'PATCH /productOrder/{id}', { id: order.id, body });
    const noted = await patch({ note: [note] });
    assert.equal(noted.status, 200, JSON.stringify(noted.body));
    // What is written in words may tell of the end user.
    assert.equal((noted.body as Order).note, undefined);
    assert.deepEqual((await look(order.id, 'purpose=provisioning')).note, [note]);
    const site = { ...contact('locationContact'), name: 'M AHRENS' };
    const met = await patch({
      productOrderItem: [{ id: '1', relatedContactInformation: [site], note: [note] }],
    });
    assert.equal(met.status, 200, JSON.stringify(met.body));
    assert.doesNotMatch(JSON.stringify(met.body), /M AHRENS|Gate code/);
    assert.match(
      JSON.stringify(await look(order.id, 'purpose=provisioning')),
      /M AHRENS.*Gate code|Gate code.*M AHRENS/,
    );
    const renamed = await patch({ productOrderItem: [{ id: '1', endCustomerName: 'AHRENS CAFE' }] });
    assert.equal(renamed.status, 200, JSON.stringify(renamed.body));
    // What tells of the end user is not in it, but for a purpose.
    assert.equal((renamed.body as Order).productOrderItem[0]?.endCustomerName, undefined);
    assert.equal((renamed.body as Order).productOrderItem[0]?.product.place, undefined);
    const whole = await look(order.id, 'purpose=provisioning');
    assert.equal(whole.productOrderItem[0]?.endCustomerName, 'AHRENS CAFE');
    assert.equal(
      (await call('order', 'GET /productOrder/{id}', { id: order.id, query: 'purpose=marketing' })).status,
      403,
    );
    assert.equal((await patch({ externalId: 'OTHER' })).status, 409);
    assert.equal((await patch({ productOrderItem: [{ id: '7' }] })).status, 409);
    assert.equal((await patch({ state: 'completed' })).status, 400);
    assert.equal(
      (await call('order', 'PATCH /productOrder/{id}', { id: `${order.id}x`, body: {} })).status,
      404,
    );
  });

  test('an order is cancelled; once it is, nothing more is asked of it', async () => {
    const { call, placed, look, codes, pass } = of();
    const order = await placed(
      loopOrder('STOP-1', [loopItem('1', { requestedCompletionDate: '2027-01-11T00:00:00-06:00' })]),
    );
    pass();
    const body = {
      cancellationReason: 'The customer moved.',
      cancellationReasonType: 'commercial',
      productOrder: { productOrderId: order.id },
      relatedContactInformation: [contact('cancelProductOrderContact')],
    };
    const done = await call('order', 'POST /cancelProductOrder', { body });
    assert.equal(done.status, 201, JSON.stringify(done.body));
    const task = done.body as { id: string; state: string };
    assert.equal(task.state, 'done');
    assert.deepEqual((await call('order', 'GET /cancelProductOrder/{id}', { id: task.id })).body, task);
    const after = await look(order.id);
    assert.deepEqual([after.state, after.cancellationReason], ['cancelled', 'The customer moved.']);
    const list = await call('order', 'GET /cancelProductOrder', {
      query: `productOrderId=${encodeURIComponent(order.id)}&state=done&cancellationReasonType=commercial`,
    });
    assert.deepEqual(
      (list.body as { id: string }[]).map(({ id }) => id),
      [task.id],
    );
    assert.deepEqual(codes(await call('order', 'POST /cancelProductOrder', { body })), [
      'otherIssue /productOrder/productOrderId',
    ]);
    const moved = await call('order', 'POST /modifyProductOrderItemRequestedDeliveryDate', {
      body: {
        requestedCompletionDate: '2027-01-20T00:00:00Z',
        productOrderItem: { productOrderId: order.id, productOrderItemId: '1' },
      },
    });
    assert.deepEqual(codes(moved), ['otherIssue /productOrderItem/productOrderId']);
    assert.deepEqual(codes(await call('order', 'POST /cancelProductOrder', { body: {} })), [
      'missingProperty /productOrder',
      'missingProperty /relatedContactInformation',
    ]);
    assert.equal(
      (await call('order', 'POST /modifyProductOrderItemRequestedDeliveryDate', { body: {} })).status,
      422,
    );
  });

  test('a question of the service centre is a note of the seller; the customer who is not ready is a milestone', async () => {
    const { placed, look, did, ilec } = of();
    const order = await placed(
      loopOrder('ASK-1', [loopItem('1', { requestedCompletionDate: '2027-01-11T00:00:00-06:00' })]),
    );
    await did('ASK-1', 'clarification-requested', { queries: [{ field: 'CFA', sentence: 'Which shelf?' }] });
    const asked = await look(order.id, undefined, ilec);
    assert.equal(asked.state, 'acknowledged');
    assert.deepEqual(
      asked.note?.map(({ text, source }) => [text, source]),
      [['CFA: Which shelf?', 'seller']],
    );
    await did('ASK-1', 'clarification-withdrawn');
    await did('ASK-1', 'confirmed', { dueDate: '2027-01-11' });
    await did('ASK-1', 'customer-not-ready', {});
    const waiting = await look(order.id);
    assert.equal(waiting.state, 'inProgress');
    assert.equal(waiting.productOrderItem[0]?.milestone?.at(-1)?.name, 'customerNotReady');
  });

  test('lists say of every order what the order says of itself; filters and pages', async () => {
    const { call, look } = of();
    const { body, headers } = await call('order', 'GET /productOrder');
    const all = body as { id: string; state: string; externalId: string }[];
    assert.equal(headers['x-total-count'], String(all.length));
    for (const one of all) assert.equal((await look(one.id)).state, one.state, one.id);
    const ids = async (query: string): Promise<string[]> =>
      ((await call('order', 'GET /productOrder', { query })).body as { externalId: string }[]).map(
        ({ externalId }) => externalId,
      );
    assert.deepEqual(await ids('state=completed'), ['LIFE-1']);
    assert.deepEqual(await ids('projectId=PRAIRIE'), ['LIFE-1']);
    assert.deepEqual(await ids('state=cancelled'), ['STOP-1']);
    assert.deepEqual(await ids('cancellationDate.gt=2026-12-01T00:00:00Z'), ['STOP-1']);
    // The work of the 14th, from the first instant of that day in Missouri.
    assert.deepEqual(
      await ids('completionDate.gt=2026-12-14T05:59:00Z&completionDate.lt=2026-12-14T06:01:00Z'),
      ['LIFE-1'],
    );
    assert.deepEqual(
      await ids('orderDate.lt=2026-11-16T15:30:00Z&itemRequestedCompletionDate.gt=2026-12-13T00:00:00Z'),
      ['LIFE-1'],
    );
    assert.deepEqual(await ids('itemExpectedCompletionDate.gt=2027-01-01T00:00:00Z'), ['ASK-1']);
    const page = await call('order', 'GET /productOrder', { query: 'offset=1&limit=2' });
    assert.deepEqual(
      (page.body as { id: string }[]).map(({ id }) => id),
      all.slice(1, 3).map(({ id }) => id),
    );
    assert.deepEqual(
      [page.headers['x-result-count'], page.headers['x-total-count']],
      ['2', String(all.length)],
    );
  });

  test('a request that is repeated under its key after its answer was lost is done once', async () => {
    const { server, cookies, clec, pass } = of();
    const base = '/mefApi/sonata/productOrderingManagement/v10';
    const send = async (key: string, path: string, payload: object) => {
      const headers = {
        origin: 'http://localhost:4180',
        cookie: cookies[clec] ?? '',
        'idempotency-key': key,
      };
      const answer = await server.api.inject({ method: 'POST', url: `${base}${path}`, payload, headers });
      return { status: answer.statusCode, id: answer.json<{ id?: string }>().id, body: answer.body };
    };
    /** The server died after its work and before it kept the answer. */
    const lose = (key: string): Promise<number> =>
      server.db.withTransaction({ kind: 'install' }, (tx) =>
        tx.execute(
          `UPDATE idempotency_key SET status = NULL, headers = NULL, body = NULL, server = gen_random_uuid(),
                  began_at = began_at - interval '60 seconds' WHERE key = $1`,
          [key],
        ),
      );
    const order = loopOrder('ONCE-1');
    const first = await send('once-1', '/productOrder', order);
    assert.equal(first.status, 201, first.body);
    assert.equal(await lose('once-1'), 1);
    const again = await send('once-1', '/productOrder', order);
    assert.deepEqual([again.status, again.id], [201, first.id], again.body);
    pass();
    const cancel = {
      productOrder: { productOrderId: first.id },
      cancellationReasonType: 'commercial',
      relatedContactInformation: [contact('cancelProductOrderContact')],
    };
    const stopped = await send('once-2', '/cancelProductOrder', cancel);
    assert.equal(stopped.status, 201, stopped.body);
    assert.equal(await lose('once-2'), 1);
    const repeated = await send('once-2', '/cancelProductOrder', cancel);
    assert.deepEqual([repeated.status, repeated.id], [201, stopped.id], repeated.body);
    const versions = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query("SELECT FROM case_state WHERE case_id LIKE 'LSR/SKT/ONCE-1/%'"),
    );
    assert.equal(versions.length, 2);
  });
}
