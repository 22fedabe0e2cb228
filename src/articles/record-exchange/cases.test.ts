import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../base/result.ts';
import { runClocks } from '../../cases/clocks.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { CLOCK_EXPIRED, allowedIn } from '../../cases/kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../../cases/kind.ts';
import { blockingKind } from './blocking/blocking-case.ts';
import { kinds } from './kinds.ts';
import { lostUsageKind } from './lost-usage/lost-usage-case.ts';
import { invoiceObjectionKind } from './objections/invoice-objection-case.ts';
import { originatorIdentificationKind } from './objections/originator-identification-case.ts';
import { unidentifiedTrafficKind } from './objections/unidentified-traffic-case.ts';
import { event, idsOf, missouri, play } from './test-ground.ts';

const agreement = missouri();
const ILEC = 'centurytel';
const state = (kind: CaseKind, ...events: readonly NewEvent[]): string =>
  stateAfter(kind, unwrap(play(agreement, kind, events)));
const refusals = (kind: CaseKind, ...events: readonly NewEvent[]): string[] =>
  idsOf(play(agreement, kind, events));
const due = (kind: CaseKind, ...events: readonly NewEvent[]): (string | undefined)[] =>
  runClocks(agreement, kind, unwrap(play(agreement, kind, events))).map(({ dueAt }) => dueAt);

describe('an objection to a bill', () => {
  const objected = event('objected', '2026-11-02', { bill: '573-1', by: 'e-mail', grounds: 'Not our calls' });
  const answer = (copiedTo: readonly string[], on = '2026-11-20', actor = ILEC) =>
    event('answered', on, { finding: 'stands', reason: 'The records name you', copiedTo }, actor);
  const copied = ['telecommunications-manager'];

  test('is answered within 30 days, with a copy to the Commission', () => {
    // 2 November + 30: 28 days of November and 2 of December.
    assert.deepEqual(due(invoiceObjectionKind, objected), ['2026-12-02']);
    assert.deepEqual(refusals(invoiceObjectionKind, objected, answer([])), ['record-exchange/no-copy']);
    assert.deepEqual(refusals(invoiceObjectionKind, objected, answer(copied, '2026-11-20', 'socket')), [
      'case/not-yours',
    ]);
    assert.equal(state(invoiceObjectionKind, objected, answer(copied)), 'answered');
  });

  test('has no effect by fax', () => {
    const fax = { ...objected, body: { ...objected.body, by: 'fax' } };
    assert.deepEqual(refusals(invoiceObjectionKind, fax), ['record-exchange/objection-way']);
    assert.deepEqual(refusals(invoiceObjectionKind, { ...objected, body: { bill: 'X' } }).sort(), [
      'case/body',
      'case/body',
    ]);
  });

  test('goes to the Commission after the answer, or after its time', () => {
    const taken = event('taken-to-commission', '2026-12-04', { docket: 'TC-2027-0001' });
    const out = event(CLOCK_EXPIRED, '2026-12-03', { clock: 'answer', run: 1 }, 'meetpoint');
    assert.deepEqual(refusals(invoiceObjectionKind, objected, taken), ['record-exchange/answer-runs']);
    assert.deepEqual(refusals(invoiceObjectionKind, objected, out, taken), []);
    assert.deepEqual(refusals(invoiceObjectionKind, objected, answer(copied), taken), []);
  });

  test('about traffic without records is referred; its answer stays due', () => {
    const referred = event('referred', '2026-11-10', { case: 'UNIDENTIFIED/2026-001' }, ILEC);
    assert.equal(state(invoiceObjectionKind, objected, referred), 'unidentified');
    assert.deepEqual(due(invoiceObjectionKind, objected, referred), ['2026-12-02']);
    assert.equal(state(invoiceObjectionKind, objected, referred, answer(copied)), 'answered');
  });
});

describe('unidentified traffic', () => {
  const objected = event('objected', '2026-11-02', {
    month: '2026-10',
    trunkGroups: ['CO521001'],
    recordedMinutes: 10_000,
    receivedMinutes: 9_000,
  });
  const notified = event('notified', '2026-11-20', { carriers: ['7777', '8888'] }, ILEC);
  const identified = (minutes: number) => event('identified', '2026-12-01', { ocn: '7777', minutes }, ILEC);
  const settled = (leftMinutes: number) => event('settled', '2026-12-10', { leftMinutes });

  test('suspected carriers are notified within 20 days', () => {
    // 2 November + 20: Sunday 22 November, which moves to Monday.
    assert.deepEqual(due(unidentifiedTrafficKind, objected), ['2026-11-23']);
    assert.deepEqual(refusals(unidentifiedTrafficKind, objected, { ...notified, body: { carriers: [] } }), [
      'case/body',
    ]);
    assert.deepEqual(refusals(unidentifiedTrafficKind, objected, { ...notified, actor: 'socket' }), [
      'case/not-yours',
    ]);
  });

  test('each minute is identified once or left', () => {
    const found = [objected, notified, identified(700)];
    assert.deepEqual(refusals(unidentifiedTrafficKind, ...found, identified(301)), [
      'record-exchange/minutes',
    ]);
    assert.deepEqual(refusals(unidentifiedTrafficKind, ...found, settled(0)), ['record-exchange/minutes']);
    assert.equal(state(unidentifiedTrafficKind, ...found, settled(300)), 'settled');
    const played = unwrap(play(agreement, unidentifiedTrafficKind, found));
    assert.deepEqual(unidentifiedTrafficKind.view?.(agreement, played), { openMinutes: 300 });
  });

  test('what has records is not objected to', () => {
    const none = { ...objected, body: { ...objected.body, receivedMinutes: 10_000 } };
    assert.deepEqual(refusals(unidentifiedTrafficKind, none), ['record-exchange/minutes']);
  });
});

test('who originated calls is answered by the carrier that delivered them', () => {
  const asked = event('asked', '2026-11-02', {
    trunkGroup: 'CO521001',
    month: '2026-10',
    calls: ['day-01.emi:17'],
  });
  const named = event('identified', '2026-11-05', { ocn: '7777' }, ILEC);
  assert.deepEqual(due(originatorIdentificationKind, asked), ['2026-11-23']);
  assert.equal(state(originatorIdentificationKind, asked, named), 'identified');
  const unknown = event('not-known', '2026-11-05', { because: 'The record has no code' }, ILEC);
  assert.equal(state(originatorIdentificationKind, asked, unknown, named), 'identified');
  assert.equal(state(originatorIdentificationKind, asked, unknown, event('closed', '2026-11-06')), 'closed');
});

describe('blocking', () => {
  const body = {
    blocking: 'transit-carrier',
    carrier: '7777',
    reasons: ['non-payment'],
    sentBy: 'certified-mail',
    sentTo: ['carrier', 'commission'],
    contents: ['reasons', 'start-date', 'cure', 'rights'],
    startsOn: '2026-12-02',
  };
  const noticed = (more: object = {}) => event('noticed', '2026-11-02', { ...body, ...more }, ILEC);
  const blocked = (on: string) => event('blocked', on, {}, ILEC);
  const challenged = event('challenged', '2026-11-10', { docket: 'TC-2027-0002' });
  const ruling = { docket: 'TC-2027-0002', decidedOn: '2026-12-20' };

  test('without the copy to the Commission is refused, and with anything else missing', () => {
    const run = (more: object) => refusals(blockingKind, noticed(more));
    assert.deepEqual(run({}), []);
    assert.deepEqual(run({ sentTo: ['carrier'] }), ['record-exchange/no-copy']);
    assert.deepEqual(run({ contents: ['reasons'] }), [
      'record-exchange/silent',
      'record-exchange/silent',
      'record-exchange/silent',
    ]);
    assert.deepEqual(run({ sentBy: 'email', sentTo: [], startsOn: '2026-12-01' }), [
      'record-exchange/sent-by',
      'record-exchange/no-copy',
      'record-exchange/no-copy',
      'record-exchange/too-soon',
    ]);
    // At the originating tandem its carrier must know too.
    assert.deepEqual(run({ blocking: 'terminating-carrier' }), ['record-exchange/no-copy']);
    assert.deepEqual(run({ blocking: 'of-transit-carrier' }), []);
  });

  test('starts 30 days after its notice, and not before the day that the notice names', () => {
    assert.deepEqual(refusals(blockingKind, noticed(), blocked('2026-12-01')), [
      'case/too-early',
      'record-exchange/before-start',
    ]);
    assert.equal(state(blockingKind, noticed(), blocked('2026-12-02')), 'blocked');
    const later = noticed({ startsOn: '2027-01-04' });
    assert.deepEqual(refusals(blockingKind, later, blocked('2026-12-15')), ['record-exchange/before-start']);
    assert.equal(state(blockingKind, later, blocked('2027-01-04')), 'blocked');
  });

  test('is stayed by a challenge, goes on when it is dismissed, ends when it is upheld', () => {
    assert.deepEqual(refusals(blockingKind, noticed(), challenged, blocked('2026-12-15')), [
      'case/not-allowed',
    ]);
    const dismissed = event('challenge-dismissed', '2026-12-20', ruling);
    assert.equal(state(blockingKind, noticed(), challenged, dismissed, blocked('2026-12-21')), 'blocked');
    assert.equal(
      state(blockingKind, noticed(), challenged, event('challenge-upheld', '2026-12-20', ruling)),
      'withdrawn',
    );
  });

  test('does not come where it is cured, ends when the reason is gone, and leaves other ways open', () => {
    const cured = event('cured', '2026-11-20', { cure: 'Paid on 19 November' });
    assert.equal(state(blockingKind, noticed(), cured), 'cured');
    const rerouted = event('rerouted', '2026-12-05', { route: 'direct' });
    const unblocked = event('unblocked', '2026-12-20', { because: 'paid' }, ILEC);
    assert.equal(state(blockingKind, noticed(), blocked('2026-12-02'), rerouted, unblocked), 'unblocked');
    assert.deepEqual(
      refusals(blockingKind, noticed(), event('rerouted', '2026-12-05', { route: 'satellite' })),
      ['case/body'],
    );
    const played = unwrap(play(agreement, blockingKind, [noticed()]));
    assert.deepEqual(blockingKind.view?.(agreement, played), {
      routes: ['agreement', 'direct', 'interexchange-carrier'],
    });
  });
});

describe('lost usage', () => {
  const lost = event('lost', '2026-11-02', {
    from: '2026-10-05',
    to: '2026-10-07',
    trunkGroups: ['CO521001'],
    because: 'A disk',
  });
  const givenUp = event('given-up', '2026-11-20', { because: 'No copy' });
  // (900 + 1,000 + 1,100) ÷ 3 × 3 ÷ 31 = 96.77
  const estimated = (minutes: number) =>
    event('estimated', '2027-01-04', { months: [900, 1000, 1100], lostDays: 3, monthDays: 31, minutes });

  test('is rebuilt within 60 days, else estimated', () => {
    // 2 November + 60: 28 of November, 31 of December and 1 of January.
    assert.deepEqual(due(lostUsageKind, lost), ['2027-01-01']);
    assert.deepEqual(refusals(lostUsageKind, lost, estimated(97)), ['record-exchange/rebuilding']);
    const out = event(CLOCK_EXPIRED, '2027-01-02', { clock: 'rebuild', run: 1 }, 'meetpoint');
    assert.equal(state(lostUsageKind, lost, out, estimated(97)), 'estimated');
    assert.equal(state(lostUsageKind, lost, givenUp, estimated(97)), 'estimated');
  });

  test('an estimate is what the months give, and the other party takes it', () => {
    assert.deepEqual(refusals(lostUsageKind, lost, givenUp, estimated(96)), ['record-exchange/estimate']);
    const two = { ...estimated(97), body: { months: [900, 1000], minutes: 950 } };
    assert.deepEqual(refusals(lostUsageKind, lost, givenUp, two), ['record-exchange/too-few-months']);
    const accepted = (actor: string) => event('accepted', '2027-01-05', {}, actor);
    assert.deepEqual(refusals(lostUsageKind, lost, givenUp, estimated(97), accepted('socket')), [
      'record-exchange/own-estimate',
    ]);
    assert.equal(state(lostUsageKind, lost, givenUp, estimated(97), accepted(ILEC)), 'settled');
  });

  test('found again, they take the place of the estimate', () => {
    const rebuilt = event('rebuilt', '2027-01-06', { files: ['day-05.emi'] });
    assert.equal(state(lostUsageKind, lost, givenUp, estimated(97), rebuilt), 'rebuilt');
    const backwards = { ...lost, body: { ...lost.body, to: '2026-10-04' } };
    assert.deepEqual(refusals(lostUsageKind, backwards), ['record-exchange/days']);
  });
});

describe('whatever is done, every event is taken or refused as its state says', () => {
  for (const kind of kinds) {
    test(kind.kind, () => {
      const step = fc.record({
        name: fc.constantFrom(...kind.events.map(({ name }) => name)),
        actor: fc.constantFrom('socket', ILEC),
        whole: fc.boolean(),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
          let taken: CaseEvent[] = [];
          for (const { name, actor, whole } of steps) {
            const before = stateAfter(kind, taken);
            const next = event(name, '2026-12-15', whole ? WHOLE[`${kind.kind}.${name}`] : {}, actor);
            const now = play(agreement, kind, [...taken, next]);
            const legal = allowedIn(kind, before).includes(name);
            assert.equal(idsOf(now).includes('case/not-allowed'), !legal, `${name} in ${before}`);
            if (now.ok) taken = now.value;
            const over = kind.states.find(({ name: is }) => is === stateAfter(kind, taken))?.final === true;
            if (over) assert.ok(runClocks(agreement, kind, taken).every(({ state: is }) => is !== 'running'));
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});

/** Bodies that fit, so that walks get far. */
const WHOLE: Readonly<Record<string, Record<string, unknown>>> = {
  'originator-identification.asked': { trunkGroup: 'T', month: '2026-10', calls: ['a:1'] },
  'originator-identification.identified': { ocn: '7777' },
  'originator-identification.not-known': { because: 'x' },
  'invoice-objection.objected': { bill: '1', by: 'letter', grounds: 'x' },
  'invoice-objection.referred': { case: 'UNIDENTIFIED/2026-001' },
  'invoice-objection.answered': { finding: 'stands', reason: 'x', copiedTo: ['telecommunications-manager'] },
  'invoice-objection.taken-to-commission': { docket: 'x' },
  'invoice-objection.decided': { order: 'x' },
  'unidentified-traffic.objected': {
    month: '2026-10',
    trunkGroups: ['T'],
    recordedMinutes: 9,
    receivedMinutes: 8,
  },
  'unidentified-traffic.notified': { carriers: ['7777'] },
  'unidentified-traffic.none-suspected': { because: 'x' },
  'unidentified-traffic.identified': { ocn: '7777', minutes: 1 },
  'unidentified-traffic.settled': { leftMinutes: 1 },
  'traffic-blocking.noticed': {
    blocking: 'transit-carrier',
    carrier: '7777',
    reasons: ['non-payment'],
    sentBy: 'certified-mail',
    sentTo: ['carrier', 'commission'],
    contents: ['reasons', 'start-date', 'cure', 'rights'],
    startsOn: '2027-02-01',
  },
  'traffic-blocking.challenged': { docket: 'x' },
  'traffic-blocking.challenge-dismissed': { docket: 'x', decidedOn: '2026-12-15' },
  'traffic-blocking.challenge-upheld': { docket: 'x', decidedOn: '2026-12-15' },
  'traffic-blocking.rerouted': { route: 'direct' },
  'traffic-blocking.cured': { cure: 'x' },
  'traffic-blocking.unblocked': { because: 'paid' },
  'lost-usage.lost': { from: '2026-10-01', to: '2026-10-02', trunkGroups: ['T'], because: 'x' },
  'lost-usage.rebuilt': { files: ['a'] },
  'lost-usage.given-up': { because: 'x' },
  'lost-usage.estimated': { months: [1, 1, 1], minutes: 1 },
  'lost-usage.not-accepted': { because: 'x' },
};
