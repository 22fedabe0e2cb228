import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { answerOrder } from '../../articles/ordering/answer-order.ts';
import { saidBy } from '../../articles/ordering/handled.ts';
import type { Handled } from '../../articles/ordering/handled.ts';
import { submitOrder } from '../../articles/ordering/submit-order.ts';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { unwrap } from '../../base/result.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { orderRoom } from '../take-order/order-room.ts';
import { accessReport } from './access-report.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const room = orderRoom(agreement, kinds);
const { ilec, clec } = agreement.parties;
const forms = readBases().bases.get('loop-new') ?? {};
const scope = { kind: 'agreement', agreementId: agreement.id } as const;
let db: Database;
before(async () => {
  db = await testDatabase(migrations);
  await registerAgreement(db, agreement, []);
});
after(() => db.close());

/** An order of a loop, received on 2 November 2026. */
async function order(pon: string): Promise<string> {
  const document = {
    ...forms,
    LSR: [{ ...forms.LSR?.[0], PON: pon }],
    LS: [{ ...forms.LS?.[0], CFA: `CLMAMOXA-${pon}` }],
  };
  const at = '2026-11-02T14:30:00Z';
  const about = { document, channel: 'electronic' as const, receivedAt: at, recordedAt: at, actor: clec };
  return unwrap(await db.withTransaction(scope, (tx) => submitOrder(tx, room, about))).id;
}

async function say(id: string, name: string, body: Record<string, unknown>, at: string): Promise<void> {
  const given = { name, body, occurredAt: at, recordedAt: at, actor: ilec };
  unwrap(await db.withTransaction(scope, (tx) => answerOrder(tx, room, id, given)));
}

const PROMISE = { dueDate: '2026-12-16' };
async function confirm(pon: string, by: Handled | undefined, more: object = {}, at = '2026-11-03T15:00:00Z') {
  const body = { ...PROMISE, ...more };
  const id = await order(pon);
  await say(id, 'confirmed', by === undefined ? body : saidBy(by, { name: 'confirmed', body }), at);
}

const measured = async (month: string) => {
  const report = unwrap(
    await db.withTransaction(scope, (tx) => accessReport(tx, agreement, month, '2027-01-02T12:00:00Z')),
  );
  return (report.flowThrough ?? []).map(({ product, orders, through, unknown, receipt }) => [
    product,
    { orders, through, unknown, outcome: receipt.value, clause: receipt.clause },
  ]);
};

test('orders that a program confirmed and nobody asked about went through, each month by its own clock', async () => {
  assert.deepEqual(await measured('2026-11'), []);
  await confirm('FT1', 'program');
  await confirm('FT2', 'person');
  // A program may pass on that a person did; a person who says that a program did is a person.
  await confirm('FT3', 'program', { handled: 'person' });
  await confirm('FT4', 'person', { handled: 'program' });
  const asked = await order('FT5');
  const queries = [{ field: 'LS.CFA', sentence: 'Which frame?' }];
  await say(asked, 'clarification-requested', { queries }, '2026-11-03T14:00:00Z');
  await say(asked, 'clarification-withdrawn', {}, '2026-11-03T14:30:00Z');
  await say(
    asked,
    'confirmed',
    saidBy('program', { name: 'confirmed', body: PROMISE }),
    '2026-11-03T15:00:00Z',
  );
  await confirm('FT6', undefined);
  // Midnight in Missouri: December's.
  await confirm('FT7', 'program', {}, '2026-12-01T06:00:00Z');

  // FT1 to FT5 are known, FT1 alone went through: 1 of 5 are 20 %, of 85 % that are wanted.
  assert.deepEqual(await measured('2026-11'), [
    ['loop-2w-analog', { orders: 5, through: 1, unknown: 1, outcome: 'missed', clause: 'XIII §13.13' }],
  ]);
  assert.deepEqual(await measured('2026-12'), [
    ['loop-2w-analog', { orders: 1, through: 1, unknown: 0, outcome: 'met', clause: 'XIII §13.13' }],
  ]);
});

test('other answers say nothing of who gave them', () => {
  assert.deepEqual(saidBy('person', { name: 'completed', body: { completedOn: '2026-11-16' } }), {
    completedOn: '2026-11-16',
  });
});
