import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { takeOrders } from '../../articles/ordering/take-orders.ts';
import { unwrap } from '../../base/result.ts';
import { verifyChain } from '../../cases/chain.ts';
import type { Database } from '../../platform/database.ts';
import { OrderIntake } from './order-intake.ts';
import { orderRoom } from './order-room.ts';
import { OrderTest, ordersDatabase, outcome, testLoop } from './test-orders.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
/** Monday 16 November 2026. */
const RECEIVED = '2026-11-16T09:00';

/** What comes in one moment: clean orders, one twice, one with faults, one on another's facility, supplements, one without a name, one that goes with another. */
const ORDERS: readonly (readonly [Asr, string])[] = [
  [testLoop('A1'), 'acknowledged'],
  [testLoop('A2'), 'acknowledged'],
  [testLoop('A1'), 'orders/already-recorded'],
  [testLoop('A3', { quantity: 0 }), 'LSR-0303'],
  [testLoop('A8', { relatedPons: ['A1'] }), 'acknowledged'],
  [testLoop('A4', { cfa: 'CLMAMOXA-C9-A2' }), 'LSR-0308'],
  [testLoop('A2', { ver: '02', sup: '1' }), 'cancelled'],
  [testLoop('A5', { cfa: 'CLMAMOXA-C9-A2' }), 'acknowledged'],
  [testLoop('A1', { ver: '02', sup: '3', desiredDueDate: '2026-12-02' }), 'acknowledged'],
  [testLoop(''), 'orders/identity'],
  [testLoop('A6', { ver: '7' }), 'LSR-0104'],
  ...Array.from({ length: 60 }, (_, n) => [testLoop(`B${n}`), 'acknowledged'] as const),
];

describe('orders that come together', () => {
  const databases: Database[] = [];
  const fresh = async (): Promise<OrderTest> => {
    const db = await ordersDatabase(migrations, agreement);
    databases.push(db);
    return new OrderTest(db, agreement, kinds);
  };
  let [alone, together]: (OrderTest | undefined)[] = [];
  before(async () => {
    [alone, together] = [await fresh(), await fresh()];
  });
  after(() => Promise.all(databases.map((db) => db.close())));

  /** Every event with its hash, which covers all that it says. */
  const events = (desk: OrderTest): Promise<unknown[]> =>
    desk.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query('SELECT case_id, seq, kind, hash FROM event ORDER BY case_id, seq'),
    );
  const clocks = (desk: OrderTest): Promise<unknown[]> =>
    desk.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query('SELECT case_id, name, run, state, due_at FROM clock ORDER BY case_id, name, run'),
    );

  test('are answered and recorded as if each had come by itself', async () => {
    assert.ok(alone && together);
    const one: string[] = [];
    for (const [order] of ORDERS) one.push(outcome(await alone.send(order, RECEIVED)).join(' '));
    const receivedAt = together.instant(RECEIVED);
    const intake = new OrderIntake(together.db, orderRoom(agreement, kinds));
    const said: string[] = [];
    const all = await Promise.all(
      ORDERS.map(([order]) =>
        intake.submit(
          { order, channel: 'electronic', receivedAt, recordedAt: receivedAt, actor: agreement.parties.clec },
          async (_, { id }) => void said.push(id),
        ),
      ),
    );
    const many = all.map((result) => outcome(result).join(' '));
    for (const [index, [order, expected]] of ORDERS.entries())
      assert.ok(many[index]?.split(' ').includes(expected), `${order.pon}/${order.ver}: ${many[index]}`);
    assert.deepEqual(many, one);
    assert.deepEqual(await events(together), await events(alone));
    assert.deepEqual(await clocks(together), await clocks(alone));
    // What is recorded with an order is recorded once, with those that were taken alone.
    assert.deepEqual(said.sort(), all.flatMap((result) => (result.ok ? [result.value.id] : [])).sort());
    await together.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      assert.deepEqual(await verifyChain(tx, agreement.id, 'LSR/SKT/A1/01'), []);
    });
  });

  test('let go on whoever else waits, while they are read and tested', async () => {
    const desk = await fresh();
    const receivedAt = desk.instant(RECEIVED);
    const happened: string[] = [];
    /** Says when it is read. */
    const submission = (pon: string) => {
      const order = testLoop(pon);
      return {
        get order() {
          happened.push(pon);
          return order;
        },
        channel: 'electronic' as const,
        receivedAt,
        recordedAt: receivedAt,
        actor: agreement.parties.clec,
      };
    };
    const all = Array.from({ length: 24 }, (_, n) => submission(`E${n}`));
    const taken = await desk.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) => {
      setImmediate(() => happened.push('other'));
      return takeOrders(tx, orderRoom(agreement, kinds), all);
    });
    assert.ok(taken.every((one) => one !== 'apart' && one.ok));
    // Read one after the other, before the database is asked: somebody else comes between the first and the last.
    const read = happened.slice(happened.indexOf('E0'), happened.indexOf('E23'));
    assert.ok(read.includes('other'), read.join(' '));
  });

  test('one that fails does not fail the others', async () => {
    const desk = await fresh();
    const receivedAt = desk.instant(RECEIVED);
    const intake = new OrderIntake(desk.db, orderRoom(agreement, kinds));
    const results = await Promise.allSettled(
      ['C1', 'C2', 'C3'].map((pon) =>
        intake.submit(
          {
            order: testLoop(pon),
            channel: 'electronic',
            receivedAt,
            recordedAt: receivedAt,
            actor: agreement.parties.clec,
          },
          async () => {
            if (pon === 'C2') throw new Error('no paper');
          },
        ),
      ),
    );
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const rows = (await events(desk)) as { case_id: string }[];
    assert.deepEqual([...new Set(rows.map(({ case_id: id }) => id))], ['LSR/SKT/C1/01', 'LSR/SKT/C3/01']);
  });
});
