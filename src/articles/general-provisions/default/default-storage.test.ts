import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CaseRecord } from '../../../cases/record.ts';
import { claimExpired, fireExpired } from '../../../cases/expire.ts';
import { takeEvent } from '../../../cases/take-event.ts';
import type { Result } from '../../../base/result.ts';
import type { Database } from '../../../platform/database.ts';
import { sweep } from '../../../platform/sweeper.ts';
import { casesDatabase } from '../../../cases/test-database.ts';
import { moneyKinds } from '../index.ts';
import { event, idsOf, missouri } from '../test-ground.ts';

const agreement = missouri();
const notice = { method: 'personal', sentAt: '2026-11-16', to: 'clec' };
const ilec = (name: string, on: string, body = {}) => event(name, on, body, 'centurytel');
const noticed = ilec('noticed', '2026-11-16', {
  notice,
  about: 'non-payment',
  breach: 'Bill 573A0001-202609 is unpaid',
  undisputed: '800.00',
});

describe('cases of the money provisions, stored', () => {
  let db: Database;
  before(async () => {
    db = await casesDatabase(agreement);
  });
  after(() => db.close());

  const desk = { agreement, kinds: moneyKinds };
  const take = (kind: string, caseId: string, taken: ReturnType<typeof event>): Promise<Result<CaseRecord>> =>
    takeEvent(db, desk, { kind, caseId, event: taken });
  const passes = (until: string) =>
    sweep(
      db,
      Temporal.Instant.from(until),
      claimExpired(moneyKinds),
      fireExpired(() => agreement, moneyKinds),
    );

  test('a default is terminable once the sweeper has seen its time run out, and not while it is disputed', async () => {
    assert.ok((await take('default', 'DEFAULT/2026-001', noticed)).ok);
    assert.ok((await take('default', 'DEFAULT/2026-002', noticed)).ok);
    const grounds = { grounds: 'Paid on 2 November' };
    assert.ok((await take('default', 'DEFAULT/2026-002', event('disputed', '2026-11-20', grounds))).ok);
    const failed = ilec('cure-failed', '2026-12-20');
    assert.deepEqual(idsOf(await take('default', 'DEFAULT/2026-001', failed)), ['default/time-runs']);
    // 14 days of November and 16 of December are 30: over from the 17th.
    await passes('2026-12-17T07:00:00Z');
    const ended = await take('default', 'DEFAULT/2026-001', failed);
    assert.equal(ended.ok && ended.value.state, 'terminable');
    const back = await take(
      'default',
      'DEFAULT/2026-002',
      event('dispute-dismissed', '2026-12-20', {
        docket: 'TC-2027-0001',
        decidedOn: '2026-12-20',
      }),
    );
    assert.ok(back.ok);
    // Thirty days stood still: 16 December becomes 15 January.
    assert.equal(back.value.clocks.find(({ name }) => name === 'cure')?.dueAt, '2027-01-15');
    assert.deepEqual(idsOf(await take('default', 'DEFAULT/2026-002', failed)), ['default/time-runs']);
  });

  test('each event is for one party to say', async () => {
    const cured = await take('default', 'DEFAULT/2026-003', noticed);
    assert.ok(cured.ok);
    const own = event('disputed', '2026-11-20', { grounds: 'x' }, 'centurytel');
    assert.deepEqual(idsOf(await take('default', 'DEFAULT/2026-003', own)), ['case/not-yours']);
  });

  test('a party outside the agreement sees none of it', async () => {
    const seen = (party: string) =>
      db.withTransaction({ kind: 'party', party, user: 'ann' }, (tx) => tx.query('SELECT 1 FROM case_state'));
    assert.ok((await seen('socket')).length > 0);
    assert.equal((await seen('prairie')).length, 0);
  });
});
