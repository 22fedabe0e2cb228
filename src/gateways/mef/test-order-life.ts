import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { jeopardyCodes } from '../../articles/ordering/jeopardy-codes.ts';
import { loopItem, loopOrder } from './test-ground.ts';
import type { MefTrade } from './test-trade.ts';

/** An order from its acknowledgement to what it brings into service, and what goes again. */
export function testOrderLife(of: () => MefTrade): void {
  test('the example of the guide is taken as it stands', async () => {
    const example = new URL('../../../examples/product-orders/sonata.json', import.meta.url);
    const order = await of().placed(JSON.parse(readFileSync(example, 'utf8')) as object);
    assert.equal(order.state, 'acknowledged');
  });

  test('an order is taken by the same intake, and lives as its versions do', async () => {
    const { server, cookies, call, placed, look, did, missouri, clec, moveTo } = of();
    const order = await placed(loopOrder('LIFE-1', [loopItem('a'), loopItem('b')], { projectId: 'PRAIRIE' }));
    assert.equal(order.state, 'acknowledged');
    assert.deepEqual(
      order.productOrderItem.map(({ id, state }) => [id, state]),
      [
        ['a', 'acknowledged'],
        ['b', 'acknowledged'],
      ],
    );
    // The case is the one of the forms: two lines of one local service request.
    const seen = await server.get(
      `/api/agreements/${missouri.id}/orders/LSR/SKT/LIFE-1/01`,
      cookies[clec] ?? '',
    );
    assert.equal((seen.body as { request: { quantity: number } }).request.quantity, 2);

    await did('LIFE-1', 'confirmed', { dueDate: '2026-12-09' });
    let now1 = await look(order.id);
    assert.equal(now1.state, 'inProgress');
    // The first instant of the day that is promised, where the agreement is at home: Central standard time.
    assert.equal(now1.productOrderItem[1]?.expectedCompletionDate, '2026-12-09T00:00:00-06:00');

    // A date in danger is a milestone, not a state.
    await did('LIFE-1', 'jeopardy', { code: jeopardyCodes('lsr')[0]?.code });
    now1 = await look(order.id);
    assert.equal(now1.state, 'inProgress');
    assert.deepEqual(
      now1.productOrderItem[0]?.milestone?.map(({ name }) => name),
      ['orderConfirmed', 'jeopardy'],
    );
    assert.match(now1.productOrderItem[0]?.milestone?.[1]?.note ?? '', /2026-12-09 is in danger/);
    await did('LIFE-1', 'jeopardy-cleared', { dueDate: '2026-12-10' });

    // Another date is asked for: the order waits for the answer, then has it.
    const modify = 'POST /modifyProductOrderItemRequestedDeliveryDate';
    const asked = await call('order', modify, {
      body: {
        requestedCompletionDate: '2026-12-14T00:00:00-06:00',
        productOrderItem: { productOrderId: order.id, productOrderItemId: 'b' },
      },
    });
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    const task = asked.body as { id: string; state: string };
    assert.equal(task.state, 'acknowledged');
    now1 = await look(order.id);
    assert.equal(now1.state, 'pending.assessingModification');
    assert.deepEqual(new Set(now1.productOrderItem.map(({ state }) => state)), new Set(['pending']));
    await did('LIFE-1', 'confirmed', { dueDate: '2026-12-14' }, '02');
    const done = await call('order', 'GET /modifyProductOrderItemRequestedDeliveryDate/{id}', {
      id: task.id,
    });
    assert.equal((done.body as { state: string }).state, 'done');
    now1 = await look(order.id);
    assert.equal(now1.state, 'inProgress');
    assert.equal(now1.productOrderItem[0]?.requestedCompletionDate, '2026-12-14T00:00:00-06:00');
    const list = await call('order', 'GET /modifyProductOrderItemRequestedDeliveryDate', {
      query: `productOrderId=${encodeURIComponent(order.id)}&state=done&requestedCompletionDate.gt=2026-12-13T00:00:00Z&expediteIndicator=false&creationDate.lt=2027-01-01T00:00:00Z`,
    });
    assert.deepEqual(
      (list.body as { id: string }[]).map(({ id }) => id),
      [task.id],
    );

    // Done on the 14th: 15:00 in Missouri is 21:00 UTC.
    moveTo('2026-12-14T21:00:00Z');
    await did('LIFE-1', 'completed', { ecckts: ['10.LXFU.000701.CTM', '10.LXFU.000702.CTM'] }, '02');
    now1 = await look(order.id);
    assert.equal(now1.state, 'completed');
    assert.equal(now1.productOrderItem[0]?.completionDate, '2026-12-14T00:00:00-06:00');
    // MEF's states in their order, from the moments at which they came.
    assert.deepEqual(
      now1.stateChange.map(({ state }) => state),
      ['acknowledged', 'inProgress', 'pending.assessingModification', 'inProgress', 'completed'],
    );

    // What it brought is in service, as products of it.
    const products = await call('inventory', 'GET /product', {
      query: `productOrderId=${encodeURIComponent(order.id)}&status=active&productOfferingId=loop-2w-analog&geographicalSiteId=CLMAMOXA`,
    });
    assert.deepEqual(
      (products.body as { id: string }[]).map(({ id }) => id),
      ['missouri-2006~centurytel~10.LXFU.000701.CTM', 'missouri-2006~centurytel~10.LXFU.000702.CTM'],
    );
    const second = await call('inventory', 'GET /product/{id}', {
      id: 'missouri-2006~centurytel~10.LXFU.000702.CTM',
    });
    const product = second.body as {
      startDate: string;
      productOrderItem: object[];
      productPrice: { price: { dutyFreeAmount: { value: number } }; recurringChargePeriod: string }[];
    };
    assert.equal(product.startDate, '2026-12-14T00:00:00-06:00');
    assert.deepEqual(
      product.productOrderItem.map((item) => (item as { productOrderItemId: string }).productOrderItemId),
      ['b'],
    );
    assert.ok((product.productPrice[0]?.price.dutyFreeAmount.value ?? 0) > 0);
    const fields = await call('inventory', 'GET /product/{id}', {
      id: 'missouri-2006~centurytel~10.LXFU.000702.CTM',
      query: 'fields=status',
    });
    assert.deepEqual(Object.keys(fields.body).sort(), ['href', 'id', 'startDate', 'status']);
  });

  test('a product that is in service is disconnected by its id alone, and is pending meanwhile', async () => {
    const { call, placed, missouri } = of();
    const id = 'missouri-2006~centurytel~10.LXFU.000701.CTM';
    const order = await placed(
      loopOrder('GONE-1', [
        {
          id: '1',
          action: 'delete',
          agreementName: missouri.id,
          billingAccount: { id: '1000234' },
          requestedCompletionDate: '2027-01-11T00:00:00-06:00',
          product: { id },
        },
      ]),
    );
    assert.deepEqual(
      [order.state, order.productOrderItem[0]?.product],
      ['acknowledged', { id, productOffering: { id: 'loop-2w-analog' } }],
    );
    const product = await call('inventory', 'GET /product/{id}', { id });
    assert.equal((product.body as { status: string }).status, 'pendingTerminate');
    // A second order about it is refused, in words of the edit.
    const twice = await placed(
      loopOrder('GONE-2', [
        {
          id: '1',
          action: 'delete',
          agreementName: missouri.id,
          billingAccount: { id: '1000234' },
          requestedCompletionDate: '2027-01-11T00:00:00-06:00',
          product: { id },
        },
      ]),
    );
    assert.equal(twice.state, 'rejected');
    const [error] = twice.productOrderItem[0]?.terminationError ?? [];
    assert.match(error?.value ?? '', /^LSR-0509/);
    assert.equal(error?.propertyPath, '/productOrderItem/0/product/id');
  });

  test('failed edits reject the order, each at its place in it; the buyer sends another', async () => {
    const { send, placed, codes } = of();
    const order = await placed(
      loopOrder('BAD-1', [loopItem('x', { requestedCompletionDate: '2026-12-15T00:00:00-06:00' })]),
    );
    assert.equal(order.state, 'rejected');
    assert.deepEqual(
      order.stateChange.map(({ state }) => state),
      ['acknowledged', 'rejected'],
    );
    const errors = order.productOrderItem[0]?.terminationError ?? [];
    // The 15th lies inside the interval, and EXP is not said (edit LSR-0404 of the catalogue).
    assert.ok(
      errors.some(
        ({ value, propertyPath }) =>
          value.startsWith('LSR-0404') && propertyPath === '/productOrderItem/0/expediteIndicator',
      ),
      JSON.stringify(errors),
    );
    const again = await send(loopOrder('BAD-1'));
    assert.equal(again.status, 422);
    assert.deepEqual(codes(again), [
      'otherIssue /productOrderItem/0/product/productConfiguration/furtherFields/LSR.VER',
    ]);
  });
}
