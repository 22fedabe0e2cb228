import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { versionsTerm } from '../../articles/ordering/terms.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { unwrap } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import type { EventBody } from '../../cases/kind.ts';
import type { Database } from '../../platform/database.ts';
import { sweep } from '../../platform/sweeper.ts';
import { OrderTest, ordersDatabase, outcome, testLoop } from './test-orders.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const question = { queries: [{ field: 'DDD', sentence: 'In the morning?' }] };

describe('a supplement that waits while the version before it goes on', () => {
  let db: Database;
  let desk: OrderTest;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
  });
  after(() => db.close());

  const states = async (pon: string): Promise<string[]> => {
    const rows = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ state: string }>('SELECT state FROM case_state WHERE case_id LIKE $1 ORDER BY case_id', [
        `LSR/SKT/${pon}/%`,
      ]),
    );
    return rows.map(({ state }) => state);
  };
  const sweepUntil = async (local: string) => {
    const now = Temporal.Instant.from(desk.instant(local));
    return sweep(
      db,
      now,
      claimExpired(kinds, [agreement.id]),
      fireExpired(() => agreement, kinds),
    );
  };
  const confirmed = async (pon: string) => {
    unwrap(await desk.send(testLoop(pon), '2026-11-16T09:00'));
    const id = `LSR/SKT/${pon}/01`;
    unwrap(await desk.answer(id, 'confirmed', '2026-11-16T11:00', { dueDate: '2026-12-01' }));
    return id;
  };
  /** A customer who was not ready on 1 December, and of 15 December a supplement for the 30th; the limit is the 31st. */
  const waiting = async (pon: string) => {
    const id = await confirmed(pon);
    unwrap(await desk.answer(id, 'customer-not-ready', '2026-12-01T11:00', { code: '1E' }));
    const later: Asr = { ...testLoop(pon), ver: '02', sup: '2', desiredDueDate: '2026-12-30' };
    assert.deepEqual(outcome(await desk.send(later, '2026-12-15T09:00')), ['acknowledged']);
    return async (name: string, on: string, body: EventBody) =>
      outcome(await desk.answer(`LSR/SKT/${pon}/02`, name, `${on}T11:00`, body));
  };

  test('sent in time and confirmed late, it takes the place of the version', async () => {
    const answer = await waiting('E1');
    assert.deepEqual((await sweepUntil('2027-01-02T00:00')).failed, []);
    assert.deepEqual(await states('E1'), ['customer-not-ready', 'acknowledged']);
    assert.deepEqual(await answer('confirmed', '2027-01-04', { dueDate: '2027-01-05' }), ['confirmed']);
    assert.deepEqual(await states('E1'), ['superseded', 'confirmed']);
  });

  test('refused before the limit, the version waits for its new date as before', async () => {
    const answer = await waiting('E5');
    assert.deepEqual(await answer('rejected', '2026-12-16', { rejections: [{ id: 'X' }] }), ['X']);
    assert.deepEqual(await states('E5'), ['customer-not-ready', 'rejected']);
    await sweepUntil('2027-01-02T00:00');
    assert.deepEqual(await states('E5'), ['cancelled', 'rejected']);
  });

  test('where both times run out each clock fires, and none stays behind', async () => {
    const answer = await waiting('E3');
    assert.deepEqual(await answer('clarification-requested', '2026-12-29', question), ['clarification']);
    assert.deepEqual((await sweepUntil('2027-03-01T00:00')).failed, []);
    assert.deepEqual(await states('E3'), ['cancelled', 'cancelled']);
  });

  test('work that is done first ends a supplement that is in question too', async () => {
    const id = await confirmed('E4');
    const other: Asr = {
      ...testLoop('E4'),
      ver: '02',
      sup: '3',
      quantity: 2,
      desiredDueDate: '2026-12-15',
    };
    assert.deepEqual(outcome(await desk.send(other, '2026-11-30T09:00')), ['acknowledged']);
    unwrap(await desk.answer('LSR/SKT/E4/02', 'clarification-requested', '2026-11-30T10:00', question));
    const ecckts = ['60.LXFU.009103.CTM'];
    assert.deepEqual(outcome(await desk.answer(id, 'completed', '2026-12-01T11:00', { ecckts })), [
      'completed',
    ]);
    assert.deepEqual(await states('E4'), ['completed', 'rejected']);
    const [row] = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ clause: string }>(
        `SELECT body #>> '{rejections,0,clause}' AS clause FROM event WHERE case_id = $1 AND kind = 'lsr.rejected'`,
        ['LSR/SKT/E4/02'],
      ),
    );
    // Where the agreement speaks of versions: ordering.versions.
    assert.equal(row?.clause, agreement.at('2026-12-01').optional(versionsTerm)?.citation);
    assert.ok(row?.clause);
  });
});
