import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { noticeFormats } from '../../app/notice-formats.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import { BASE_URL, testServer } from '../http-api/test-server.ts';
import type { TestServer } from '../http-api/test-server.ts';
import { readInterfaceDocument } from '../test-interface-document.ts';
import type { Notice } from '../webhooks/notice.ts';
import { BASES } from './ids.ts';
import { NOT_OFFERED } from './not-offered.ts';
import { tmfNotices } from './notices.ts';
import type { ProductOrder } from './resources.ts';
import { groundAgreements, loopOrder } from './test-ground.ts';

const DOCUMENTS = {
  order: readInterfaceDocument('tmf/TMF622-ProductOrder-v4.0.0.swagger.json'),
  product: readInterfaceDocument('tmf/TMF637-ProductInventory-v4.0.0.swagger.json'),
  qualification: readInterfaceDocument('tmf/TMF645-ServiceQualification-v4.0.1.swagger.json'),
  agreement: readInterfaceDocument('tmf/TMF651-Agreement-v4.0.0.swagger.json'),
};
type Document = keyof typeof DOCUMENTS;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface Call {
  readonly id?: string;
  readonly query?: string;
  readonly body?: object;
  readonly who?: string;
}
interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

const { missouri, other } = groundAgreements(vocabulary);
const { ilec, clec } = missouri.parties;
const ID = (pon: string): string => `missouri-2006~centurytel~LSR~SKT~${pon}`;
const ours = `/api/agreements/${missouri.id}`;

describe('TM Forum interfaces', () => {
  let server: TestServer;
  // Monday, November 16, 2026, 9:00 in Missouri.
  let now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  const cookies: Record<string, string> = {};
  /** Every operation that was driven. */
  const driven = new Set<string>();
  let listener = '';

  before(async () => {
    server = await testServer(
      {
        kinds,
        liveKinds,
        decisions,
        noticeFormats,
        allowPrivateReceivers: true,
        clock: { now: () => now },
      },
      [missouri, other],
    );
    for (const party of [ilec, clec, other.parties.clec, other.parties.ilec])
      cookies[party] = await server.signIn(party);
    cookies['auditor'] = await server.signIn(clec, 'ray');
    cookies['administrator'] = await server.signIn(clec, 'administrator');
    const plant = fileURLToPath(new URL('../../../examples/plant', import.meta.url));
    unwrap(await loadPlant(server.db, ilec, plant));
  });
  after(() => server.close());

  /** Sends a request, and holds its answer to the document. */
  const call = async <T>(
    on: Document,
    method: Method,
    path: string,
    given: Call = {},
  ): Promise<Answer<T>> => {
    const { id, query = '', body, who = clec } = given;
    const url = `${BASES[on]}${path.replace(/\{\w+\}/, encodeURIComponent(id ?? ''))}${query}`;
    const sent = await server.api.inject({
      method,
      url,
      ...(body === undefined ? {} : { payload: body }),
      headers: { cookie: cookies[who] ?? '', origin: BASE_URL },
    });
    const parsed: unknown = sent.body === '' ? undefined : JSON.parse(sent.body);
    const wrong = DOCUMENTS[on].answerMisfits(
      method,
      path,
      sent.statusCode,
      parsed,
      query.includes('fields='),
    );
    assert.deepEqual(wrong, [], `${method} ${url} ${sent.statusCode} ${sent.body.slice(0, 2_000)}`);
    driven.add(`${on} ${method} ${path}`);
    return { status: sent.statusCode, body: parsed as T, text: sent.body, headers: sent.headers };
  };
  const ORDER = '/productOrder';
  const place = async (pon: string): Promise<ProductOrder> => {
    const sent = await call<ProductOrder>('order', 'POST', ORDER, { body: loopOrder(pon) });
    assert.equal(sent.status, 201, sent.text);
    return sent.body;
  };
  const order = async (pon: string, who = clec): Promise<ProductOrder> =>
    (await call<ProductOrder>('order', 'GET', `${ORDER}/{id}`, { id: ID(pon), who })).body;
  /** The incumbent answers a version the way its service centre does. */
  const answer = async (pon: string, ver: string, event: string, body: object = {}): Promise<void> => {
    const done = await server.api.inject({
      method: 'POST',
      url: `${ours}/orders/LSR%2FSKT%2F${pon}%2F${ver}/events`,
      payload: { event, body },
      headers: { cookie: cookies[ilec] ?? '', origin: BASE_URL },
    });
    assert.equal(done.statusCode, 200, done.body);
  };
  const codeOf = ({ status, body }: Answer<unknown>): string =>
    `${status} ${(body as { code?: string }).code}`;

  test('a listener is registered, and its secret is shown once', async () => {
    const body = { callback: 'http://localhost:9/listener', query: 'agreement.id=missouri-2006~centurytel' };
    const made = await call<{ id: string }>('order', 'POST', '/hub', { body });
    assert.equal(made.status, 201);
    assert.match(String(made.headers['webhook-secret']), /^whsec_/);
    listener = made.body.id;
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
    assert.equal(made.id, ID('TMF0001'));
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
    const shown = await server.get(`${ours}/orders/LSR/SKT/TMF0001/01`, cookies[clec] ?? '');
    assert.equal((shown.body as { state: string }).state, 'acknowledged');
    assert.doesNotMatch(JSON.stringify(made), /AHRENS|WALNUT|573-777/);
    assert.deepEqual(await order('TMF0001', ilec), await order('TMF0001'));
    const again = await call('order', 'POST', ORDER, { body: loopOrder('TMF0001') });
    assert.equal(codeOf(again), '409 orders/already-recorded');
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
    assert.equal((await call('order', 'GET', `${ORDER}/{id}`, { id: ID('TMF0002') })).status, 404);
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
      id: ID('TMF0003'),
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
    now = now.add({ minutes: 1 });
    const asked = await call<ProductOrder>('order', 'PATCH', `${ORDER}/{id}`, {
      id: ID(pon),
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
      id: ID(pon),
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
      codeOf(await call('order', 'PATCH', `${ORDER}/{id}`, { id: ID(pon), body: odd })),
      '400 tmf/item',
    );
  });

  test('an order is taken back by its cancellation or by deleting it, and what is over stays', async () => {
    await place('TMF0006');
    const cancel = await call<{ id: string; state: string }>('order', 'POST', '/cancelProductOrder', {
      body: { productOrder: { id: ID('TMF0006') }, cancellationReason: 'Customer left' },
    });
    assert.equal(cancel.status, 201, cancel.text);
    assert.deepEqual([cancel.body.id, cancel.body.state], [`${ID('TMF0006')}~02`, 'done']);
    const taken = await order('TMF0006');
    assert.equal(taken.state, 'cancelled');
    assert.ok(taken.cancellationDate);
    const kept = await call('order', 'GET', '/cancelProductOrder/{id}', { id: cancel.body.id });
    assert.equal(kept.status, 200);
    const list = await call<{ id: string }[]>('order', 'GET', '/cancelProductOrder', {
      query: `?state=done&productOrder.id=${ID('TMF0006')}`,
    });
    assert.deepEqual([list.body.map(({ id }) => id), list.headers['x-total-count']], [[cancel.body.id], '1']);
    const unknown = { productOrder: { id: ID('NOTHERE') } };
    assert.equal(
      codeOf(await call('order', 'POST', '/cancelProductOrder', { body: unknown })),
      '400 tmf/order',
    );
    const twice = { productOrder: { id: ID('TMF0006') } };
    assert.equal(codeOf(await call('order', 'POST', '/cancelProductOrder', { body: twice })), '409 tmf/over');
    await place('TMF0007');
    const gone = await call('order', 'DELETE', `${ORDER}/{id}`, { id: ID('TMF0007') });
    assert.equal(gone.status, 204);
    assert.equal((await order('TMF0007')).state, 'cancelled');
    assert.equal(
      codeOf(await call('order', 'DELETE', `${ORDER}/{id}`, { id: ID('TMF0007') })),
      '409 tmf/over',
    );
    const patch = { requestedCompletionDate: '2026-12-20T00:00:00Z' };
    assert.equal(
      codeOf(await call('order', 'PATCH', `${ORDER}/{id}`, { id: ID('TMF0007'), body: patch })),
      '409 tmf/over',
    );
  });

  test('completed work is a product in service, with its price, order and agreement', async () => {
    const pon = 'TMF0008';
    await place(pon);
    await answer(pon, '01', 'confirmed', { dueDate: '2026-12-08' });
    const before = now;
    // Tuesday, December 8, 2026, 10:00 in Missouri.
    now = Temporal.Instant.from('2026-12-08T16:00:00Z');
    await answer(pon, '01', 'completed', { completedOn: '2026-12-08', ecckts: ['10.LXFU.000901.CTM'] });
    const done = await order(pon);
    assert.deepEqual([done.state, done.completionDate], ['completed', '2026-12-08T00:00:00-06:00']);
    const id = done.productOrderItem[0]?.product?.id;
    assert.equal(id, 'missouri-2006~centurytel~10.LXFU.000901.CTM');
    const product = await call<Record<string, unknown>>('product', 'GET', '/product/{id}', {
      id: String(id),
    });
    assert.equal(product.status, 200, product.text);
    const { status, startDate, productOffering, productPrice, productOrderItem } = product.body;
    assert.deepEqual(
      [
        status,
        startDate,
        (productOffering as { id: string }).id,
        (productOrderItem as { productOrderId: string }[])[0]?.productOrderId,
      ],
      ['active', '2026-12-08T00:00:00-06:00', 'loop-2w-analog', ID(pon)],
    );
    // rates.csv, loop-2w-analog-z1: $18.00 per month; CLMAMOXA is in zone 1 (wire-centers.csv).
    const [price] = productPrice as { price: { dutyFreeAmount: object }; description: string }[];
    assert.deepEqual(price?.price.dutyFreeAmount, { unit: 'USD', value: 18 });
    assert.match(price?.description ?? '', /assumed/);
    assert.doesNotMatch(product.text, /AHRENS|WALNUT/);
    const list = await call<{ id: string }[]>('product', 'GET', '/product', {
      query: '?status=active&fields=status&limit=5',
    });
    assert.deepEqual([list.body.map((one) => one.id), list.headers['x-total-count']], [[id], '1']);
    const none = await call<object[]>('product', 'GET', '/product', { query: '?status=terminated' });
    assert.deepEqual([none.body, none.headers['x-total-count']], [[], '0']);
    // An order to disconnect it, and it is on its way out.
    const out = await call<ProductOrder>('order', 'POST', ORDER, {
      body: loopOrder('TMF0009', {
        requestedCompletionDate: '2026-12-15T00:00:00-06:00',
        productOrderItem: [
          {
            id: '01',
            action: 'delete',
            productOffering: { id: 'loop-2w-analog' },
            product: {
              id: String(id),
              productCharacteristic: [
                { name: 'AN', value: '1000234' },
                { name: 'TOS', value: '2---' },
                { name: 'CCEA', value: 'C1.0205' },
                { name: 'INIT', value: 'P LEWIS' },
                { name: 'LSR.TEL NO (INIT)', value: '573-777-0001' },
              ],
              place: [{ role: 'wireCenter', id: 'CLMAMOXA' }],
            },
          },
        ],
      }),
    });
    assert.equal(out.body.state, 'acknowledged', out.text);
    const ending = await call<{ status: string }>('product', 'GET', '/product/{id}', { id: String(id) });
    assert.equal(ending.body.status, 'pendingTerminate');
    now = before;
  });

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
        state,
      );
    }
    assert.ok(states.size >= 3, [...states.keys()].join());
    const of = async (query: string) =>
      (await list(`?limit=100&${query}`)).body.map(({ externalId }) => externalId);
    assert.deepEqual(await of('externalId=TMF0004'), ['TMF0004']);
    assert.deepEqual(await of(`id=${ID('TMF0004')},${ID('TMF0001')}`), ['TMF0004', 'TMF0001']);
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
      ['order', 'GET', `${ORDER}/{id}`, ID('TMF0001'), ID('NOTHERE')],
      ['order', 'PATCH', `${ORDER}/{id}`, ID('TMF0001'), ID('NOTHERE'), { externalId: 'x' }],
      ['order', 'DELETE', `${ORDER}/{id}`, ID('TMF0001'), ID('NOTHERE')],
      ['order', 'GET', '/cancelProductOrder/{id}', `${ID('TMF0006')}~02`, `${ID('NOTHERE')}~02`],
      ['order', 'DELETE', '/hub/{id}', listener, 'wh_nothing'],
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
    assert.equal((await cancel(ID('TMF0001'))).text, (await cancel(ID('NOTHERE'))).text);
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
    const away = await server.api.inject({
      method: 'POST',
      url: `${BASES.order}${ORDER}`,
      payload: loopOrder('TMF0010'),
      headers: { cookie: cookies[clec] ?? '', origin: 'https://evil.example' },
    });
    assert.deepEqual(DOCUMENTS.order.answerMisfits('POST', ORDER, away.statusCode, away.json()), []);
    assert.equal(away.statusCode, 403);
  });

  test('the agreement that runs is shown as of a day, with its words, terms, provenance and parties', async () => {
    const found = await call<Record<string, never>>('agreement', 'GET', '/agreement/{id}', {
      id: 'missouri-2006~centurytel',
    });
    assert.equal(found.status, 200, found.text.slice(0, 500));
    const { name, engagedParty, agreementItem } = found.body as unknown as {
      name: string;
      engagedParty: { id: string; name: string; role: string }[];
      agreementItem: {
        termOrCondition?: { id: string; description: string }[];
        productOffering?: { id: string }[];
      }[];
    };
    assert.equal(name, 'Interconnection, Resale and Unbundling Agreement');
    assert.deepEqual(
      engagedParty.map(({ id, role }) => [id, role]),
      [
        [ilec, 'incumbent'],
        [clec, 'competitor'],
      ],
    );
    const conditions = agreementItem.flatMap(({ termOrCondition = [] }) => termOrCondition);
    const seed = conditions.find(({ id }) => id.startsWith('I Scope and Intent'));
    assert.match(seed?.description ?? '', /./);
    const late = conditions.find(({ id }) => id.endsWith(' accounts.late-payment'));
    assert.match(late?.description ?? '', /\((seed|filed|rule|sister|assumed): /);
    assert.ok(agreementItem.at(-1)?.productOffering?.some(({ id }) => id === 'loop-2w-analog'));
    // Before Brightspeed the brand was another: the rows of parties.csv.
    const named = async (asOf: string) => {
      const one = await call<{ engagedParty: { name: string }[] }>('agreement', 'GET', '/agreement/{id}', {
        id: 'missouri-2006~centurytel',
        query: `?asOf=${asOf}&fields=engagedParty`,
      });
      return one.body.engagedParty[0]?.name;
    };
    assert.equal(await named('2015-06-01'), 'CenturyTel of Missouri, LLC d/b/a CenturyLink');
    assert.equal(await named('2026-06-01'), 'CenturyTel of Missouri, LLC d/b/a Brightspeed');
    assert.equal(
      (
        await call('agreement', 'GET', '/agreement/{id}', {
          id: 'missouri-2006~centurytel',
          query: '?asOf=x',
        })
      ).status,
      400,
    );
    const list = await call<{ id: string }[]>('agreement', 'GET', '/agreement', {
      query: '?fields=name&engagedParty.id=socket',
    });
    assert.deepEqual(
      [list.body.map(({ id }) => id), list.headers['x-total-count']],
      [['missouri-2006~centurytel'], '1'],
    );
    const forms = await call<{ id: string }[]>('agreement', 'GET', '/agreementSpecification');
    assert.deepEqual(
      forms.body.map(({ id }) => id),
      ['missouri-2006'],
    );
    const form = await call<{ attachment: { url: string }[] }>(
      'agreement',
      'GET',
      '/agreementSpecification/{id}',
      { id: 'missouri-2006' },
    );
    assert.match(form.body.attachment[0]?.url ?? '', /summary\.pdf$/);
  });

  test('whether a service can be had is asked, answered at once and kept for who asked', async () => {
    interface Check {
      readonly id: string;
      readonly state: string;
      readonly qualificationResult?: string;
      readonly serviceQualificationItem: {
        readonly qualificationResult?: string;
        readonly expectedActivationDate?: string;
        readonly eligibilityUnavailabilityReason?: { code: string; label: string }[];
        readonly alternateServiceProposal?: object[];
        readonly terminationError?: { id: string }[];
        readonly service: { place?: { id?: string }[] };
      }[];
    }
    const CHECK = '/checkServiceQualification';
    const check = async (item: object, more: object = {}) => {
      const sent = await call<Check>('qualification', 'POST', CHECK, {
        body: { serviceQualificationItem: [item], ...more },
      });
      assert.equal(sent.status, 201, sent.text);
      return sent.body;
    };
    const at = (streetName: string, streetNr: string, more: object = {}) => ({
      role: 'installationAddress',
      '@type': 'GeographicAddress',
      streetNr,
      streetName,
      city: 'Columbia',
      stateOrProvince: 'MO',
      ...more,
    });
    // examples/plant: 278 Sample Street is A-1001, and a spare pair of 3,100 ft of 26 gauge ends at its terminal.
    const good = await check(
      {
        service: {
          serviceSpecification: { id: 'loop-2w-xdsl' },
          serviceCharacteristic: [{ name: 'technology', value: 'adsl' }],
          place: [at('Sample Street', '278')],
        },
      },
      { externalId: 'Q-1' },
    );
    const [first] = good.serviceQualificationItem;
    assert.deepEqual(
      [good.state, good.qualificationResult, first?.qualificationResult],
      ['done', 'qualified', 'qualified'],
      JSON.stringify(good),
    );
    assert.equal(first?.service.place?.[0]?.id, 'A-1001');
    assert.match(first?.expectedActivationDate ?? '', /^2026-1[12]-\d\dT00:00:00-06:00$/);
    // 500 Oak Street is two places: each may be meant.
    const twice = await check({ service: { place: [at('Oak Street', '500')] } });
    assert.equal(twice.qualificationResult, 'alternate');
    assert.equal(twice.serviceQualificationItem[0]?.alternateServiceProposal?.length, 2);
    assert.equal(
      twice.serviceQualificationItem[0]?.eligibilityUnavailabilityReason?.[0]?.code,
      'pre-order/ambiguous-address',
    );
    const nowhere = await check({ service: { place: [at('Nowhere Boulevard', '99999')] } });
    assert.equal(nowhere.qualificationResult, 'unqualified');
    // Wished for tomorrow: no interval is as short as that.
    const later = await check({
      expectedServiceAvailabilityDate: '2026-11-17T00:00:00-06:00',
      service: { serviceSpecification: { id: 'loop-2w-xdsl' }, place: [at('Sample Street', '278')] },
    });
    assert.equal(later.qualificationResult, 'alternate');
    // A place that there is not ends the item, and its error says why.
    const ended = await check({ service: { place: [{ role: 'installationAddress', id: 'A-NONE' }] } });
    assert.deepEqual(
      [ended.state, ended.serviceQualificationItem[0]?.terminationError?.[0]?.id],
      ['terminatedWithError', 'pre-order/no-such-address'],
    );
    const kept = await call<Check>('qualification', 'GET', `${CHECK}/{id}`, { id: good.id });
    assert.deepEqual(kept.body, good);
    const list = await call<Check[]>('qualification', 'GET', CHECK, {
      query: '?externalId=Q-1&fields=state',
    });
    assert.deepEqual([list.body.map(({ id }) => id), list.headers['x-total-count']], [[good.id], '1']);
    const QUERY = '/queryServiceQualification';
    const query = await call<{
      id: string;
      serviceQualificationItem: { service: { serviceSpecification: { id: string } } }[];
    }>('qualification', 'POST', QUERY, {
      body: { searchCriteria: { service: { place: [at('Sample Street', '278')] } } },
    });
    assert.equal(query.status, 201, query.text);
    assert.ok(
      query.body.serviceQualificationItem.some(({ service }) => service.serviceSpecification.id === 'adsl'),
      query.text,
    );
    assert.deepEqual(
      (await call('qualification', 'GET', `${QUERY}/{id}`, { id: query.body.id })).body,
      query.body,
    );
    assert.equal((await call('qualification', 'GET', QUERY)).headers['x-total-count'], '1');
    const wrong = await call<{ message: string }>('qualification', 'POST', CHECK, {
      body: {
        serviceQualificationItem: [
          {
            service: {
              serviceSpecification: { id: 'warp' },
              serviceCharacteristic: [{ name: 'speed', value: 9 }],
            },
          },
        ],
      },
    });
    assert.equal(wrong.status, 400);
    assert.match(wrong.body.message, /speed[^]*warp/);
    assert.equal(codeOf(await call('qualification', 'POST', QUERY, { body: {} })), '400 api/request');
    // The other party of the agreement has its log; the answers are the asker's.
    for (const who of [ilec, other.parties.clec]) {
      assert.equal((await call('qualification', 'GET', CHECK, { who })).text, '[]');
      const theirs = await call('qualification', 'GET', `${CHECK}/{id}`, { id: good.id, who });
      assert.equal(theirs.status, 404);
      assert.equal(
        theirs.text,
        (await call('qualification', 'GET', `${CHECK}/{id}`, { id: 'nothing', who })).text,
      );
    }
    const logged = await server.db.withTransaction({ kind: 'party', party: ilec, user: 'x' }, (tx) =>
      tx.query<{ function: string }>(`SELECT function FROM pre_order_query WHERE via = 'tmf' ORDER BY id`),
    );
    // The first check: the address, the pairs, the loop, the date.
    assert.deepEqual(
      logged.slice(0, 4).map((one) => one.function),
      ['address-validation', 'facility-availability', 'loop-qualification', 'due-date-availability'],
    );
  });

  test('every notification of what happened fits its document, and those of orders are told', async () => {
    const rows = await server.db.withTransaction({ kind: 'party', party: clec, user: 'x' }, (tx) =>
      tx.query<{
        message_id: string;
        case_id: string;
        seq: number;
        kind: string;
        occurred_at: string;
        recorded_at: string;
        state: string;
        summary: Record<string, unknown>;
      }>('SELECT * FROM webhook_notice WHERE subscription_id = $1 ORDER BY id', [listener]),
    );
    const told = new Map<string, Set<string>>();
    for (const row of rows) {
      const [kind = '', event = ''] = row.kind.split('.');
      const notice: Notice = {
        messageId: row.message_id,
        subscriptionId: listener,
        party: clec,
        agreementId: missouri.id,
        caseId: row.case_id,
        seq: row.seq,
        kind,
        event,
        occurredAt: row.occurred_at,
        recordedAt: row.recorded_at,
        state: row.state,
        summary: row.summary,
      };
      const body = await tmfNotices.render(notice, {
        agreement: missouri,
        baseUrl: BASE_URL,
        read: (work) => server.db.withTransaction({ kind: 'party', party: clec, user: 'x' }, work),
      });
      if (body === undefined) continue;
      const sent = JSON.parse(JSON.stringify(body)) as { eventType: string };
      assert.deepEqual(DOCUMENTS.order.misfits(sent.eventType, sent), [], JSON.stringify(sent));
      assert.doesNotMatch(JSON.stringify(sent), /AHRENS|WALNUT|573-777/);
      told.set(sent.eventType, (told.get(sent.eventType) ?? new Set()).add(event));
    }
    const seen = Object.fromEntries([...told].map(([type, events]) => [type, [...events].sort()]));
    assert.deepEqual(seen['ProductOrderCreateEvent'], ['received']);
    assert.deepEqual(seen['ProductOrderInformationRequiredEvent'], ['clarification-requested']);
    assert.deepEqual(seen['CancelProductOrderCreateEvent'], ['received']);
    assert.deepEqual(seen['CancelProductOrderStateChangeEvent'], ['cancelled']);
    assert.deepEqual(seen['ProductOrderAttributeValueChangeEvent'], ['confirmed', 'received']);
    assert.deepEqual(seen['ProductOrderStateChangeEvent'], [
      'cancelled',
      'completed',
      'confirmed',
      'jeopardy',
      'jeopardy-cleared',
      'rejected',
    ]);
  });

  test('a listener that is taken away is told no more', async () => {
    assert.equal((await call('order', 'DELETE', '/hub/{id}', { id: listener })).status, 204);
    assert.equal((await call('order', 'DELETE', '/hub/{id}', { id: listener })).status, 404);
  });

  test('what is not offered says so with its reason', async () => {
    for (const { base, method, path } of NOT_OFFERED) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const sent = await call(base, method, path, { id: 'x', ...body });
      assert.equal(codeOf(sent), '405 tmf/not-offered', `${base} ${method} ${path}`);
    }
  });

  test('every path and method of the four documents was driven', () => {
    const all = Object.entries(DOCUMENTS).flatMap(([on, { operations }]) =>
      operations.map(({ method, path }) => `${on} ${method} ${path}`),
    );
    assert.ok(all.length > 60);
    assert.deepEqual(
      all.filter((one) => !driven.has(one)),
      [],
    );
  });
});
