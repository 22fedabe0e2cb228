import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement } from '../../../agreement/agreement.ts';
import { takeEvent } from '../../../cases/take-event.ts';
import { casesDatabase } from '../../../cases/test-database.ts';
import type { Database } from '../../../platform/database.ts';
import { kinds } from '../kinds.ts';
import { ILEC, event, idsOf, missouri } from '../test-ground.ts';
import { discloseBinder } from './disclose-binder.ts';

const BINDER = 'CLMAMOXA/12/3';
const agreement = missouri();
/** The same incumbent under an agreement with another competitor. */
const others = Object.create(agreement, {
  id: { value: 'other-2010/centurytel' },
  parties: { value: { ilec: ILEC, clec: 'prairie' } },
}) as Agreement;
let db: Database;
before(async () => {
  db = await casesDatabase(agreement, others);
  await state(agreement, 'socket', 'LX-1', 'sm5');
  await state(others, 'prairie', 'PR-1', 'ami-t1');
  await state(others, 'prairie', 'PR-2', 'sm5');
  await state(others, 'prairie', 'PR-3', 'sm3', 'CLMAMOXA/12/4');
});
after(() => db.close());

/** A mask that is stated, and the binder group that its pair is in. */
async function state(
  under: Agreement,
  actor: string,
  circuit: string,
  spectrumClass: string,
  binder = BINDER,
) {
  const take = (name: string, body: object, by: string) =>
    takeEvent(
      db,
      { agreement: under, kinds },
      { kind: 'spectrum-mask', caseId: `MASK/${circuit}`, event: event(name, '2026-03-02', { ...body }, by) },
    );
  assert.deepEqual(idsOf(await take('stated', { circuit, spectrumClass }, actor)), []);
  assert.deepEqual(idsOf(await take('assigned', { binder }, ILEC)), []);
}
const told = (partyId: string, asker?: string) =>
  db.withTransaction({ kind: 'party', party: partyId, user: 'ann' }, (tx) =>
    discloseBinder(tx, BINDER, asker),
  );

test('the incumbent counts the masks of all carriers, and a make-up tells class and count alone', async () => {
  assert.deepEqual(await told(ILEC), [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 2 },
  ]);
  assert.deepEqual(await told(ILEC, 'LX-1'), [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 1 },
  ]);
});

test('a competitor never gets the circuits of another one, whatever it asks', async () => {
  assert.deepEqual(await told('socket'), [{ spectrumClass: 'sm5', count: 1 }]);
  assert.deepEqual(await told('nobody'), []);
  const seen = await db.withTransaction({ kind: 'party', party: 'socket', user: 'ann' }, async (tx) => [
    ...(await tx.query('SELECT case_id FROM case_state')),
    ...(await tx.query('SELECT case_id FROM event')),
  ]);
  assert.ok(seen.length > 0 && !JSON.stringify(seen).includes('PR-'));
});

test('a mask that changed is counted by its new class, one that ended not at all', async () => {
  const take = (name: string, on: string, body: object) =>
    takeEvent(
      db,
      { agreement, kinds },
      { kind: 'spectrum-mask', caseId: 'MASK/LX-1', event: event(name, on, { ...body }) },
    );
  assert.deepEqual(idsOf(await take('changed', '2026-04-01', { spectrumClass: 'sm9' })), []);
  assert.deepEqual(await told('socket'), [{ spectrumClass: 'sm9', count: 1 }]);
  assert.deepEqual(idsOf(await take('ended', '2026-05-01', {})), []);
  assert.deepEqual(await told('socket'), []);
});
