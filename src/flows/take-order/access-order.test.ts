import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { submitOrder } from '../../articles/ordering/submit-order.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Database } from '../../platform/database.ts';
import { orderRoom } from './order-room.ts';
import { OrderTest, ordersDatabase, outcome } from './test-orders.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));

describe('an access order that comes as forms', () => {
  let db: Database;
  let desk: OrderTest;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
  });
  after(() => db.close());
  const base = readBases().bases.get('asr-transport');
  assert.ok(base?.ASR?.[0]);
  /** The same order with other fields on its first page. */
  const document = (changes: Record<string, string>): OrderDocument => ({
    ...base,
    ASR: [{ ...base.ASR?.[0], ...changes }],
  });
  const send = (order: OrderDocument, at: string): Promise<Result<OrderCase>> => {
    const receivedAt = desk.instant(at);
    return desk.inOne((tx) =>
      submitOrder(tx, orderRoom(agreement, kinds), {
        document: order,
        channel: 'electronic',
        receivedAt,
        recordedAt: receivedAt,
        actor: 'socket',
      }),
    );
  };
  const id = (ver: string): string => `ASR/SKT/${base.ASR?.[0]?.['PON'] ?? ''}/${ver}`;

  test('is corrected by SUP 4 until it is confirmed, and by SUP 3 after', async () => {
    const first = unwrap(await send(document({}), '2026-11-02T09:00'));
    assert.deepEqual([first.id, first.state, first.kind], [id('01'), 'acknowledged', 'asr']);
    // 24 hours from Monday 09:00.
    assert.equal(first.clocks.find(({ name }) => name === 'foc')?.dueAt, '2026-11-03T09:00:00-06:00');
    const corrected = await send(document({ VER: '02', SUP: '4' }), '2026-11-02T10:00');
    assert.deepEqual(outcome(corrected), ['acknowledged']);
    const dueDate = (unwrap(corrected).lsr as Asr).desiredDueDate;
    unwrap(await desk.answer(id('02'), 'confirmed', '2026-11-02T12:00', { dueDate }));
    assert.ok(
      outcome(await send(document({ VER: '03', SUP: '4' }), '2026-11-02T13:00')).includes('LSR-0807'),
    );
    assert.deepEqual(outcome(await send(document({ VER: '04', SUP: '1' }), '2026-11-02T14:00')), [
      'cancelled',
    ]);
    const states = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ case_id: string; state: string }>(
        `SELECT case_id, state FROM case_state WHERE kind = 'asr' ORDER BY case_id`,
      ),
    );
    assert.deepEqual(
      states.map(({ case_id: one, state }) => [one.slice(-2), state]),
      [
        ['01', 'superseded'],
        ['02', 'cancelled'],
        ['03', 'rejected'],
        ['04', 'cancelled'],
      ],
    );
  });
});
