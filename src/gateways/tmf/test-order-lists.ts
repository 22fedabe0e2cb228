import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASES } from './ids.ts';
import type { ProductOrder } from './resources.ts';
import { ORDER, codeOf, orderId } from './test-drive.ts';
import type { Document, Drive, Method } from './test-drive.ts';
import { loopOrder } from './test-ground.ts';

/** For tests: Lists of orders in parts, and what another carrier sees of all. */
export function orderListTests(drive: Drive): void {
  const { call } = drive;
  const { ilec, clec } = drive.missouri.parties;
  const { other } = drive;
  test('lists come in parts with their counts, narrowed and with the attributes that are asked for', async () => {
    const list = (query: string, who = clec) =>
      call<Partial<ProductOrder>[]>('order', 'GET', ORDER, { query, who });
    const all = await list('?limit=100');
    const total = Number(all.headers['x-total-count']);
    assert.equal(all.body.length, total);
    assert.equal(all.headers['x-result-count'], String(total));
    const pages = await Promise.all(
      [0, 1, 2].map((page) => list(`?offset=${page * 3}&limit=3&fields=externalId`)),
    );
    assert.deepEqual(
      pages.flatMap(({ body }) => body.map(({ externalId }) => externalId)),
      all.body.slice(0, 9).map(({ externalId }) => externalId),
    );
    assert.deepEqual(Object.keys(pages[0]?.body[0] ?? {}).sort(), ['externalId', 'href', 'id']);
    const states = Map.groupBy(all.body, ({ state }) => state);
    for (const [state, orders] of states) {
      const found = await list(`?state=${state}&limit=100`);
      assert.deepEqual(
        found.body.map(({ id }) => id),
        orders.map(({ id }) => id),
        `state ${state}`,
      );
    }
    assert.ok(states.size >= 3, [...states.keys()].join());
    const of = async (query: string) =>
      (await list(`?limit=100&${query}`)).body.map(({ externalId }) => externalId);
    assert.deepEqual(await of('externalId=TMF0004'), ['TMF0004']);
    assert.deepEqual(await of(`id=${orderId('TMF0004')},${orderId('TMF0001')}`), ['TMF0004', 'TMF0001']);
    assert.deepEqual(await of('expectedCompletionDate.gt=2026-12-10T00:00:00Z'), ['TMF0004']);
    assert.deepEqual(await of('orderDate.lt=2026-11-16T00:00:00Z'), []);
    assert.deepEqual(await of('agreement.id=missouri-2006~spectra'), []);
    assert.deepEqual(await of('category=ASR'), []);
    const odd = await call<{ message: string }>('order', 'GET', ORDER, {
      query: '?stat=held&limit=0x1&orderDate.gt=soon',
    });
    assert.equal(odd.status, 400);
    assert.match(odd.body.message, /limit[^]*stat/);
    assert.equal((await list('?orderDate.gt=soon')).status, 400);
    assert.equal((await list("?externalId=' OR 1=1 --")).headers['x-total-count'], '0');
  });

  test("what is another carrier's answers as if it did not exist, and nobody without the right or a session gets in", async () => {
    const stranger = other.parties.clec;
    const cases: readonly (readonly [Document, Method, string, string, string, object?])[] = [
      ['order', 'GET', `${ORDER}/{id}`, orderId('TMF0001'), orderId('NOTHERE')],
      ['order', 'PATCH', `${ORDER}/{id}`, orderId('TMF0001'), orderId('NOTHERE'), { externalId: 'x' }],
      ['order', 'DELETE', `${ORDER}/{id}`, orderId('TMF0001'), orderId('NOTHERE')],
      ['order', 'GET', '/cancelProductOrder/{id}', `${orderId('TMF0006')}~02`, `${orderId('NOTHERE')}~02`],
      ['order', 'DELETE', '/hub/{id}', drive.listener, 'wh_nothing'],
      [
        'product',
        'GET',
        '/product/{id}',
        'missouri-2006~centurytel~10.LXFU.000901.CTM',
        'missouri-2006~centurytel~X',
      ],
      ['agreement', 'GET', '/agreement/{id}', 'missouri-2006~centurytel', 'nothing~here'],
      ['agreement', 'GET', '/agreementSpecification/{id}', 'missouri-2006', 'nothing'],
    ];
    for (const [on, method, path, id, absent, body] of cases) {
      const given = { who: stranger, ...(body === undefined ? {} : { body }) };
      const theirs = await call(on, method, path, { ...given, id });
      assert.equal(theirs.status, 404, `${method} ${path} ${theirs.text}`);
      assert.deepEqual(theirs.text, (await call(on, method, path, { ...given, id: absent })).text);
    }
    const cancel = (id: string) =>
      call('order', 'POST', '/cancelProductOrder', { who: stranger, body: { productOrder: { id } } });
    assert.equal((await cancel(orderId('TMF0001'))).text, (await cancel(orderId('NOTHERE'))).text);
    const named = { ...loopOrder('STOLEN'), agreement: [{ id: 'missouri-2006~centurytel' }] };
    const absent = { ...loopOrder('STOLEN'), agreement: [{ id: 'nothing~here' }] };
    assert.equal(
      (await call('order', 'POST', ORDER, { who: stranger, body: named })).text,
      (await call('order', 'POST', ORDER, { who: stranger, body: absent })).text,
    );
    for (const [on, path] of [
      ['order', ORDER],
      ['order', '/cancelProductOrder'],
      ['product', '/product'],
    ] as const) {
      assert.equal((await call(on, 'GET', path, { who: stranger })).text, '[]');
      assert.equal(codeOf(await call(on, 'GET', path, { who: 'nobody' })), '401 api/sign-in');
      assert.equal(codeOf(await call(on, 'GET', path, { who: 'administrator' })), '403 api/no-right');
    }
    assert.equal(
      codeOf(await call('order', 'POST', ORDER, { who: 'auditor', body: loopOrder('TMF0010') })),
      '403 api/no-right',
    );
    assert.equal(
      codeOf(await call('order', 'POST', ORDER, { who: ilec, body: loopOrder('TMF0010') })),
      '403 api/no-right',
    );
    const away = await drive.server.api.inject({
      method: 'POST',
      url: `${BASES.order}${ORDER}`,
      payload: loopOrder('TMF0010'),
      headers: { cookie: drive.cookies[clec] ?? '', origin: 'https://evil.example' },
    });
    assert.deepEqual(drive.documents.order.answerMisfits('POST', ORDER, away.statusCode, away.json()), []);
    assert.equal(away.statusCode, 403);
  });
}
