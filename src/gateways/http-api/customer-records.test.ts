import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../base/problem.ts';
import type { Order, OrderPage } from './shapes/order.ts';
import { seedMonth } from './test-month.ts';
import type { SeededMonth } from './test-month.ts';
import { sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const ORDERS = '/api/agreements/sample/river/orders';

describe('what an order tells of an end user', () => {
  let server: TestServer;
  let month: SeededMonth;
  let cookies: Record<string, string>;
  before(async () => {
    server = await testServer();
    month = await seedMonth(server.db, sampleAgreement('river'), 'loop-sample');
    cookies = Object.fromEntries(
      await Promise.all(
        ['meadow', 'prairie'].map(async (party) => [party, await server.signIn(party)] as const),
      ),
    );
  });
  after(() => server.close());

  const get = (query: string, party = 'meadow') =>
    server.get(`${ORDERS}/${month.completedOrder}${query}`, cookies[party] ?? '');
  const trail = (party: string, what = 'viewed') =>
    server.db.withTransaction({ kind: 'party', party, user: 'reader' }, (tx) =>
      tx.query<{ who: string; subject: string; purpose: string }>(
        `SELECT who, subject, purpose FROM audit WHERE what = $1 ORDER BY seq`,
        [`${what} customer record`],
      ),
    );

  test('is left out and named where no purpose is said, and nothing is on record', async () => {
    const { status, body } = await get('');
    const order = body as Order;
    assert.equal(status, 200);
    assert.ok(order.withheld.includes('endUser'));
    assert.equal('endUser' in order.request, false);
    assert.equal(JSON.stringify(order).includes('Sample User'), false);
    const list = await server.get(ORDERS, cookies['meadow'] ?? '');
    assert.equal((list.body as OrderPage).orders.length, 2);
    assert.equal(JSON.stringify(list.body).includes('Sample User'), false);
    assert.deepEqual(await trail('meadow'), []);
  });

  test('is shown for a purpose, and the view is on record for that carrier alone', async () => {
    const { status, body } = await get('?purpose=repair');
    assert.equal(status, 200);
    assert.deepEqual((body as Order).withheld, []);
    assert.equal((body as Order).request['endUser'], 'Sample User');
    assert.deepEqual(await trail('meadow'), [
      { who: 'ann@meadow.example', subject: `sample/river ${month.completedOrder}`, purpose: 'repair' },
    ]);
    assert.deepEqual(await trail('prairie'), []);
  });

  test('is refused for an empty purpose and on an authority that nobody has', async () => {
    const before = await trail('meadow');
    for (const query of ['?purpose=%20', '?authority=AUTH%2F1', '?purpose=repair&authority=AUTH%2F1']) {
      const { status, body } = await get(query);
      assert.equal(status, 403, query);
      const [problem] = (body as { problems: Problem[] }).problems;
      assert.match(problem?.id ?? '', /^customer-record\//);
    }
    assert.deepEqual(await trail('meadow'), before);
    assert.deepEqual(
      (await trail('meadow', 'refused')).map(({ purpose }) => purpose),
      [
        'none said: customer-record/purpose',
        'none said, authority AUTH/1: customer-record/purpose',
        'repair, authority AUTH/1: customer-record/authority',
      ],
    );
  });

  test('another carrier is not told that the order exists, whatever its purpose', async () => {
    assert.equal((await get('?purpose=repair', 'prairie')).status, 404);
    assert.deepEqual(await trail('prairie'), []);
  });
});
