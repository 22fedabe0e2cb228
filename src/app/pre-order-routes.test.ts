import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Value } from 'typebox/value';
import { loadAgreement } from '../agreement/load.ts';
import type { Problem } from '../base/problem.ts';
import { unwrap } from '../base/result.ts';
import { PRE_ORDER_FUNCTIONS } from '../flows/pre-order/pre-order.ts';
import type { PreOrderFunction } from '../flows/pre-order/pre-order.ts';
import { PreOrderOffer, PreOrderResult } from '../gateways/http-api/shapes/pre-order.ts';
import { post, testServer } from '../gateways/http-api/test-server.ts';
import type { TestServer } from '../gateways/http-api/test-server.ts';
import { loadPlant } from '../network/plant/load-plant.ts';
import { kinds, liveKinds } from './kinds.ts';
import { decisions, vocabulary } from './vocabulary.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const tiny = unwrap(loadAgreement('agreements/tiny', { vocabulary }));
const PATH = `/api/agreements/${missouri.id}/pre-order`;
const { clec } = missouri.parties;

/** A question of each function that has an answer. */
const QUESTIONS: Readonly<
  Record<PreOrderFunction, { facts: object; value: unknown; purpose?: string; authority?: string }>
> = {
  'address-validation': {
    facts: { address: '278 Sample Street, Columbia, MO' },
    value: '278 SAMPLE ST, COLUMBIA, MO 65201',
  },
  'customer-service-record': { facts: { number: '5732347013' }, value: 'B-7013', purpose: 'dispute' },
  'number-reservation': { facts: { wireCenter: 'CLMAMOXA' }, value: '5732347300' },
  'number-release': { facts: { numbers: ['5732347300'] }, value: '5732347300' },
  'feature-availability': { facts: { wireCenter: 'CLMAMOXA', features: ['ESX'] }, value: true },
  'facility-availability': { facts: { addressId: 'A-1001' }, value: 'available' },
  // Five business days after Monday, 23 November 2026: 24, 25, 30, 1, 2; the incumbent is closed on 26 and 27.
  'due-date-availability': {
    facts: { wireCenter: 'CLMAMOXA', product: 'loop-2w-xdsl' },
    value: '2026-12-02',
  },
  'loop-makeup': { facts: { addressId: 'A-1101' }, value: 'L-1101' },
  'loop-qualification': { facts: { loop: 'L-1101', technology: 'hdsl2' }, value: 'red' },
  'cfa-validation': { facts: { cfa: 'CLMAMOXA-C1-0101' }, value: 'free' },
  'nc-nci-validation': {
    facts: { nc: 'LXR-', nci: '02QB9.00A', secnci: '02DU9.00A' },
    value: 'loop-2w-xdsl',
  },
  'meet-point': { facts: { from: 'CLMAMOXA', to: 'SCKTMOXA' }, value: '75' },
  'billing-account': { facts: { account: 'services' }, value: '573S010001' },
  // Two business days after Monday, 23 November 2026.
  appointments: { facts: { wireCenter: 'CLMAMOXA' }, value: '2026-11-25' },
  'appointment-booking': {
    facts: { wireCenter: 'CLMAMOXA', pon: 'VISIT1', on: '2026-11-25', window: 'morning' },
    value: '2026-11-25',
  },
  'appointment-release': { facts: { pon: 'VISIT1' }, value: 'VISIT1' },
};

describe('questions before an order over HTTP', () => {
  let server: TestServer;
  const cookies: Record<string, string> = {};
  const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
  before(async () => {
    server = await testServer({ kinds, liveKinds, decisions, clock: { now: () => now } }, [missouri, tiny]);
    unwrap(await loadPlant(server.db, missouri.parties.ilec, 'examples/plant'));
    await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.execute(
        `INSERT INTO billing_account (agreement_id, ban, biller, billed, account, name, opened_on)
         VALUES ($1, '573S010001', $2, $3, 'services', 'Unbundled elements and orders', '2026-10-01')`,
        [missouri.id, missouri.parties.ilec, clec],
      ),
    );
    cookies['clerk'] = await server.signIn(clec, 'clec-clerk');
    cookies['provider'] = await server.signIn(missouri.parties.ilec, 'provider-clerk');
    cookies['auditor'] = await server.signIn(clec, 'auditor');
    cookies['other'] = await server.signIn(tiny.parties.clec, 'clec-clerk');
  });
  after(() => server.close());

  const ask = async (name: string, body: object, who = 'clerk') => {
    const answer = await post(server.api, `${PATH}/${name}`, body, cookies[who]);
    return { status: answer.statusCode, body: answer.json<PreOrderResult & { problems: Problem[] }>() };
  };
  const log = () =>
    server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ function: string; who: string; via: string; outcome: string }>(
        'SELECT function, who, via, outcome FROM pre_order_query ORDER BY id',
      ),
    );

  test('every function is offered with the shape of its question, and answers', async () => {
    const { status, body } = await server.get(PATH, cookies['clerk'] ?? '');
    assert.equal(status, 200);
    assert.ok(Value.Check(PreOrderOffer, body));
    assert.deepEqual(body.functions.map((one) => one.function).sort(), [...PRE_ORDER_FUNCTIONS].sort());
    for (const name of PRE_ORDER_FUNCTIONS) {
      const { value, ...question } = QUESTIONS[name];
      const answer = await ask(name, question);
      assert.equal(answer.status, 200, `${name} ${JSON.stringify(answer.body)}`);
      assert.ok(Value.Check(PreOrderResult, answer.body), name);
      assert.equal(answer.body.value, value, name);
    }
    const asked = await log();
    assert.deepEqual(
      asked.map((one) => one.function),
      [...PRE_ORDER_FUNCTIONS],
    );
    assert.deepEqual(
      new Set(asked.map(({ who, via, outcome }) => `${who} ${via} ${outcome}`)),
      new Set([`clec-clerk@${clec}.example portal answered`]),
    );
  });

  test('the agreement of other carriers is as if it were not there, and nothing of it is on the log', async () => {
    const before = (await log()).length;
    for (const name of PRE_ORDER_FUNCTIONS) {
      const { facts, purpose } = QUESTIONS[name];
      const answer = await ask(name, { facts, ...(purpose === undefined ? {} : { purpose }) }, 'other');
      assert.deepEqual([answer.status, answer.body.problems[0]?.id], [404, 'api/not-found'], name);
    }
    assert.equal((await server.get(PATH, cookies['other'] ?? '')).status, 404);
    assert.equal((await log()).length, before);
  });

  test('who has not the right is refused', async () => {
    assert.equal((await ask('loop-makeup', { facts: { loop: 'L-1101' } }, 'auditor')).status, 403);
    assert.equal((await ask('loop-makeup', { facts: { loop: 'L-1101' } }, 'provider')).status, 200);
    assert.equal((await ask('customer-service-record', { facts: { number: '5732347013' } })).status, 403);
  });

  test('an agreement that offers no questions says so', async () => {
    const answer = await post(
      server.api,
      `/api/agreements/${tiny.id}/pre-order/cfa-validation`,
      { facts: { cfa: 'X' } },
      cookies['other'],
    );
    assert.deepEqual(
      [answer.statusCode, answer.json<{ problems: Problem[] }>().problems[0]?.id],
      [422, 'oss-access/function'],
    );
  });

  test('what does not fit is told at once, and what no database takes is refused', async () => {
    const wrong = await ask('number-reservation', { facts: { quantity: 0, numbers: [], office: 'X' } });
    assert.deepEqual(
      [wrong.status, wrong.body.problems.map(({ field }) => field).sort()],
      [422, ['numbers', 'office', 'quantity']],
    );
    assert.equal((await ask('address-validation', { facts: { address: 'a\u0000b' } })).status, 400);
    assert.equal((await ask('address-validation', {})).status, 400);
    assert.equal((await ask('crystal-ball', { facts: {} })).status, 400);
    for (const address of ["1 O'Hara St; DROP TABLE x", '=1+1', '９９ Main', 'ß'.repeat(100)])
      assert.equal((await ask('address-validation', { facts: { address } })).status, 200, address);
  });
});
