import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { unwrap } from '../../base/result.ts';
import type { EventBody } from '../../cases/kind.ts';
import type { Database } from '../../platform/database.ts';
import { OrderTest, ordersDatabase, outcome, testLoop } from './test-orders.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
/** Monday 16 November 2026. */
const RECEIVED = '2026-11-16T09:00';

describe('answers that cannot be', () => {
  let db: Database;
  let desk: OrderTest;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
  });
  after(() => db.close());
  /** An order on record, and what comes of an answer to it. */
  const opened = async (pon: string, changes: Partial<Asr> = {}) => {
    unwrap(await desk.send(testLoop(pon, changes), RECEIVED));
    return async (name: string, on: string, body: EventBody = {}, by: 'ilec' | 'clec' = 'ilec') =>
      outcome(await desk.answer(`LSR/SKT/${pon}/01`, name, `${on}T11:00`, body, by));
  };

  test('what has not the shape of an answer is a problem, never a failure of the program', async () => {
    const cut = await opened('A1', { coordinated: true });
    for (const dueDate of ['abc', 5, '2026-02-30', null])
      assert.deepEqual(await cut('confirmed', '2026-11-16', { dueDate }), ['case/body'], String(dueDate));
    for (const rejections of [[null], [{}], [], 'all'])
      assert.deepEqual(await cut('rejected', '2026-11-16', { rejections }), ['case/body']);
    const work = await opened('A2');
    assert.deepEqual(await work('confirmed', '2026-11-16', { dueDate: '2026-12-01' }), ['confirmed']);
    for (const ecckts of [5, 'x', null, [5]])
      assert.deepEqual(await work('completed', '2026-12-01', { ecckts }), ['case/body']);
    assert.deepEqual(await work('completed', '2026-12-01', { completedOn: 'x' }), ['case/body']);
  });

  test('work is done neither before its order nor on a day to come: no bill would show it', async () => {
    const work = await opened('B1');
    assert.deepEqual(await work('confirmed', '2026-11-16', { dueDate: '2026-12-01' }), ['confirmed']);
    const done = (completedOn: string) =>
      work('completed', '2026-12-01', { completedOn, ecckts: ['60.LXFU.009101.CTM'] });
    assert.deepEqual(await done('2026-11-15'), ['orders/completed-on']);
    assert.deepEqual(await done('2026-12-02'), ['orders/completed-on']);
    assert.deepEqual(await done('2026-12-01'), ['completed']);
  });

  test('no day is promised that is over; the orderer names a day of work', async () => {
    const work = await opened('C1');
    assert.deepEqual(await work('confirmed', '2026-11-17', { dueDate: '2026-11-16' }), ['orders/day-over']);
    assert.deepEqual(await work('confirmed', '2026-11-17', { dueDate: '2026-12-01' }), ['confirmed']);
    // What counts is the date on record, 1 December, and not the one that is written.
    const late = { code: '1E', dueOn: '2027-06-01' };
    assert.deepEqual(await work('customer-not-ready', '2026-12-01', late), ['customer-not-ready']);
    const put = (dueDate: string) => work('rescheduled', '2026-12-02', { dueDate }, 'clec');
    assert.deepEqual(await put('2026-12-01'), ['orders/day-over']);
    // Saturday.
    assert.deepEqual(await put('2026-12-05'), ['orders/no-business-day']);
    // 1 December + 30 days: 31 December.
    assert.deepEqual(await put('2027-01-04'), ['orders/customer-not-ready-limit']);
    assert.deepEqual(await put('2026-12-07'), ['confirmed']);
  });

  test('nobody writes by hand what the record says: who lost the line, that its bill is made', async () => {
    const work = await opened('D1');
    assert.deepEqual(await work('confirmed', '2026-11-16', { dueDate: '2026-12-01' }), ['confirmed']);
    const loss = { loss: 'LOSS/1', oldProvider: '1234', ecckts: ['60.LXFU.009102.CTM'] };
    assert.deepEqual(await work('completed', '2026-12-01', loss), ['completed']);
    const [row] = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ summary: object }>(`SELECT summary FROM case_state WHERE case_id = 'LSR/SKT/D1/01'`),
    );
    assert.equal('loss' in (row?.summary ?? {}), false);
    assert.deepEqual(await work('billing-completed', '2026-12-02', { billMonth: '2026-12' }), [
      'orders/not-by-hand',
    ]);
  });

  test('a cut over several days is not missed before the last of them is over', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => `573777${String(index).padStart(4, '0')}`);
    const cut = await opened('F1', {
      act: 'V',
      quantity: 120,
      coordinated: true,
      numbers,
      accountStatus: 'existing',
    });
    // 100 lines on Tuesday 1 December, 20 on Wednesday.
    assert.deepEqual(await cut('confirmed', '2026-11-16', { dueDate: '2026-12-01' }), ['confirmed']);
    const ecckts = numbers.map((_, index) => `60.LXFU.01${String(index).padStart(4, '0')}.CTM`);
    assert.deepEqual(await cut('completed', '2026-12-03', { ecckts }), ['orders/miss-without-cause']);
    assert.deepEqual(await cut('completed', '2026-12-02', { ecckts }), ['completed']);
  });
});
