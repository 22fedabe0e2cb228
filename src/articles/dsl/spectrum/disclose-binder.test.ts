import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement } from '../../../agreement/agreement.ts';
import { takeEvent } from '../../../cases/take-event.ts';
import { roomsDatabase } from '../../../cases/test-database.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import type { Database } from '../../../platform/database.ts';
import { kinds } from '../kinds.ts';
import { ILEC, event, idsOf, loop, missouri } from '../test-ground.ts';
import { withBinderUse } from './disclose-binder.ts';

const BINDER = 'CLMAMOXA/12/3';
const agreement = missouri();
const between = (id: string, ilec: string, clec: string) =>
  Object.create(agreement, { id: { value: id }, parties: { value: { ilec, clec } } }) as Agreement;
/** The same incumbent under an agreement with another competitor. */
const others = between('other-2010/centurytel', ILEC, 'prairie');
const elsewhere = between('third-2012/spectra', 'spectra', 'prairie');
let db: Database;
before(async () => {
  const rooms = ['parties', 'network', 'cases', 'articles/dsl'];
  db = await roomsDatabase(rooms, agreement, others, elsewhere);
  await state(agreement, 'socket', 'LX-1', 'sm5');
  await state(others, 'prairie', 'PR-1', 'ami-t1');
  await state(others, 'prairie', 'PR-2', 'sm5');
  await state(others, 'prairie', 'PR-3', 'sm3', 'CLMAMOXA/12/4');
  await state(elsewhere, 'prairie', 'SP-1', 'sm4', BINDER, 'spectra');
});
after(() => db.close());

/** A mask that is stated, and the binder group that its pair is in. */
async function state(
  under: Agreement,
  actor: string,
  circuit: string,
  spectrumClass: string,
  binder = BINDER,
  ilec = ILEC,
) {
  const take = (name: string, body: object, by: string) =>
    takeEvent(
      db,
      { agreement: under, kinds },
      { kind: 'spectrum-mask', caseId: `MASK/${circuit}`, event: event(name, '2026-03-02', { ...body }, by) },
    );
  assert.deepEqual(idsOf(await take('stated', { circuit, spectrumClass }, actor)), []);
  assert.deepEqual(idsOf(await take('assigned', { binder }, ilec)), []);
}
type Disturbers = LoopMakeup['disturbers'];
const PAIR = loop({ loop: 'L-1', binder: BINDER });

/** What a make-up tells a party of what runs beside its pair. */
const told = async (party: string, makeup = PAIR, under = agreement): Promise<Disturbers> => {
  const scope = { kind: 'party', party, user: 'ann' } as const;
  const loops = [{ loop: makeup.loop, makeup }];
  const [one] = await db.withTransaction(scope, (tx) =>
    withBinderUse(tx, under.at('2026-03-02'), ILEC, loops),
  );
  return one?.makeup.disturbers;
};

test('a make-up counts the masks of all carriers in the binder group, and tells both sides class and count alone', async () => {
  // LX-1 and PR-2 are sm5, PR-1 ami-t1; PR-3 runs in another group and SP-1 with another incumbent.
  const all = [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 2 },
  ];
  assert.deepEqual(await told(ILEC), all);
  assert.deepEqual(await told('socket'), all);
  assert.deepEqual(await told('nobody'), undefined);
  const itself = loop({ loop: 'LX-1', binder: BINDER });
  assert.deepEqual(await told('socket', itself), [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 1 },
  ]);
  assert.deepEqual(await told('socket', loop({ loop: 'L-2' })), undefined);
});

test('what is told of a pair of another carrier is what is told of the pairs beside it: the difference says nothing', async () => {
  const theirs = loop({ loop: 'PR-1', binder: BINDER });
  assert.deepEqual(await told('socket', theirs), await told('socket'));
  // Its own carrier, and the incumbent, who see its mask, are told what else there is.
  const besideIt = [{ spectrumClass: 'sm5', count: 2 }];
  assert.deepEqual(await told('prairie', theirs, others), besideIt);
  assert.deepEqual(await told(ILEC, theirs), besideIt);
});

test('what record and masks both name is counted once, by the larger number', async () => {
  const disturbers = [
    { spectrumClass: 'sm9', count: 4 },
    { spectrumClass: 'sm5', count: 1 },
    { spectrumClass: 'ami-t1', count: 3 },
  ];
  assert.deepEqual(await told('socket', { ...PAIR, disturbers }), [
    { spectrumClass: 'ami-t1', count: 3 },
    { spectrumClass: 'sm5', count: 2 },
    { spectrumClass: 'sm9', count: 4 },
  ]);
});

test('an agreement that does not disclose both class and count has nothing counted', async () => {
  for (const discloses of ['discloses: [class]', 'discloses: [count]'])
    assert.deepEqual(
      await told('socket', PAIR, missouri(['discloses: [class, count]', discloses])),
      undefined,
    );
});

test('a competitor never gets the circuits of another one, whatever it asks', async () => {
  const seen = await db.withTransaction({ kind: 'party', party: 'socket', user: 'ann' }, async (tx) => [
    ...(await tx.query('SELECT case_id FROM case_state')),
    ...(await tx.query('SELECT case_id FROM event')),
    ...(await tx.query('SELECT * FROM meetpoint_binder_use($1, $2, $3)', [ILEC, [BINDER], ['']])),
  ]);
  assert.ok(seen.length > 0 && !/PR-|prairie|other-2010/.test(JSON.stringify(seen)));
  const spectra = await db.withTransaction({ kind: 'party', party: 'socket', user: 'ann' }, (tx) =>
    tx.query('SELECT * FROM meetpoint_binder_use($1, $2, $3)', ['spectra', [BINDER], ['']]),
  );
  assert.deepEqual(spectra, []);
});

test('a mask that changed is counted by its new class, one that ended not at all', async () => {
  const take = (name: string, on: string, body: object) =>
    takeEvent(
      db,
      { agreement, kinds },
      { kind: 'spectrum-mask', caseId: 'MASK/LX-1', event: event(name, on, { ...body }) },
    );
  assert.deepEqual(idsOf(await take('changed', '2026-04-01', { spectrumClass: 'sm9' })), []);
  assert.deepEqual(await told('socket'), [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 1 },
    { spectrumClass: 'sm9', count: 1 },
  ]);
  assert.deepEqual(idsOf(await take('ended', '2026-05-01', {})), []);
  assert.deepEqual(await told('socket'), [
    { spectrumClass: 'ami-t1', count: 1 },
    { spectrumClass: 'sm5', count: 1 },
  ]);
});
