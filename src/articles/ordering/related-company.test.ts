import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { elementAvailable, elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { readBases } from './forms/bases.ts';
import { applyChanges } from './forms/changes.ts';
import { orderKinds } from './order-records.ts';
import { submitOrder } from './submit-order.ts';
import { MIGRATIONS, loadMissouri, registerAgreement } from './test-ground.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const room = { agreement: missouri, kinds: [...orderKinds], availability: elementAvailable };
const whole = readBases().bases.get('loop-new');
assert.ok(whole);

const order = (changes: string): OrderDocument => {
  const { changed, wrong } = applyChanges(whole, changes);
  assert.deepEqual(wrong, []);
  return changed.document;
};

let db: Database;
before(async () => {
  db = await testDatabase([...MIGRATIONS, 'src/inventory/migrations']);
  await registerAgreement(db, missouri);
});
after(() => db.close());

/** Sends an order and tells which edits it was rejected with. */
async function sent(document: OrderDocument): Promise<string[]> {
  const taken = await db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, (tx) =>
    submitOrder(tx, room, {
      document,
      channel: 'electronic',
      receivedAt: '2026-11-02T09:00:00-06:00',
      recordedAt: '2026-11-02T15:00:00Z',
      actor: missouri.parties.clec,
    }),
  );
  return unwrap(taken).rejections.map(({ id }) => id);
}

test('a request that is related to one of another company names that company', async () => {
  assert.deepEqual(await sent(order('LSR.CC=7713; LSR.PON=FIRST')), []);
  const second = 'LSR.CC=7712; LSR.RPON=FIRST; LS.CFA=CLMAMOXA-C1-0002; LSR.PON=SECOND';
  assert.deepEqual(await sent(order(second)), ['LSR-1693']);
  assert.deepEqual(await sent(order(`${second}-B; LSR.RCC=7713`)), []);
  // Of a request that is not on record nothing is known.
  const unknown = 'LSR.CC=7712; LSR.RPON=NOWHERE; LS.CFA=CLMAMOXA-C1-0003; LSR.PON=THIRD';
  assert.deepEqual(await sent(order(unknown)), []);
});
