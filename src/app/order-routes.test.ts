import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { loadAgreement } from '../agreement/load.ts';
import type { Problem } from '../base/problem.ts';
import { unwrap } from '../base/result.ts';
import type { AccessView } from '../gateways/http-api/shapes/access.ts';
import { OrderCounts, OrderPage } from '../gateways/http-api/shapes/order.ts';
import { Capacity } from '../gateways/http-api/shapes/order-capacity.ts';
import { OrderCheck, OrderForms } from '../gateways/http-api/shapes/order-entry.ts';
import { OrderQueues } from '../gateways/http-api/shapes/order-queue.ts';
import { OrderView } from '../gateways/http-api/shapes/order-view.ts';
import { BASE_URL, post, testServer } from '../gateways/http-api/test-server.ts';
import type { TestServer } from '../gateways/http-api/test-server.ts';
import { addClient } from '../parties/api-clients.ts';
import { issueToken } from '../parties/api-tokens.ts';
import type { Right } from '../parties/rights.ts';
import { systemClock } from '../platform/clock.ts';
import { kinds, liveKinds } from './kinds.ts';
import { decisions, vocabulary } from './vocabulary.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../agreements/${name}`, import.meta.url));
const missouri = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));
const ORDERS = `/api/agreements/${missouri.id}/orders`;
const { ilec, clec } = missouri.parties;

type Document = Record<string, Record<string, string>[]>;

/** A facility assignment of its own for each order. */
const facilities: string[] = [];
function facilityOf(pon: string): string {
  if (!facilities.includes(pon)) facilities.push(pon);
  return String(facilities.indexOf(pon) + 1).padStart(4, '0');
}

/** A loop that fails no edit, as its forms. */
const loop = (
  pon: string,
  changes: Record<string, string> = {},
  line: Record<string, string> = {},
): Document => ({
  LSR: [
    {
      CCNA: 'SKT',
      PON: pon,
      VER: '01',
      LOCQTY: '1',
      'D/TSENT': '11-16-2026-0830AM',
      REQTYP: 'AB',
      ACT: 'N',
      DDD: '12-08-2026',
      AN: 'N',
      TOS: '2---',
      ACTL: 'CLMAMOXA',
      NC: 'LX--',
      NCI: '02QC2.OOF',
      SECNCI: '02LS2',
      INIT: 'P LEWIS',
      'TEL NO (INIT)': '573-777-0001',
      ...changes,
    },
  ],
  EU: [
    {
      LOCNUM: '1',
      NAME: 'AHRENS BAKERY',
      SANO: '1',
      SASN: 'WALNUT',
      SATH: 'ST',
      CITY: 'COLUMBIA',
      STATE: 'MO',
      ZIP: '65201',
    },
  ],
  LS: [{ LOCNUM: '1', LNUM: '00001', LNA: 'N', CFA: `CLMAMOXA-C1-${facilityOf(pon)}`, ...line }],
});

const idsOf = (body: unknown): string[] => (body as { problems: Problem[] }).problems.map(({ id }) => id);

describe('orders over HTTP', () => {
  let server: TestServer;
  // Monday, November 16, 2026, 9:00 in Missouri.
  let now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  const cookies: Record<string, string> = {};
  before(async () => {
    server = await testServer({ kinds, liveKinds, decisions, clock: { now: () => now } }, [missouri, other]);
    for (const party of [ilec, clec, other.parties.clec]) cookies[party] = await server.signIn(party);
    cookies['reader'] = await server.signIn(clec, 'ray');
  });
  after(() => server.close());

  const get = async <T>(path: string, who = clec): Promise<T> => {
    const { status, body } = await server.get(path, cookies[who] ?? '');
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body as T;
  };
  const send = async (document: unknown, who = clec, address = ORDERS) => {
    const answer = await post(server.api, address, { document }, cookies[who]);
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const answer = async (id: string, event: string, body = {}, who = ilec) => {
    const url = `${ORDERS}/${encodeURIComponent(id)}/events`;
    const done = await post(server.api, url, { event, body }, cookies[who]);
    return { status: done.statusCode, body: done.json<unknown>() };
  };

  test('the forms come with their fields, usage and what may be ordered', async () => {
    const forms = await get<OrderForms>(`/api/agreements/${missouri.id}/order-forms`);
    assert.deepEqual([...Value.Errors(OrderForms, forms)], []);
    assert.equal(forms.orderer.ccna, 'SKT');
    const pon = forms.forms.find(({ form }) => form === 'LSR')?.fields.find(({ field }) => field === 'PON');
    assert.equal(pon?.max, 16);
    assert.ok(forms.products.some(({ product, order }) => product === 'eel-ds1' && order === 'ASR'));
    assert.ok(
      forms.usage.some(({ form, field, usage }) => form === 'LSR' && field === 'PON' && usage === 'R'),
    );
  });

  test('an order is tested as it is written: all edits at once, its date and price, and nothing is kept', async () => {
    const clean = await send(loop('CHECK0001'), clec, `${ORDERS}/check`);
    assert.equal(clean.status, 200, JSON.stringify(clean.body));
    const check = clean.body as OrderCheck;
    assert.deepEqual([...Value.Errors(OrderCheck, check)], []);
    assert.deepEqual(check.edits, []);
    assert.equal(check.id, 'LSR/SKT/CHECK0001/01');
    assert.equal(check.order['product'], 'loop-2w-analog');
    assert.ok(check.due.receipt !== undefined, JSON.stringify(check.due));
    assert.ok(check.charges.receipt !== undefined, JSON.stringify(check.charges));
    const wrong = (await send(loop('CHECK0001', { DDD: '', NC: 'ZZ' }), clec, `${ORDERS}/check`))
      .body as OrderCheck;
    const fields = wrong.edits.map(({ field }) => field);
    assert.ok(fields.includes('DDD') && fields.includes('NC'), fields.join());
    assert.ok(wrong.edits.every(({ cure, sentence }) => cure !== '' && sentence !== ''));
    assert.equal((await get<OrderPage>(ORDERS)).orders.length, 0);
  });

  test('an order is sent, answered by the other side and supplemented; each sees all of it', async () => {
    const sent = await send(loop('LIFE0001'));
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const order = sent.body as OrderView;
    assert.deepEqual([...Value.Errors(OrderView, order)], []);
    assert.deepEqual([order.id, order.state], ['LSR/SKT/LIFE0001/01', 'acknowledged']);
    assert.deepEqual(order.supplements, ['1', '2', '3']);
    assert.doesNotMatch(JSON.stringify(order), /AHRENS|WALNUT|573-777/);
    const shown = await get<OrderView>(`${ORDERS}/${order.id}?purpose=provisioning`);
    assert.match(JSON.stringify(shown.request), /AHRENS BAKERY/);
    const theirs = await get<OrderView>(`${ORDERS}/${order.id}`, ilec);
    assert.deepEqual(theirs.supplements, []);
    assert.deepEqual(
      theirs.next.filter(({ isYours }) => isYours).map(({ name }) => name),
      ['clarification-requested', 'rejected', 'confirmed'],
    );
    const confirmed = await answer(order.id, 'confirmed', { dueDate: '2026-12-08' });
    assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
    assert.equal((confirmed.body as OrderView).state, 'confirmed');
    const again = await answer(order.id, 'rejected', {
      rejections: [{ id: 'X', field: 'PON', sentence: 'No.', cure: 'None.' }],
    });
    assert.equal(again.status, 422);
    const later = await send(loop('LIFE0001', { VER: '02', SUP: '2', DDD: '12-10-2026' }));
    assert.equal(later.status, 201, JSON.stringify(later.body));
    assert.deepEqual(
      (later.body as OrderView).versions.map(({ id, state }) => [id, state]),
      [
        ['LSR/SKT/LIFE0001/01', 'confirmed'],
        ['LSR/SKT/LIFE0001/02', 'acknowledged'],
      ],
    );
    const taken = await answer('LSR/SKT/LIFE0001/02', 'confirmed', { dueDate: '2026-12-10' });
    assert.equal(taken.status, 200, JSON.stringify(taken.body));
    assert.deepEqual(
      (taken.body as OrderView).versions.map(({ state }) => state),
      ['superseded', 'confirmed'],
    );
  });

  test('who answers, who orders and who only reads is kept apart', async () => {
    assert.deepEqual(idsOf((await send(loop('ROLE0001'), ilec)).body), ['api/no-right']);
    assert.deepEqual(idsOf((await send(loop('ROLE0001'), 'reader')).body), ['api/no-right']);
    const own = await answer('LSR/SKT/LIFE0001/02', 'completed', {}, clec);
    assert.equal(own.status, 422);
    const stranger = other.parties.clec;
    assert.equal((await send(loop('ROLE0001'), stranger)).status, 404);
    assert.equal((await answer('LSR/SKT/LIFE0001/02', 'completed', {}, stranger)).status, 404);
    for (const path of [ORDERS, `${ORDERS}/LSR/SKT/LIFE0001/02`])
      assert.equal((await server.get(path, cookies[stranger] ?? '')).status, 404, path);
    const queues = await get<OrderQueues>('/api/order-queues', stranger);
    assert.deepEqual(queues.orders, []);
    const elsewhere = await server.api.inject({
      method: 'POST',
      url: ORDERS,
      payload: { document: loop('ROLE0001') },
      headers: { cookie: cookies[clec] ?? '', origin: `${BASE_URL}.evil.example` },
    });
    assert.equal(elsewhere.statusCode, 403);
  });

  test('of two who confirm one version at once, one does and the other is told', async () => {
    assert.equal((await send(loop('RACE0001'))).status, 201);
    const both = await Promise.all(
      [0, 1].map(() => answer('LSR/SKT/RACE0001/01', 'confirmed', { dueDate: '2026-12-08' })),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 422]);
  });

  test('a form of 50 MB is refused unread, with what to do', async () => {
    const started = performance.now();
    const huge = await server.api.inject({
      method: 'POST',
      url: ORDERS,
      payload: `{"document":{"LSR":[{"REMARKS":"${'x'.repeat(50_000_000)}"}]}}`,
      headers: {
        cookie: cookies[clec] ?? '',
        origin: BASE_URL,
        'content-type': 'application/json',
      },
    });
    assert.equal(huge.statusCode, 413);
    assert.deepEqual(idsOf(huge.json()), ['api/too-large']);
    assert.match(huge.body, /larger than 2,048 KB/);
    // It takes no longer than to hand the bytes over.
    assert.ok(performance.now() - started < 2_000);
  });

  test('what is no form is a problem and no failure', async () => {
    for (const document of [
      {},
      { LSR: [] },
      { LSR: [{}] },
      { XYZ: [{ A: 'B' }] },
      { LSR: [{ NOFIELD: 'X' }] },
    ]) {
      const sent = await send(document);
      assert.equal(sent.status, 422, JSON.stringify([document, sent.body]));
      const checked = await send(document, clec, `${ORDERS}/check`);
      assert.ok([200, 422].includes(checked.status), JSON.stringify([document, checked.body]));
    }
    for (const document of [null, 'LSR', { LSR: 'x' }, { LSR: [{ PON: 7 }] }])
      assert.equal((await send(document)).status, 400, JSON.stringify(document));
  });

  test('a field or a form that does not exist is told, and nothing is recorded', async () => {
    const odd = { ...loop('ODD0001', { FOO: '1' }), XYZ: [{}] };
    for (const address of [ORDERS, `${ORDERS}/check`]) {
      const { status, body } = await send(odd, clec, address);
      assert.equal(status, 422);
      assert.deepEqual(idsOf(body), ['forms/unknown-field', 'forms/unknown-form']);
    }
    assert.equal((await get<OrderPage>(`${ORDERS}?pon=ODD0001`)).orders.length, 0);
  });

  test('the list is read in pages, and filters narrow it', async () => {
    for (const index of [1, 2, 3, 4, 5]) {
      now = now.add({ minutes: 1 });
      const sent = await send(loop(`PAGE000${index}`));
      assert.equal(sent.status, 201, JSON.stringify(sent.body));
    }
    const pons = (page: OrderPage): unknown[] => page.orders.map(({ summary }) => summary['pon']);
    const first = await get<OrderPage>(`${ORDERS}?pon=PAGE&limit=2`);
    assert.deepEqual([...Value.Errors(OrderPage, first)], []);
    assert.deepEqual(pons(first), ['PAGE0001', 'PAGE0002']);
    const second = await get<OrderPage>(`${ORDERS}?pon=PAGE&limit=2&after=${first.next ?? ''}`);
    assert.deepEqual(pons(second), ['PAGE0003', 'PAGE0004']);
    const last = await get<OrderPage>(`${ORDERS}?pon=PAGE&limit=2&after=${second.next ?? ''}`);
    assert.deepEqual([pons(last), last.next], [['PAGE0005'], null]);
    const newest = await get<OrderPage>(`${ORDERS}?limit=2`);
    assert.deepEqual(pons(newest), ['PAGE0005', 'PAGE0004']);
    const older = await get<OrderPage>(`${ORDERS}?limit=2&after=${newest.next ?? ''}`);
    assert.deepEqual(pons(older), ['PAGE0003', 'PAGE0002']);
    const counts = await get<OrderCounts>(`/api/agreements/${missouri.id}/order-counts`);
    assert.deepEqual([...Value.Errors(OrderCounts, counts)], []);
    assert.deepEqual([counts.overdue, counts.isCapped], [0, false]);
    // LIFE0001/02, RACE0001 and the five: all open; LIFE0001/01 is superseded.
    assert.equal(
      counts.states.reduce((sum, { count }) => sum + count, 0),
      7,
    );
    const of = async (query: string) => pons(await get<OrderPage>(`${ORDERS}?${query}`));
    assert.deepEqual(await of('state=superseded'), ['LIFE0001']);
    assert.deepEqual(await of('dueFrom=2026-12-09&dueTo=2026-12-11'), ['LIFE0001']);
    assert.deepEqual(await of('product=loop-ds1'), []);
    assert.deepEqual(await of('kind=asr'), []);
    assert.equal((await of('wireCenter=CLMAMOXA&open=yes')).length, 7);
    const mixed = await server.get(`${ORDERS}?after=${first.next ?? ''}`, cookies[clec] ?? '');
    assert.deepEqual([mixed.status, idsOf(mixed.body)], [422, ['api/cursor']]);
    // No cursor; one of a year that no database knows; one with a character that none takes.
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    for (const nonsense of [
      'after=nonsense',
      `after=${cursor('-200000-01-01T00:00:00Z\nLSR/1')}`,
      `pon=A&after=${cursor('A\0\nLSR/1')}`,
    ]) {
      const refused = await server.get(`${ORDERS}?${nonsense}`, cookies[clec] ?? '');
      assert.deepEqual([refused.status, idsOf(refused.body)], [422, ['api/cursor']], nonsense);
    }
  });

  test('work stands in the order in which it is due, with who must do it', async () => {
    const queues = await get<OrderQueues>(`/api/agreements/${missouri.id}/order-queues`, ilec);
    assert.deepEqual([...Value.Errors(OrderQueues, queues)], []);
    const [first] = queues.orders;
    assert.equal(first?.clock, 'foc');
    assert.deepEqual(first?.parties, [ilec]);
    assert.deepEqual(
      queues.orders.slice(0, 5).map(({ summary }) => summary['pon']),
      ['PAGE0001', 'PAGE0002', 'PAGE0003', 'PAGE0004', 'PAGE0005'],
    );
    const confirmed = await get<OrderQueues>(
      `/api/agreements/${missouri.id}/order-queues?state=confirmed`,
      ilec,
    );
    assert.deepEqual(confirmed.orders.map(({ summary }) => summary['pon']).sort(), ['LIFE0001', 'RACE0001']);
  });

  test('free capacity is told by office and day', async () => {
    const path = `/api/agreements/${missouri.id}/capacity`;
    const capacity = await get<Capacity>(`${path}?office=CLMAMOXA&from=2026-11-23&to=2026-11-29`);
    assert.deepEqual([...Value.Errors(Capacity, capacity)], []);
    const [office] = capacity.offices;
    // Monday to Sunday of Thanksgiving week: the incumbent's holidays and the weekend are closed.
    assert.equal(office?.days.length, 7);
    const monday = office?.days[0];
    assert.ok(monday !== undefined && monday.capacity > 0 && monday.free === monday.capacity);
    assert.deepEqual(
      office?.days.filter(({ closed }) => closed !== undefined).map(({ date }) => date.slice(8)),
      ['26', '27', '28', '29'],
    );
    const backwards = await server.get(`${path}?from=2026-12-01&to=2026-11-01`, cookies[clec] ?? '');
    assert.equal(backwards.status, 422);
  });

  test('a confirmation says whether a person or a program gave it, and the month of access measures it', async () => {
    const flow = async () =>
      (await get<AccessView>(`/api/agreements/${missouri.id}/access?month=2026-11`)).flowThrough?.map(
        ({ orders, through, unknown, share, clause }) => ({ orders, through, unknown, share, clause }),
      );
    // Those that the tests before had confirmed, all by a person of the portal.
    const [before] = (await flow()) ?? [];
    assert.deepEqual(
      { ...before, orders: 0 },
      { orders: 0, through: 0, unknown: 0, share: '85 %', clause: 'XIII §13.13' },
    );
    for (const pon of ['FLOW0001', 'FLOW0002']) assert.equal((await send(loop(pon))).status, 201);
    const body = { dueDate: '2026-12-08', handled: 'program' };
    assert.equal((await answer('LSR/SKT/FLOW0001/01', 'confirmed', body)).status, 200);
    const scopes: Right[] = ['agreements:read', 'orders:read', 'orders:answer'];
    const client = { name: 'Order desk', scopes, requestsPerMinute: 100 };
    const made = unwrap(await addClient(server.db, { party: ilec, who: 'test' }, client, systemClock));
    const { token } = unwrap(
      await issueToken(server.db, { client: made.client.id, secret: made.secret.secret }, systemClock),
    );
    const url = `${ORDERS}/${encodeURIComponent('LSR/SKT/FLOW0002/01')}/events`;
    const done = await server.api.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${token}` },
      payload: { event: 'confirmed', body: { dueDate: '2026-12-08' } },
    });
    assert.equal(done.statusCode, 200, done.body);
    const [now] = (await flow()) ?? [];
    assert.deepEqual(now, { ...before, orders: (before?.orders ?? 0) + 2, through: 1 });
  });

  test('a carrier that also orders elsewhere has its orders answered only by who may answer', async () => {
    const sent = await send(loop('BOTH0001'));
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const cookie = await server.signIn(ilec, 'provider-clerk');
    await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.execute(`UPDATE auth."user" SET role = 'clec-clerk' WHERE email = $1`, [
        `provider-clerk@${ilec}.example`,
      ]),
    );
    const url = `${ORDERS}/${encodeURIComponent('LSR/SKT/BOTH0001/01')}/events`;
    const done = await post(server.api, url, { event: 'confirmed', body: { dueDate: '2026-12-01' } }, cookie);
    assert.equal(done.statusCode, 403, done.body);
    assert.deepEqual(idsOf(done.json<unknown>()), ['api/no-right']);
  });
});
