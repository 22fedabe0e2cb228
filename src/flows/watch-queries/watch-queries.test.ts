import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { isSuspended, suspensionOf } from '../../articles/oss-access/misuse/suspension.ts';
import { recordPreOrderQuery } from '../../articles/oss-access/pre-order-log.ts';
import type { PreOrderEntry } from '../../articles/oss-access/pre-order-log.ts';
import { unwrap } from '../../base/result.ts';
import { takeEvent } from '../../cases/take-event.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { watchQueries } from './watch-queries.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const desk = { agreement, kinds };
const scope: Scope = { kind: 'agreement', agreementId: agreement.id };
const ANN = 'ann@socket.example';
const BOB = 'bob@socket.example';
let db: Database;
before(async () => {
  db = await testDatabase([
    'src/parties/migrations',
    'src/cases/migrations',
    'src/articles/oss-access/migrations',
  ]);
  await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
       VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, 'centurytel', 'socket')`,
      [agreement.id, agreement.timeZone],
    ),
  );
});
after(() => db.close());

const seen = (who: string, subject: string, at: string, more: Partial<PreOrderEntry> = {}) =>
  db.withTransaction(scope, (tx) =>
    recordPreOrderQuery(tx, {
      agreementId: agreement.id,
      function: 'customer-service-record',
      subject,
      who,
      party: 'socket',
      purpose: 'pre-ordering',
      askedAt: at,
      answeredAt: at,
      outcome: 'answered',
      via: 'api',
      test: false,
      ...more,
    }),
  );
const look = (at: string) => watchQueries(db, desk, Temporal.Instant.from(at));
const take = async (caseId: string, name: string, occurredAt: string, body = {}) =>
  unwrap(
    await takeEvent(db, desk, {
      kind: 'oss-misuse',
      caseId,
      event: { name, occurredAt, recordedAt: occurredAt, actor: 'centurytel', body },
    }),
  );
const suspended = (who: string) =>
  db.withTransaction({ kind: 'party', party: 'socket', user: who }, (tx) =>
    isSuspended(tx, agreement, 'socket', who),
  );

test('numbers looked at in a row bring one case, once', async () => {
  // Fifteen numbers, one a minute from 9:00 in Missouri; a test and a refusal beside them show nothing.
  for (let step = 0; step < 15; step += 1)
    await seen(
      ANN,
      `41755501${String(step).padStart(2, '0')}`,
      `2026-10-05T14:${String(step).padStart(2, '0')}:00Z`,
    );
  for (let step = 0; step < 15; step += 1) {
    const at = `2026-10-05T15:${String(step).padStart(2, '0')}:00Z`;
    await seen(
      BOB,
      `41755502${String(step).padStart(2, '0')}`,
      at,
      step % 2 ? { test: true } : { outcome: 'refused' },
    );
  }
  const [found, ...others] = await look('2026-10-05T16:00:00Z');
  assert.deepEqual(others, []);
  assert.deepEqual(
    [found?.caseId, found?.pattern, found?.who, found?.of],
    ['MISUSE/2026-001', 'sequential-scraping', ANN, 15],
  );
  assert.deepEqual(await look('2026-10-05T16:15:00Z'), []);
});

test('the case suspends the user alone, then nobody, and orders are no part of it', async () => {
  const id = 'MISUSE/2026-001';
  await take(id, 'noticed', '2026-10-06T14:00:00Z');
  assert.equal(await suspended(ANN), false);
  // Ten business days after Tuesday 6 October are over on the 21st at the latest, whether or not the 12th is a holiday.
  await take(id, 'user-suspended', '2026-10-22T14:00:00Z');
  assert.equal(await suspended(ANN), true);
  assert.equal(await suspended(BOB), false);
  const said = await db.withTransaction(scope, (tx) => suspensionOf(tx, agreement, 'socket', ANN));
  assert.deepEqual(said, { of: 'user', caseId: id, emergency: false });
  // No other carrier learns of it.
  const elsewhere: Scope = { kind: 'party', party: 'prairie', user: ANN };
  assert.equal(await db.withTransaction(elsewhere, (tx) => isSuspended(tx, agreement, 'socket', ANN)), false);
  await take(id, 'cured', '2026-10-23T14:00:00Z', { cure: 'Trained' });
  assert.equal(await suspended(ANN), false);
});

test('after it was cured, what is new is a new case', async () => {
  assert.deepEqual(await look('2026-10-23T15:00:00Z'), []);
  for (let step = 0; step < 15; step += 1)
    await seen(
      ANN,
      `41755503${String(step).padStart(2, '0')}`,
      `2026-10-26T14:${String(step).padStart(2, '0')}:00Z`,
    );
  const again = await look('2026-10-26T15:00:00Z');
  assert.deepEqual(
    again.map(({ caseId, pattern }) => [caseId, pattern]),
    [['MISUSE/2026-002', 'sequential-scraping']],
  );
});

test('records seen and not ordered for are found when their days are over', async () => {
  for (let step = 0; step < 20; step += 1)
    await seen(
      BOB,
      `41756000${String(step).padStart(2, '0')}`,
      `2026-10-01T${String(step).padStart(2, '0')}:00:00Z`,
    );
  // Twenty numbers in a row, one an hour: no scraping. 31 October is the thirtieth day after 1 October, on which the last were seen.
  assert.deepEqual(await look('2026-10-31T15:00:00Z'), []);
  const found = await look('2026-11-01T15:00:00Z');
  assert.deepEqual(
    found.map(({ pattern, who }) => [pattern, who]),
    [['no-order-views', BOB]],
  );
});

test('two who look at once tell it once', async () => {
  for (let step = 0; step < 15; step += 1)
    await seen(
      'cat@socket.example',
      `41755504${String(step).padStart(2, '0')}`,
      `2026-11-02T15:${String(step).padStart(2, '0')}:00Z`,
    );
  const both = await Promise.all([look('2026-11-02T16:00:00Z'), look('2026-11-02T16:00:00Z')]);
  assert.equal(both.flat().length, 1);
});
