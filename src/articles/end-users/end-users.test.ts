import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import type { CaseRecord } from '../../cases/record.ts';
import { takeEvent } from '../../cases/take-event.ts';
import type { Database } from '../../platform/database.ts';
import { sweep } from '../../platform/sweeper.ts';
import { casesDatabase } from '../../cases/test-database.ts';
import { countMisdirectedCalls, kinds } from './index.ts';
import { authorityKind } from '../general-provisions/authority/authority-case.ts';
import { event, idsOf, load, missouri } from './test-ground.ts';

const agreement = missouri();

describe('cases of end users, recorded', () => {
  let db: Database;
  before(async () => {
    db = await casesDatabase(agreement);
  });
  after(() => db.close());

  const take = (
    kind: string,
    caseId: string,
    name: string,
    on: string,
    body: Record<string, unknown> = {},
    actor = 'centurytel',
  ): Promise<Result<CaseRecord>> =>
    takeEvent(db, { agreement, kinds }, { kind, caseId, event: event(name, on, body, actor) });
  const sweepAt = (now: string) =>
    sweep(
      db,
      Temporal.Instant.from(now),
      claimExpired(kinds),
      fireExpired(() => agreement, kinds),
    );
  const states = (prefix: string) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      const rows = await tx.query<{ case_id: string; state: string }>(
        'SELECT case_id, state FROM case_state WHERE case_id LIKE $1 ORDER BY case_id',
        [`${prefix}%`],
      );
      return rows.map(({ case_id: id, state }) => `${id} ${state}`);
    });

  const notice = (endUser: string, change: Record<string, unknown> = {}) => ({
    endUser,
    steps: 'Choose another company.',
    tollFreeNumber: '800-555-0100',
    billingAddress: 'PO Box 1, Columbia',
    serviceAddress: '1 Main Street, Columbia',
    numbers: ['5735550142'],
    service: 'local telephone service',
    endsOn: '2026-12-15',
    ...change,
  });
  const leave = async (exit: string, notices: readonly unknown[]) => {
    const told = {
      notice: { method: 'personal', sentAt: '2026-11-02' },
      exitOn: '2026-12-15',
      because: 'bankrupt',
    };
    unwrap(await take('discontinuance', exit, 'exit-noticed', '2026-11-02', told, 'socket'));
    unwrap(await take('discontinuance', exit, 'customers-noticed', '2026-11-03', { notices }, 'socket'));
  };

  test('an authority that the other party holds is not revoked by a withdrawal that one records', async () => {
    const given = {
      form: 'written',
      numbers: ['5735550142'],
      name: 'Pat Doe',
      address: '1 Main Street',
      from: 'centurytel',
      to: 'socket',
      signedOn: '2026-11-02',
      evidence: 'letters/1',
    };
    const both = [...kinds, authorityKind];
    const put = (kind: string, caseId: string, name: string, body: Record<string, unknown>, actor: string) =>
      takeEvent(
        db,
        { agreement, kinds: both },
        { kind, caseId, event: event(name, '2026-11-03', body, actor) },
      );
    unwrap(await put('authority', 'AUTH/2026-0001', 'granted', given, 'socket'));
    const asked = {
      withdrawnOn: '2026-11-03',
      askedBy: 'end-user',
      numbers: ['0000000000'],
      cancel: [],
      release: ['12.LXFU.1234..SB'],
      authority: 'AUTH/2026-0001',
    };
    const byOther = await put('authority-withdrawal', 'WITHDRAW/2026-0001', 'withdrawn', asked, 'centurytel');
    assert.deepEqual(idsOf(byOther), ['case/not-yours']);
    const byHolder = await put('authority-withdrawal', 'WITHDRAW/2026-0001', 'withdrawn', asked, 'socket');
    assert.deepEqual(idsOf(byHolder), []);
    assert.deepEqual(await states('AUTH/2026-0001'), ['AUTH/2026-0001 revoked']);
  });

  test('an exit: each end user goes its own way, and nobody goes dark', async () => {
    await leave('EXIT/1', [
      notice('MOVES'),
      notice('STAYS'),
      notice('FLAWED', { steps: '' }),
      notice('SHORT', { endsOn: '2026-11-20' }),
    ]);
    assert.deepEqual(await states('EXIT/1/'), [
      'EXIT/1/FLAWED defective',
      'EXIT/1/MOVES noticed',
      'EXIT/1/SHORT noticed',
      'EXIT/1/STAYS noticed',
    ]);
    unwrap(await take('end-user-notice', 'EXIT/1/MOVES', 'migrated', '2026-11-12'));
    // 20 November ends at 06:00 UTC of the 21st, 17 days after the notice of the 3rd: abandoned, and served all the same.
    await sweepAt('2026-11-21T06:00:00Z');
    assert.deepEqual(await states('EXIT/1/S'), ['EXIT/1/SHORT interim', 'EXIT/1/STAYS noticed']);
    // 20 November and 30 days: 20 December.
    assert.deepEqual(idsOf(await take('end-user-notice', 'EXIT/1/SHORT', 'disconnected', '2026-12-19')), [
      'case/too-early',
    ]);
    // A correction on 20 November with a later day.
    const corrected = { ...notice('', { endsOn: '2026-12-20' }), exit: 'EXIT/1' } as Record<string, unknown>;
    delete corrected['endUser'];
    unwrap(await take('end-user-notice', 'EXIT/1/FLAWED', 'noticed', '2026-11-20', corrected, 'socket'));
    assert.deepEqual(await states('EXIT/1/FLAWED'), ['EXIT/1/FLAWED noticed']);
    await sweepAt('2026-12-16T06:00:00Z');
    assert.deepEqual(await states('EXIT/1/S'), ['EXIT/1/SHORT interim', 'EXIT/1/STAYS interim']);
    unwrap(await take('end-user-notice', 'EXIT/1/SHORT', 'migrated', '2026-12-17'));
    assert.deepEqual(idsOf(await take('discontinuance', 'EXIT/1', 'closed', '2026-12-18')), [
      'discontinuance/end-user-open',
      'discontinuance/end-user-open',
    ]);
    // The corrected notice of 20 November has 30 days on 20 December: with the last of them its service ends.
    await sweepAt('2026-12-21T06:00:00Z');
    assert.deepEqual(await states('EXIT/1/FLAWED'), ['EXIT/1/FLAWED interim']);
    // 15 December and 30 days: 14 January; 20 December and 30 days: 19 January.
    unwrap(await take('end-user-notice', 'EXIT/1/STAYS', 'disconnected', '2027-01-14'));
    unwrap(await take('end-user-notice', 'EXIT/1/FLAWED', 'disconnected', '2027-01-19'));
    unwrap(await take('discontinuance', 'EXIT/1', 'closed', '2027-01-20'));
  });

  test('a competitor that is gone: those who were told and those who were not are served at once', async () => {
    await leave('EXIT/2', [notice('TOLD')]);
    unwrap(await take('discontinuance', 'EXIT/2', 'abandoned', '2026-11-10', { endUsers: ['UNTOLD'] }));
    assert.deepEqual(await states('EXIT/2/'), ['EXIT/2/TOLD interim', 'EXIT/2/UNTOLD interim']);
  });

  test('a competitor that stays keeps its end users', async () => {
    await leave('EXIT/3', [notice('ONE'), notice('OTHER', { service: '' })]);
    unwrap(await take('discontinuance', 'EXIT/3', 'withdrawn', '2026-11-10', {}, 'socket'));
    assert.deepEqual(await states('EXIT/3/'), ['EXIT/3/ONE kept', 'EXIT/3/OTHER kept']);
  });

  test('misdirected calls of a month are counted from the cases', async () => {
    const call = async (id: string, on: string, answeredBy: string, actor: string, refer: boolean) => {
      const step = (name: string, body: Record<string, unknown>) =>
        take('misdirected-call', id, name, on, body, actor);
      unwrap(await step('received', { answeredBy }));
      if (!refer) return;
      unwrap(await step('identified', { owner: answeredBy === 'ilec' ? 'clec' : 'ilec' }));
      unwrap(await step('referred', { name: 'Socket', number: '5738170000', said: 'Please call Socket.' }));
    };
    await call('MISDIRECT/1', '2026-11-02', 'ilec', 'centurytel', true);
    await call('MISDIRECT/2', '2026-11-30', 'ilec', 'centurytel', false);
    await call('MISDIRECT/3', '2026-11-30', 'clec', 'socket', true);
    await call('MISDIRECT/4', '2026-12-01', 'clec', 'socket', true);
    const count = (terms: typeof agreement) =>
      db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
        countMisdirectedCalls(tx, terms, '2026-11'),
      );
    assert.deepEqual(unwrap(await count(agreement)), [
      { party: 'centurytel', answered: 2, referred: 1 },
      { party: 'socket', answered: 1, referred: 1 },
    ]);
    const without = unwrap(load(['counted: monthly', 'counted: not-counted']));
    assert.deepEqual(idsOf(await count(without)), ['end-users/not-counted']);
  });
});

test('the clocks of the agreement start and stop on what the cases do', () => {
  const broken = load(['stops: [loss.sent, loss.withdrawn]', 'stops: [loss.sent]']);
  assert.deepEqual(idsOf(broken), ['clock/events']);
});
