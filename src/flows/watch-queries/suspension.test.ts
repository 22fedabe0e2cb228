import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { takeEvent } from '../../cases/take-event.ts';
import { PreOrderTest, twoAgreements } from '../pre-order/test-ground.ts';

const ANN = { who: 'ann@socket.example' };
const BOB = { who: 'bob@socket.example' };
let ground: PreOrderTest;
let agreement: Agreement;
before(async () => {
  const { socket } = twoAgreements(vocabulary);
  agreement = socket;
  ground = await PreOrderTest.start(migrations, kinds, [[socket, 'socket']]);
});
after(() => ground.db.close());

const take = async (name: string, occurredAt: string, body: object = {}) =>
  unwrap(
    await takeEvent(
      ground.db,
      { agreement, kinds },
      {
        kind: 'oss-misuse',
        caseId: 'MISUSE/2026-001',
        event: { name, occurredAt, recordedAt: occurredAt, actor: 'centurytel', body: { ...body } },
      },
    ),
  );
const ids = async (by: { who: string }) => {
  const answer = await ground.ask(agreement, 'nc-nci-validation', { nc: 'LX--' }, by);
  return answer.ok ? [] : answer.problems.map(({ id }) => id);
};
const isStopped = async (by: { who: string }): Promise<boolean> =>
  (await ids(by)).includes('pre-order/suspended');

test('a suspended user is refused and the refusal is on the log; the others ask on, and so does the user when it is lifted', async () => {
  assert.equal(await isStopped(ANN), false);
  await take('suspected', '2026-10-19T14:00:00Z', {
    pattern: 'no-order-views',
    who: ANN.who,
    party: 'socket',
    from: '2026-09-01T15:00:00Z',
    to: '2026-09-20T15:00:00Z',
    subjects: 16,
    withoutOrder: 16,
    of: 20,
    queries: ['1'],
  });
  await take('noticed', '2026-10-19T15:00:00Z');
  assert.equal(await isStopped(ANN), false);
  await take('user-suspended', '2026-11-03T15:00:00Z');
  assert.deepEqual(await ids(ANN), ['pre-order/suspended']);
  assert.equal(await isStopped(BOB), false);
  await take('carrier-suspended', '2026-11-11T15:00:00Z', { continued: 'Thirty views more' });
  assert.deepEqual([await isStopped(ANN), await isStopped(BOB)], [true, true]);
  const rows = await ground.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
    tx.query<{ who: string; outcome: string }>(
      'SELECT who, outcome FROM pre_order_query ORDER BY id DESC LIMIT 2',
    ),
  );
  assert.deepEqual(rows, [
    { who: BOB.who, outcome: 'refused' },
    { who: ANN.who, outcome: 'refused' },
  ]);
  await take('lifted', '2026-11-12T15:00:00Z', { reason: 'Trained' });
  assert.deepEqual([await isStopped(ANN), await isStopped(BOB)], [false, false]);
});
