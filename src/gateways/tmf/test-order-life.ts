import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ProductOrder } from './resources.ts';
import { ORDER, codeOf, orderId } from './test-drive.ts';
import type { Drive } from './test-drive.ts';
import { loopOrder } from './test-ground.ts';

/** For tests: Orders: placed, answered, changed, taken back. */
export function orderLifeTests(drive: Drive): void {
  const { call, place, order, answer } = drive;
  const { ilec, clec } = drive.missouri.parties;
  const { other } = drive;
  const ours = `/api/agreements/${drive.missouri.id}`;
  test('a listener is registered, and its secret is shown once', async () => {
    const body = {
      callback: 'http://localhost:9/drive.listener',
      query: 'agreement.id=missouri-2006~centurytel',
    };
    const made = await call<{ id: string }>('order', 'POST', '/hub', { body });
    assert.equal(made.status, 201);
    assert.match(String(made.headers['webhook-secret']), /^whsec_/);
    drive.listener = made.body.id;
    assert.equal(
      codeOf(await call('order', 'POST', '/hub', { body: { callback: 'ftp://x' } })),
      '400 webhooks/url',
    );
    assert.equal(codeOf(await call('order', 'POST', '/hub', { body: {} })), '400 api/request');
    const foreign = { callback: 'http://localhost:9/x', query: `agreement.id=${other.id.replace('/', '~')}` };
    assert.equal(codeOf(await call('order', 'POST', '/hub', { body: foreign })), '400 webhooks/agreement');
    assert.equal(codeOf(await call('order', 'POST', '/hub', { body, who: 'auditor' })), '403 api/no-right');
  });

  test('an order is placed by its offering, date, place and few characteristics; the rest follows', async () => {
    const made = await place('TMF0001');
    assert.equal(made.id, orderId('TMF0001'));
    assert.equal(made.state, 'acknowledged');
    assert.equal(made.requestedCompletionDate, '2026-12-08T00:00:00-06:00');
    assert.equal(made.orderDate, '2026-11-16T15:00:00Z');
    const [item] = made.productOrderItem;
    const said = new Map(item?.product?.productCharacteristic?.map(({ name, value }) => [name, value]));
    // The products table: NC and interfaces of the analog loop; REQTYP is its A and B for a firm order.
    assert.deepEqual(
      ['LSR.REQTYP', 'LSR.ACT', 'LSR.NC', 'LSR.NCI', 'LSR.SECNCI', 'LSR.DDD', 'LSR.D/TSENT', 'LS.LNUM'].map(
        (name) => said.get(name),
      ),
      ['AB', 'N', 'LX--', '02QC2.OOF', '02LS2', '12-08-2026', '11-16-2026-0900AM', '00001'],
    );
    assert.equal(item?.productOffering?.id, 'loop-2w-analog');
    // It is the same order that the API shows, and it tells nothing of the end user.
    const shown = await drive.server.get(`${ours}/orders/LSR/SKT/TMF0001/01`, drive.cookies[clec] ?? '');
    assert.equal((shown.body as { state: string }).state, 'acknowledged');
    assert.doesNotMatch(JSON.stringify(made), /AHRENS|WALNUT|573-777/);
    assert.deepEqual(await order('TMF0001', ilec), await order('TMF0001'));
    const again = await call('order', 'POST', ORDER, { body: loopOrder('TMF0001') });
    assert.equal(codeOf(again), '409 orders/already-recorded');
  });

  test('the example of the guide is taken as it stands', async () => {
    const example = new URL('../../../examples/product-orders/tmf622.json', import.meta.url);
    const body = JSON.parse(readFileSync(example, 'utf8')) as object;
    const made = await call<ProductOrder>('order', 'POST', ORDER, { body });
    assert.deepEqual([made.status, made.body.state], [201, 'acknowledged']);
  });

  test('what the document asks for and is not there, and what contradicts itself, is refused with every reason', async () => {
    const refused = async (body: object, code: string, message?: RegExp): Promise<void> => {
      const sent = await call<{ code: string; message: string }>('order', 'POST', ORDER, { body });
      assert.equal(codeOf(sent), `400 ${code}`, sent.text);
      if (message !== undefined) assert.match(sent.body.message, message);
    };
    await refused({}, 'api/request', /productOrderItem/);
    await refused({ productOrderItem: [{ id: '1' }] }, 'api/request', /action/);
    await refused({ productOrderItem: [{ id: '1', action: 'steal' }] }, 'api/request');
    const [item] = loopOrder('TMF0002').productOrderItem;
    assert.ok(item);
    const withItem = (changes: object) =>
      loopOrder('TMF0002', { productOrderItem: [{ ...item, ...changes }] });
    await refused(
      withItem({ productOffering: { id: 'loop-2w-analogue' } }),
      'tmf/offering',
      /Did you mean "loop-2w-analog"/,
    );
    await refused(loopOrder('TMF0002', { requestedCompletionDate: 'soon' }), 'tmf/date');
    await refused(loopOrder('TMF0002', { agreement: [{ id: other.id.replace('/', '~') }] }), 'tmf/agreement');
    const characteristics = item.product?.productCharacteristic ?? [];
    const saying = (...more: { name: string; value: unknown }[]) =>
      withItem({ product: { ...item.product, productCharacteristic: [...characteristics, ...more] } });
    await refused(saying({ name: 'LSR.PON', value: 'OTHER' }), 'tmf/contradiction', /externalId/);
    await refused(saying({ name: 'LSR.ACT', value: 'D' }), 'tmf/contradiction', /action/);
    await refused(
      saying(
        { name: 'LSR.NC', value: 'HC--' },
        { name: 'LSR.NCI', value: '04QB9.11' },
        { name: 'LSR.SECNCI', value: '04DU9.1SN' },
      ),
      'tmf/contradiction',
      /loop-ds1/,
    );
    await refused(
      saying({ name: 'LSR.NOFIELD', value: 'x' }, { name: 'LSR.CUST', value: {} }),
      'tmf/characteristic',
      /LSR\.NOFIELD[^]*LSR\.CUST/,
    );
    assert.equal((await call('order', 'GET', `${ORDER}/{id}`, { id: orderId('TMF0002') })).status, 404);
  });

  test('failed edits: a fatal one is no order; others are recorded, and the order is rejected with each as a note', async () => {
    const nameless = await call('order', 'POST', ORDER, { body: { ...loopOrder('x'), externalId: '' } });
    assert.equal(codeOf(nameless), '400 orders/identity');
    const early = await call<ProductOrder>('order', 'POST', ORDER, {
      // The day of the order itself: earlier than any interval gives, and not expedited.
      body: loopOrder('TMF0003', { requestedCompletionDate: '2026-11-17T00:00:00-06:00' }),
    });
    assert.equal(early.status, 201, early.text);
    assert.equal(early.body.state, 'rejected');
    assert.deepEqual(
      early.body.productOrderItem.map(({ state }) => state),
      ['rejected'],
    );
    assert.ok(
      early.body.note?.some(({ text }) => text.includes('LSR-0404')),
      JSON.stringify(early.body.note),
    );
    // Corrected, with SUP 3: a new date alone cures no rejected version.
    const cured = await call<ProductOrder>('order', 'PATCH', `${ORDER}/{id}`, {
      id: orderId('TMF0003'),
      body: {
        requestedCompletionDate: '2026-12-08T00:00:00-06:00',
        note: [{ text: 'Date by the interval' }],
      },
    });
    assert.equal(cured.status, 200, cured.text);
    assert.equal(cured.body.state, 'acknowledged', cured.text);
  });

  test('a confirmation sets the date, a supplement is asked for and taken, a date in danger is a note', async () => {
    const pon = 'TMF0004';
    await place(pon);
    await answer(pon, '01', 'confirmed', { dueDate: '2026-12-08' });
    const confirmed = await order(pon);
    assert.deepEqual(
      [confirmed.state, confirmed.expectedCompletionDate],
      ['inProgress', '2026-12-08T00:00:00-06:00'],
    );
    drive.now = drive.now.add({ minutes: 1 });
    const asked = await call<ProductOrder>('order', 'PATCH', `${ORDER}/{id}`, {
      id: orderId(pon),
      body: { requestedCompletionDate: '2026-12-10T00:00:00Z' },
    });
    assert.equal(asked.status, 200, asked.text);
    // The version that is promised stands until the supplement is confirmed.
    assert.deepEqual(
      [asked.body.state, asked.body.expectedCompletionDate],
      ['inProgress', '2026-12-08T00:00:00-06:00'],
    );
    assert.match(asked.body.note?.at(-1)?.text ?? '', /Version 02.*not answered/);
    await answer(pon, '02', 'confirmed', { dueDate: '2026-12-10' });
    assert.equal((await order(pon)).expectedCompletionDate, '2026-12-10T00:00:00-06:00');
    await answer(pon, '02', 'jeopardy', { code: '1D', remark: 'No cable pair' });
    const held = await order(pon);
    assert.equal(held.state, 'held');
    assert.match(held.note?.at(-1)?.text ?? '', /jeopardy 1D of 2026-12-10, notice\. No cable pair/);
    await answer(pon, '02', 'jeopardy-cleared', { dueDate: '2026-12-11' });
    assert.deepEqual(
      await order(pon).then(({ state, expectedCompletionDate }) => [state, expectedCompletionDate]),
      ['inProgress', '2026-12-11T00:00:00-06:00'],
    );
  });

  test('a question of the service centre makes the order pending, and a changed line answers it', async () => {
    const pon = 'TMF0005';
    await place(pon);
    await answer(pon, '01', 'clarification-requested', {
      queries: [{ field: 'LS.CFA', sentence: 'Which of the two shelves?' }],
    });
    const pending = await order(pon);
    assert.equal(pending.state, 'pending');
    assert.match(pending.note?.at(-1)?.text ?? '', /LS\.CFA: Which of the two shelves\?/);
    const changed = await call<ProductOrder>('order', 'PATCH', `${ORDER}/{id}`, {
      id: orderId(pon),
      body: {
        productOrderItem: [
          {
            id: '01',
            action: 'add',
            product: { productCharacteristic: [{ name: 'CFA', value: 'CLMAMOXA-T9-0005' }] },
          },
        ],
      },
    });
    assert.equal(changed.status, 200, changed.text);
    assert.equal(changed.body.state, 'acknowledged', changed.text);
    const said = changed.body.productOrderItem[0]?.product?.productCharacteristic ?? [];
    assert.ok(said.some(({ name, value }) => name === 'LS.CFA' && value === 'CLMAMOXA-T9-0005'));
    assert.ok(said.some(({ name, value }) => name === 'LSR.SUP' && value === '3'));
    const odd = {
      productOrderItem: [
        { id: '77', action: 'add', product: { productCharacteristic: [{ name: 'CFA', value: 'x' }] } },
      ],
    };
    assert.equal(
      codeOf(await call('order', 'PATCH', `${ORDER}/{id}`, { id: orderId(pon), body: odd })),
      '400 tmf/item',
    );
  });

  test('an order is taken back by its cancellation or by deleting it, and what is over stays', async () => {
    await place('TMF0006');
    const cancel = await call<{ id: string; state: string }>('order', 'POST', '/cancelProductOrder', {
      body: { productOrder: { id: orderId('TMF0006') }, cancellationReason: 'Customer left' },
    });
    assert.equal(cancel.status, 201, cancel.text);
    assert.deepEqual([cancel.body.id, cancel.body.state], [`${orderId('TMF0006')}~02`, 'done']);
    const taken = await order('TMF0006');
    assert.equal(taken.state, 'cancelled');
    assert.ok(taken.cancellationDate);
    const kept = await call('order', 'GET', '/cancelProductOrder/{id}', { id: cancel.body.id });
    assert.equal(kept.status, 200);
    const list = await call<{ id: string }[]>('order', 'GET', '/cancelProductOrder', {
      query: `?state=done&productOrder.id=${orderId('TMF0006')}`,
    });
    assert.deepEqual([list.body.map(({ id }) => id), list.headers['x-total-count']], [[cancel.body.id], '1']);
    const unknown = { productOrder: { id: orderId('NOTHERE') } };
    assert.equal(
      codeOf(await call('order', 'POST', '/cancelProductOrder', { body: unknown })),
      '400 tmf/order',
    );
    const twice = { productOrder: { id: orderId('TMF0006') } };
    assert.equal(codeOf(await call('order', 'POST', '/cancelProductOrder', { body: twice })), '409 tmf/over');
    await place('TMF0007');
    const gone = await call('order', 'DELETE', `${ORDER}/{id}`, { id: orderId('TMF0007') });
    assert.equal(gone.status, 204);
    assert.equal((await order('TMF0007')).state, 'cancelled');
    assert.equal(
      codeOf(await call('order', 'DELETE', `${ORDER}/{id}`, { id: orderId('TMF0007') })),
      '409 tmf/over',
    );
    const patch = { requestedCompletionDate: '2026-12-20T00:00:00Z' };
    assert.equal(
      codeOf(await call('order', 'PATCH', `${ORDER}/{id}`, { id: orderId('TMF0007'), body: patch })),
      '409 tmf/over',
    );
  });
}
