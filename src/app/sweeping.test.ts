import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { kindOf } from '../cases/expire.ts';
import { loadCase } from '../cases/record.ts';
import { takeEvent } from '../cases/take-event.ts';
import type { Database } from '../platform/database.ts';
import { movableClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import { testDatabase } from '../platform/test-database.ts';
import { migrations, registerAgreement } from './database.ts';
import { liveKinds } from './kinds.ts';
import { startSweeping } from './sweeping.ts';
import { vocabulary } from './vocabulary.ts';

const dir = path.join(import.meta.dirname, '..', '..', 'agreements', 'missouri-2006');
const agreement = unwrap(loadAgreement(dir, { vocabulary, variant: 'centurytel' }));
const bfr = kindOf(liveKinds, 'bfr');

let db: Database;
before(async () => {
  db = await testDatabase(migrations);
  await registerAgreement(db, agreement, []);
  for (const id of ['BFR/2026-001', 'BFR/2026-002']) {
    const occurredAt = '2026-11-02T15:00:00Z';
    const actor = agreement.parties.clec;
    const event = { name: 'submitted', occurredAt, recordedAt: occurredAt, actor, body: {} };
    unwrap(await takeEvent(db, { agreement, kinds: liveKinds }, { kind: 'bfr', caseId: id, event }));
  }
});
after(() => db.close());

const expiries = (id: string) =>
  db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) =>
    (await loadCase(tx, agreement, bfr, id)).events.filter(({ name }) => name === 'clock-expired'),
  );
const until = async (done: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await done()) return;
    await wait(25);
  }
  assert.fail('It did not come about.');
};

test('what runs out while the program serves is recorded once, and nothing after it has stopped', async () => {
  // Ten business days after November 2 end with the 16th, in Missouri.
  let now = Temporal.Instant.from('2026-11-17T05:59:59Z');
  const agreements = new Map([[agreement.id, agreement]]);
  let looked = 0;
  const clock = { now: () => ((looked += 1), now) };
  const about = { db, agreements, kinds: liveKinds, clock, log: silentLog, everyMilliseconds: 5 };
  const sweeper = startSweeping(about);
  await until(() => Promise.resolve(looked >= 3));
  assert.deepEqual(await expiries('BFR/2026-001'), [], 'not before the end');
  now = Temporal.Instant.from('2026-11-17T06:00:00Z');
  await until(async () => (await expiries('BFR/2026-002')).length > 0);
  const then = looked;
  await until(() => Promise.resolve(looked > then + 2));
  for (const id of ['BFR/2026-001', 'BFR/2026-002']) assert.equal((await expiries(id)).length, 1, id);
  await sweeper.stop();
  const last = looked;
  await wait(50);
  assert.equal(looked, last);
});

test('what has run out is swept at once where somebody asks', async () => {
  const bfrs = ['BFR/2026-003', 'BFR/2026-004'];
  for (const caseId of bfrs) {
    const occurredAt = '2026-11-02T15:00:00Z';
    const event = {
      name: 'submitted',
      occurredAt,
      recordedAt: occurredAt,
      actor: agreement.parties.clec,
      body: {},
    };
    unwrap(await takeEvent(db, { agreement, kinds: liveKinds }, { kind: 'bfr', caseId, event }));
  }
  const clock = movableClock('2026-11-02T15:00:00Z');
  const agreements = new Map([[agreement.id, agreement]]);
  const sweeper = startSweeping({ db, agreements, kinds: liveKinds, clock, log: silentLog });
  await sweeper.sweep();
  assert.deepEqual(await expiries('BFR/2026-003'), []);
  assert.equal(clock.moveTo(Temporal.Instant.from('2026-11-17T06:00:00Z')), true);
  await sweeper.sweep();
  for (const id of bfrs) assert.equal((await expiries(id)).length, 1, id);
  await sweeper.stop();
});

test('a sweep that fails is logged and does not end the sweeping', async () => {
  const said: string[] = [];
  const log = { ...silentLog, error: (_: unknown, text?: string) => void said.push(text ?? '') };
  let tried = 0;
  const broken: Pick<Database, 'withTransaction'> = {
    withTransaction: () => {
      tried += 1;
      return Promise.reject(new Error('no database'));
    },
  };
  const clock = { now: () => Temporal.Instant.from('2026-11-17T06:00:00Z') };
  const sweeper = startSweeping({
    db: broken,
    agreements: new Map(),
    kinds: liveKinds,
    clock,
    log: log as typeof silentLog,
    everyMilliseconds: 1,
  });
  await until(() => Promise.resolve(tried >= 2));
  await sweeper.stop();
  assert.ok(said.length >= 2);
  assert.ok(said.includes('The clocks could not be looked at.'));
});
