import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import { silentLog } from '../../platform/log.ts';
import { testServer } from '../http-api/test-server.ts';
import type { TestServer } from '../http-api/test-server.ts';
import { cloudEvents } from '../webhooks/cloud-events.ts';
import { startDelivering } from '../webhooks/deliver.ts';
import { sealingKey } from '../webhooks/secret.ts';
import { receiver } from '../webhooks/test-receiver.ts';
import type { Receiver } from '../webhooks/test-receiver.ts';
import { verifyWebhook } from '../webhooks/verify.ts';
import { LISTENER } from './bases.ts';
import { CHARGE_EVENT_TYPES, EVENT_TYPES, mefNotices } from './notices.ts';
import {
  MefClient,
  contact,
  documents,
  groundAgreements,
  loopItem,
  loopOrder,
  notifications,
  record,
} from './test-ground.ts';
import type { Answered, Call } from './test-ground.ts';

const { missouri, spectra, other } = groundAgreements(vocabulary);
const { ilec, clec } = missouri.parties;
const SECRET = 'a secret for tests, of more than 32 characters';

/** Offered as a documented refusal alone, each with why. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  'order GET /charge': 'Prices are those of the agreement: nothing waits for one to be accepted.',
  'order GET /charge/{id}': 'As the list.',
  'order PATCH /charge/{id}': 'As the list.',
  'qualification POST /hub': 'Every question is answered at once.',
  'qualification DELETE /hub/{id}': 'Nobody is registered.',
};

interface Order {
  id: string;
  state: string;
  cancellationReason?: string;
  stateChange: { state: string }[];
  note?: { text: string; source: string }[];
  productOrderItem: {
    id: string;
    state: string;
    expectedCompletionDate?: string;
    requestedCompletionDate?: string;
    completionDate?: string;
    endCustomerName?: string;
    milestone?: { name: string; note?: string }[];
    terminationError?: { propertyPath: string; value: string }[];
    product: { id?: string; place?: object[]; productConfiguration?: Record<string, unknown> };
  }[];
}

describe('MEF LSO Sonata', () => {
  let server: TestServer;
  let mef: MefClient;
  let partner: Receiver;
  let stop: () => Promise<void>;
  const told: {
    path: string;
    body: {
      eventId: string;
      eventType: string;
      event: { id: string; orderItemId?: string; milestoneName?: string };
    };
  }[] = [];
  let hubSecret = '';
  // Monday, November 16, 2026, 9:00 in Missouri.
  let now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  const clock = { now: () => now };
  const pass = (minutes = 1): void => void (now = now.add({ minutes }));
  const cookies: Record<string, string> = {};

  before(async () => {
    server = await testServer(
      {
        kinds,
        liveKinds,
        decisions,
        clock,
        noticeFormats: [cloudEvents, mefNotices],
        allowPrivateReceivers: true,
      },
      [missouri, spectra, other],
    );
    unwrap(await loadPlant(server.db, ilec, 'examples/plant'));
    mef = new MefClient(server);
    for (const party of [ilec, clec, spectra.parties.ilec, other.parties.clec, other.parties.ilec])
      cookies[party] = await server.signIn(party);
    cookies['clerk'] = await server.signIn(clec, 'clec-clerk');
    cookies['auditor'] = await server.signIn(clec, 'auditor');
    cookies['administrator'] = await server.signIn(clec, 'administrator');
    partner = await receiver((response, { headers, body }, request) => {
      told.push({ path: request.url ?? '', body: JSON.parse(Buffer.from(body).toString('utf8')) as never });
      // The clock of this test is moved while notices are under way: each is looked at when it was signed.
      const signedAt = Temporal.Instant.fromEpochMilliseconds(Number(headers['webhook-timestamp']) * 1000);
      const verified = verifyWebhook({ headers, body }, { secrets: [hubSecret], now: signedAt });
      response.writeHead(verified.ok ? 204 : 500).end();
    });
    stop = startDelivering({
      db: server.db,
      agreements: new Map([missouri, spectra, other].map((one) => [one.id, one])),
      formats: [cloudEvents, mefNotices],
      key: sealingKey(SECRET),
      baseUrl: 'http://localhost:4180',
      clock,
      log: silentLog,
      allowPrivate: true,
      settings: { pollMilliseconds: 20 },
    });
  });
  after(async () => {
    await stop();
    await partner.close();
    await server.close();
  });

  const call = (
    name: keyof typeof documents,
    operation: string,
    about: Call = {},
    who = clec,
  ): Promise<Answered> => mef.call(name, operation, about, cookies[who]);
  const send = async (body: object, who = clec): Promise<Answered> =>
    call('order', 'POST /productOrder', { body }, who);
  const placed = async (body: object): Promise<Order> => {
    const { status, body: order } = await send(body);
    assert.equal(status, 201, JSON.stringify(order));
    return order;
  };
  const look = async (id: string, query?: string, who = clec): Promise<Order> => {
    const { status, body } = await call(
      'order',
      'GET /productOrder/{id}',
      { id, ...(query ? { query } : {}) },
      who,
    );
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  /** The incumbent, or who is named, does something with a version. */
  const did = async (
    pon: string,
    event: string,
    body: object = {},
    ver = '01',
    who = ilec,
  ): Promise<void> => {
    pass();
    await record(server, missouri, { caseId: `LSR/SKT/${pon}/${ver}`, event, body }, cookies[who] ?? '');
    pass();
  };
  const codes = (answer: Answered): string[] =>
    (answer.body as { code: string; propertyPath?: string }[]).map(
      ({ code, propertyPath }) => `${code} ${propertyPath}`,
    );
  /** Waits until what has happened was told. */
  const heard = async (isThere: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !isThere(); tries += 1)
      await new Promise((done) => setTimeout(done, 25));
    assert.ok(isThere(), JSON.stringify(told.slice(-5)));
  };

  test('a listener is registered, seen and told nothing that it did not ask for', async () => {
    const callback = partner.url.replace('/hook', '/sonata');
    const made = await call('order', 'POST /hub', { body: { callback } });
    assert.equal(made.status, 201);
    hubSecret = String(made.headers['webhook-secret']);
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

  test('an order is taken by the same intake, and lives as its versions do', async () => {
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
    await did('LIFE-1', 'jeopardy', { code: '1A' }).catch(async () =>
      did('LIFE-1', 'jeopardy', { code: await aCode() }),
    );
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
    now = Temporal.Instant.from('2026-12-14T21:00:00Z');
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

  test('what is wrong with a request is told with its place, and nothing is recorded', async () => {
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
    assert.deepEqual((noted.body as Order).note, [note]);
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

  test('a place is qualified in colours: by the loop that is there, with the reasons, the interval and what else it carries', async () => {
    const item = (id: string, place: object | undefined, configuration: object = {}) => ({
      id,
      action: 'add',
      product: {
        productOffering: { id: 'loop-2w-xdsl' },
        ...(place === undefined ? {} : { place: [place] }),
        productConfiguration: { '@type': 'urn:meetpoint:product:loop:v1', ...configuration },
      },
    });
    const address = (streetNr: string, streetName: string, streetType: string, postcode?: string) => ({
      '@type': 'FieldedAddress',
      role: 'serviceAddress',
      streetNr,
      streetName,
      streetType,
      city: 'Columbia',
      stateOrProvince: 'MO',
      country: 'US',
      ...(postcode === undefined ? {} : { postcode }),
    });
    const ask = async (
      items: object[],
      more: object = {},
    ): Promise<{ id: string; state: string; items: Poq[] }> => {
      const { status, body } = await call('qualification', 'POST /productOfferingQualification', {
        query: `sellerId=${ilec}`,
        body: {
          externalId: 'Q-1',
          projectId: 'PRAIRIE',
          requestedPOQCompletionDate: '2026-12-20T00:00:00Z',
          instantSyncQualification: true,
          relatedContactInformation: [contact('poqRequester')],
          productOfferingQualificationItem: items,
          ...more,
        },
      });
      assert.equal(status, 201, JSON.stringify(body));
      const poq = body as { id: string; state: string; productOfferingQualificationItem: Poq[] };
      return { ...poq, items: poq.productOfferingQualificationItem };
    };
    interface Poq {
      state: string;
      serviceabilityConfidence?: string;
      serviceabilityConfidenceReason?: string;
      installationInterval?: { amount: number; units: string };
      terminationError?: { code: string; propertyPath: string; value: string }[];
      alternateProductOfferingProposal?: {
        alternateProduct: { productConfiguration: { technology: string } };
      }[];
    }
    const unclear = await ask([
      item('twice', address('500', 'Oak', 'Street')),
      item('nowhere', address('9', 'Nowhere', 'Plaza')),
      item('nothing', undefined),
    ]);
    assert.equal(unclear.state, 'terminatedWithError');
    assert.deepEqual(
      unclear.items.map(({ state, serviceabilityConfidence, terminationError }) => [
        state,
        serviceabilityConfidence ??
          terminationError?.map(({ code, propertyPath }) => `${code} ${propertyPath}`).join(),
      ]),
      [
        ['terminatedWithError', 'invalidValue /productOfferingQualificationItem/0/product/place/0'],
        // Nobody serves it: that is an answer.
        ['done.ready', 'red'],
        ['terminatedWithError', 'missingProperty /productOfferingQualificationItem/2/product/place'],
      ],
    );
    // By its key the place is one of the two that the address means.
    const clear = await ask([
      item('one', { '@type': 'GeographicAddressRef', role: 'serviceAddress', id: 'A-1201' }),
    ]);
    assert.equal(clear.state, 'done.ready');
    const colours = new Set<string>();
    for (const [streetNr, name, type] of [
      ['278', 'Sample', 'Street'],
      ['352', 'Placeholder', 'Road'],
    ] as const) {
      for (const technology of ['adsl', 'hdsl', 'isdn', 'vdsl', 'sdsl-8']) {
        const { items } = await ask([item('1', address(streetNr, name, type), { technology })], {
          provideAlternative: true,
        });
        const [answer] = items;
        const own = await server.api.inject({
          method: 'POST',
          url: `/api/agreements/${missouri.id}/pre-order/loop-qualification`,
          payload: {
            facts: { address: `${streetNr} ${name} ${type}`, city: 'Columbia', state: 'MO', technology },
          },
          headers: { origin: 'http://localhost:4180', cookie: cookies[clec] ?? '' },
        });
        const { outcome } = own.json<{ outcome: string }>();
        const colour = answer?.serviceabilityConfidence ?? '';
        colours.add(colour);
        // Never better than the loop itself.
        const rank = ['green', 'yellow', 'no-record', 'red'];
        assert.ok(
          rank.indexOf(colour) >= Math.min(rank.indexOf(outcome), 1),
          `${technology}: ${colour}, loop ${outcome}`,
        );
        if (colour !== 'red') assert.equal(answer?.installationInterval?.units, 'calendarDays');
        if (colour !== 'green')
          assert.notEqual(answer?.serviceabilityConfidenceReason, 'Nothing stands against it.');
        for (const { alternateProduct } of answer?.alternateProductOfferingProposal ?? [])
          assert.notEqual(alternateProduct.productConfiguration.technology, technology);
      }
    }
    assert.ok(colours.size >= 2, [...colours].join());
    // Read again by its id, and in lists.
    const again = await call('qualification', 'GET /productOfferingQualification/{id}', { id: clear.id });
    assert.equal((again.body as { id: string }).id, clear.id);
    const list = await call('qualification', 'GET /productOfferingQualification', {
      query:
        'state=terminatedWithError&externalId=Q-1&projectId=PRAIRIE&requestedPOQCompletionDate.lt=2026-12-21T00:00:00Z',
    });
    assert.deepEqual(
      (list.body as { id: string }[]).map(({ id }) => id),
      [unclear.id],
    );
    // Each question is on the log of both parties, as asked by this way.
    const rows = await server.db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, (tx) =>
      tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM pre_order_query WHERE via = 'mef'`),
    );
    assert.ok((rows[0]?.n ?? 0) > 10);
    // Two sellers: which one must be said.
    const which = await call('qualification', 'POST /productOfferingQualification', {
      body: {
        relatedContactInformation: [contact('x')],
        productOfferingQualificationItem: [item('1', address('1', 'A', 'St'))],
      },
    });
    assert.deepEqual([which.status, (which.body as { code: string }).code], [400, 'missingQueryParameter']);
    assert.equal(
      (await call('qualification', 'POST /productOfferingQualification', { body: {} })).status,
      422,
    );
  });

  test('every notification fits its document and has the address of its type', async () => {
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

  test('who may what: rights, and buyers and sellers by their names', async () => {
    const order = 'missouri-2006~centurytel~LSR~SKT~LIFE-1';
    const refused = async (operation: string, about: Call, who: string | undefined): Promise<unknown> => {
      const answer = await mef.call('order', operation, about, who === undefined ? undefined : cookies[who]);
      return [answer.status, (answer.body as { code: string }).code];
    };
    assert.deepEqual(await refused('GET /productOrder', {}, undefined), [401, 'missingCredentials']);
    assert.deepEqual(
      await mef
        .call('order', 'GET /productOrder', {}, 'meetpoint.session_token=x')
        .then(({ status }) => status),
      401,
    );
    assert.deepEqual(await refused('GET /productOrder', {}, 'administrator'), [403, 'accessDenied']);
    assert.deepEqual(await refused('POST /productOrder', { body: loopOrder('A-1') }, 'auditor'), [
      403,
      'accessDenied',
    ]);
    // Who sells does not order.
    assert.deepEqual(await refused('POST /productOrder', { body: loopOrder('A-1') }, ilec), [
      403,
      'accessDenied',
    ]);
    assert.deepEqual(await refused('PATCH /productOrder/{id}', { id: order, body: {} }, ilec), [
      403,
      'accessDenied',
    ]);
    assert.equal(
      (
        await call(
          'order',
          'GET /productOrder/{id}',
          { id: order, query: `buyerId=${clec}&sellerId=9C01` },
          'clerk',
        )
      ).status,
      200,
    );
    assert.equal(
      (await call('order', 'GET /productOrder/{id}', { id: order, query: `buyerId=${clec}` }, ilec)).status,
      200,
    );
    // Spectra is another seller: the order is none of its.
    assert.equal(
      (await call('order', 'GET /productOrder/{id}', { id: order, query: 'sellerId=spectra' })).status,
      404,
    );
    // A carrier that there is and one that there is not are refused alike.
    const strangers = [other.parties.clec, 'nobody'].map((id) =>
      refused('GET /productOrder', { query: `buyerId=${id}` }, clec),
    );
    assert.deepEqual(await Promise.all(strangers), [
      [403, 'forbiddenRequester'],
      [403, 'forbiddenRequester'],
    ]);
  });

  test("another carrier's ids are answered as ids of nothing", async () => {
    const ours: Readonly<Record<string, string>> = {
      productOrder: 'missouri-2006~centurytel~LSR~SKT~LIFE-1',
      cancelProductOrder: 'missouri-2006~centurytel~LSR~SKT~STOP-1~02',
      modifyProductOrderItemRequestedDeliveryDate: 'missouri-2006~centurytel~LSR~SKT~LIFE-1~02',
      product: 'missouri-2006~centurytel~10.LXFU.000702.CTM',
      productOfferingQualification:
        ((await call('qualification', 'GET /productOfferingQualification')).body as { id: string }[])[0]
          ?.id ?? '',
      hub: String(
        (
          await server.db.withTransaction({ kind: 'party', party: clec, user: 'ann' }, (tx) =>
            tx.query<{ id: string }>('SELECT id FROM webhook_subscription'),
          )
        )[0]?.id,
      ),
    };
    const nothing = (id: string): string =>
      id
        .replace(/.$/, (last) => (last === '0' ? '1' : '0'))
        .replace('LIFE-1', 'LIFE-9')
        .replace('STOP-1', 'STOP-9');
    for (const [name, document] of Object.entries(documents) as [
      keyof typeof documents,
      (typeof documents)['order'],
    ][])
      for (const { method, path } of document.operations) {
        const key = `${name} ${method} ${path}`;
        if (!path.includes('{id}') || key in NOT_OFFERED) continue;
        const id = ours[path.split('/')[1] ?? ''] ?? '';
        assert.notEqual(id, '', key);
        for (const party of [other.parties.clec, other.parties.ilec, spectra.parties.ilec]) {
          const about = method === 'PATCH' ? { body: {} } : {};
          const theirs = await call(name, `${method} ${path}`, { id, ...about }, party);
          const none = await call(name, `${method} ${path}`, { id: nothing(id), ...about }, party);
          assert.deepEqual([theirs.status, theirs.body], [none.status, none.body], `${key} as ${party}`);
          // An incumbent has no right to change an order, or to ask what another asked.
          assert.ok([404, 403].includes(theirs.status), `${key} as ${party}: ${theirs.status}`);
        }
      }
    for (const [operation, body] of [
      [
        'POST /cancelProductOrder',
        { productOrder: { productOrderId: ours['productOrder'] }, relatedContactInformation: [contact('x')] },
      ],
      [
        'POST /modifyProductOrderItemRequestedDeliveryDate',
        {
          requestedCompletionDate: '2027-02-01T00:00:00Z',
          productOrderItem: { productOrderId: ours['productOrder'], productOrderItemId: 'a' },
        },
      ],
    ] as const) {
      const theirs = await call('order', operation, { body }, other.parties.clec);
      assert.match(codes(theirs).join(), /^referenceNotFound/);
    }
    for (const list of [
      'order GET /productOrder',
      'order GET /cancelProductOrder',
      'order GET /modifyProductOrderItemRequestedDeliveryDate',
      'qualification GET /productOfferingQualification',
      'inventory GET /product',
    ]) {
      const [name = 'order', ...operation] = list.split(' ');
      const { body } = await call(name as 'order', operation.join(' '), {}, other.parties.clec);
      assert.deepEqual(body, [], list);
    }
  });

  test('what is not offered says why, and every path and method of the documents is driven', async () => {
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

  async function aCode(): Promise<string> {
    const view = await server.get(
      `/api/agreements/${missouri.id}/orders/LSR/SKT/LIFE-1/01`,
      cookies[ilec] ?? '',
    );
    return (view.body as { jeopardyCodes: { code: string }[] }).jeopardyCodes[0]?.code ?? '';
  }
});
