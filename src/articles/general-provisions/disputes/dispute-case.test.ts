import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { add, compare, decimal, sum } from '../../../base/rational.ts';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { CLOCK_EXPIRED, START, allowedIn } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { event, idsOf, missouri, play } from '../test-ground.ts';
import { disputeKind } from './dispute-case.ts';
import { disputeLedger } from './dispute-ledger.ts';
import { disputeView } from './dispute-view.ts';

const agreement = missouri();
const claim = {
  bill: '573A0001-202611',
  billOn: '2026-11-01',
  dueOn: '2026-12-01',
  ban: '573A0001',
  items: [
    { item: 'C1', billed: '24.00', disputed: '4.00', reason: 'Zone 1 billed as zone 2' },
    { item: 'C2', billed: '100.00', disputed: '100.00', reason: 'Disconnected on 3 October' },
  ],
};
const ilec = (name: string, on: string, body = {}): NewEvent => event(name, on, body, 'centurytel');
const raised = event('raised', '2026-11-20', { claim, withheld: '90.00' });
const validated = ilec('validated', '2026-11-23');
const denied = ilec('denied', '2026-12-10', { reason: 'The circuit was in service' });
const escalated = (on = '2026-12-20'): NewEvent => event('escalated', on);
const viewOf = (events: readonly NewEvent[]): Readonly<Record<string, unknown>> =>
  disputeView(agreement, unwrap(play(agreement, disputeKind, events)));
const ledgerOf = (events: readonly NewEvent[]) => viewOf(events)['ledger'] as Record<string, string>;

describe('a dispute', () => {
  test('shows where its dollars stand', () => {
    const start = {
      billed: '124.00',
      undisputed: '20.00',
      disputedWithheld: '90.00',
      disputedPaid: '14.00',
      escrowed: '0.00',
      credited: '0.00',
      lateChargeSuspended: '90.00',
    };
    assert.deepEqual(ledgerOf([raised]), start);
    const sustained = ilec('sustained', '2026-12-10', { credit: '100.00' });
    const credited = ilec('credited', '2026-12-15', { amount: '100.00', bill: '573A0001-202612' });
    assert.deepEqual(ledgerOf([raised, validated, sustained]), start);
    // A credit of 100: the 90 withheld need not be paid, 10 of the 14 paid come back.
    assert.deepEqual(ledgerOf([raised, validated, sustained, credited]), {
      ...start,
      disputedWithheld: '0.00',
      disputedPaid: '4.00',
      credited: '100.00',
      lateChargeSuspended: '0.00',
    });
  });

  test('that is lost is owed after all, with the charge from the original due date', () => {
    const view = viewOf([raised, validated, denied, event('accepted', '2026-12-31')]);
    // 90.00 × 1.5 % × 30 ÷ 30 = 1.35, from 2 to 31 December.
    assert.deepEqual(view['lateChargeWhenLost'], { value: '1.35' });
    assert.equal((view['ledger'] as Record<string, string>)['undisputed'], '124.00');
    assert.deepEqual(view['window'], { value: 'open' });
    assert.deepEqual(view['claim'], { value: 'valid' });
  });

  test('that lacks something is taken, seen to lack it, and sent back with all of it', () => {
    const poor = event('raised', '2027-02-15', {
      claim: { billOn: '2026-11-01', dueOn: '2026-12-01', items: [{ disputed: '5' }] },
    });
    const view = viewOf([poor]) as unknown as {
      claim: { problems: { id: string }[] };
      window: object;
    };
    assert.deepEqual(
      view.claim.problems.map(({ id }) => id),
      ['dispute/missing', 'dispute/missing', 'dispute/missing', 'dispute/missing'],
    );
    assert.deepEqual(view.window, { value: 'late' });
    const back = (problems: unknown[]) => ilec('rejected', '2027-02-16', { problems });
    assert.deepEqual(idsOf(play(agreement, disputeKind, [poor, back([])])), ['case/body']);
    assert.deepEqual(idsOf(play(agreement, disputeKind, [poor, back(view.claim.problems)])), []);
  });

  test('keeps back no more than it disputes', () => {
    const more = event('raised', '2026-11-20', { claim, withheld: '90', escrowed: '14.01' });
    assert.deepEqual(idsOf(play(agreement, disputeKind, [more])), ['dispute/above-disputed']);
  });

  test('is answered, escalated and settled in its times', () => {
    const due = (events: readonly NewEvent[], name: string) =>
      runClocks(agreement, disputeKind, unwrap(play(agreement, disputeKind, events))).find(
        (run) => run.name === name,
      )?.dueAt;
    // 23 November + 30: 7 + 23 December. 10 December + 30: 21 + 9 January. 20 December + 60: 11 + 31 + 18 February.
    assert.equal(due([raised, validated], 'answer'), '2026-12-23');
    assert.equal(due([raised, validated, denied], 'appeal'), '2027-01-09');
    assert.equal(due([raised, validated, denied, escalated()], 'informal'), '2027-02-18');
  });

  test('is escalated in time or not at all; it may be accepted at any time', () => {
    const after = (next: NewEvent) => idsOf(play(agreement, disputeKind, [raised, validated, denied, next]));
    assert.deepEqual(after(escalated('2027-01-09')), []);
    assert.deepEqual(after(escalated('2027-01-10')), ['case/too-late']);
    assert.deepEqual(after(event('accepted', '2027-02-01')), []);
    assert.deepEqual(after(event('lapsed', '2027-02-01')), ['dispute/appeal-runs']);
    const out = event(CLOCK_EXPIRED, '2027-01-10', { clock: 'appeal', run: 1 }, 'meetpoint');
    const lapsed = [raised, validated, denied, out, event('lapsed', '2027-01-11')];
    assert.deepEqual(idsOf(play(agreement, disputeKind, lapsed)), []);
  });

  test('goes to its forum after the time of the executives, unless they settle it', () => {
    const forum = (on: string, ...between: NewEvent[]) =>
      idsOf(
        play(agreement, disputeKind, [
          raised,
          validated,
          denied,
          escalated(),
          ...between,
          event('taken-to-forum', on, { forum: 'commission' }),
        ]),
      );
    // 20 December + 60: 11 of December, 31 of January and 18 of February.
    assert.deepEqual(forum('2026-12-21'), ['dispute/informal-runs']);
    assert.deepEqual(forum('2027-02-18'), ['dispute/informal-runs']);
    assert.deepEqual(forum('2027-02-19'), []);
  });

  test('that comes after its time is rejected, and suspends nothing', () => {
    // 90 days after 1 November: 29 of November, 31 of December and 30 of January.
    const late = (on: string) =>
      event('raised', on, { claim: { ...claim, dueOn: '2027-03-01' }, withheld: '90.00' });
    const check = (on: string) => ilec('validated', on);
    assert.deepEqual(idsOf(play(agreement, disputeKind, [late('2027-01-30'), check('2027-02-01')])), []);
    assert.deepEqual(idsOf(play(agreement, disputeKind, [late('2027-01-31'), check('2027-02-01')])), [
      'dispute/late',
    ]);
    assert.equal(ledgerOf([late('2027-01-30')])['lateChargeSuspended'], '90.00');
    assert.equal(ledgerOf([late('2027-01-31')])['lateChargeSuspended'], '0.00');
    const back = ilec('rejected', '2027-02-01', { problems: ['It came too late'] });
    assert.deepEqual(idsOf(play(agreement, disputeKind, [late('2027-01-31'), back])), []);
  });

  test('what is withheld after the due date suspends nothing', () => {
    const on = (day: string) => event('raised', day, { claim, withheld: '90.00', escrowed: '5.00' });
    assert.equal(ledgerOf([on('2026-12-01')])['lateChargeSuspended'], '95.00');
    assert.equal(ledgerOf([on('2026-12-02')])['lateChargeSuspended'], '5.00');
  });

  test('a credit is of what is in dispute, and what is credited is what was promised', () => {
    const credit = (amount: string) => ilec('sustained', '2026-12-10', { credit: amount });
    const put = (amount: string) => ilec('credited', '2026-12-15', { amount, bill: 'B' });
    const run = (...events: NewEvent[]) =>
      idsOf(play(agreement, disputeKind, [raised, validated, ...events]));
    assert.deepEqual(run(credit('104.01')), ['dispute/credit']);
    assert.deepEqual(run(credit('0')), ['dispute/credit']);
    assert.deepEqual(run(credit('104'), put('100')), ['dispute/not-as-promised']);
    assert.deepEqual(run(credit('104'), put('104'), escalated()), ['dispute/nothing-open']);
    assert.deepEqual(run(credit('100'), put('100'), escalated()), []);
  });

  test('is settled by an offer that the other party takes', () => {
    const settle = (name: string, credit: string, actor: string) =>
      event(name, '2026-12-21', { credit }, actor);
    const run = (...events: NewEvent[]) =>
      idsOf(play(agreement, disputeKind, [raised, validated, denied, escalated(), ...events]));
    assert.deepEqual(run(settle('settled', '104', 'socket')), ['dispute/no-offer']);
    const offered = settle('offered', '60', 'socket');
    assert.deepEqual(run(offered, settle('settled', '60', 'socket')), ['dispute/no-offer']);
    assert.deepEqual(run(offered, settle('settled', '61', 'centurytel')), ['dispute/not-as-offered']);
    assert.deepEqual(run(offered, settle('settled', '60', 'centurytel')), []);
    // A later offer takes the place of the earlier: of 104 in dispute 30 are offered.
    const counter = settle('offered', '30', 'centurytel');
    assert.deepEqual(run(offered, counter, settle('settled', '60', 'centurytel')), ['dispute/no-offer']);
    assert.deepEqual(run(offered, counter, settle('settled', '30', 'socket')), []);
    assert.deepEqual(run(settle('offered', '104.01', 'socket')), ['dispute/credit']);
    const promised = settle('settled', '60', 'centurytel');
    const credited = (amount: string) => ilec('credited', '2026-12-28', { amount, bill: 'B' });
    assert.deepEqual(run(offered, promised, credited('60')), []);
    assert.deepEqual(run(offered, promised, credited('104')), ['dispute/not-as-promised']);
  });

  test('disputes of an item no more than was billed of it', () => {
    const item = (billed: string | undefined, disputed: string) =>
      event('raised', '2026-11-20', {
        claim: {
          ...claim,
          items: [{ ...(billed === undefined ? {} : { billed }), disputed }, claim.items[1]],
        },
      });
    const taken = (next: NewEvent) => idsOf(play(agreement, disputeKind, [next]));
    assert.deepEqual(taken(item('100', '500')), ['dispute/amount']);
    assert.deepEqual(taken(item('100', '100.01')), ['dispute/amount']);
    assert.deepEqual(taken(item('100', '-1')), ['dispute/amount']);
    assert.deepEqual(taken(item('100', '100')), []);
    // What a claim leaves out is a matter of the check.
    assert.deepEqual(taken(item(undefined, '500')), []);
  });

  test('whatever is done with it, its parts sum to what was billed and none is negative', () => {
    const names = disputeKind.events.map(({ name }) => name).filter((name) => name !== 'raised');
    const step = fc.record({ name: fc.constantFrom(...names), amount: fc.nat(110) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(60), fc.nat(44), (steps, withheld, escrowed) => {
        const first = event('raised', '2026-11-20', {
          claim,
          withheld: String(withheld),
          escrowed: String(escrowed),
        });
        let taken: CaseEvent[] = unwrap(play(agreement, disputeKind, [first]));
        for (const { name, amount } of steps) {
          const body = {
            credit: String(amount),
            amount: String(amount),
            bill: 'B',
            reason: 'x',
            docket: 'TC-1',
            forum: 'commission',
            problems: [1],
          };
          const next = { ...ilec(name, '2026-11-25', body), occurredAt: '2026-11-25T18:00:00Z' };
          const played = play(agreement, disputeKind, [...taken, next]);
          if (played.ok) taken = played.value;
        }
        const { billed, undisputed, withheld: kept, paid, escrowed: held, credited } = disputeLedger(taken);
        const parts = [undisputed, kept, paid, held, credited];
        assert.equal(compare(sum(parts), billed), 0);
        for (const part of parts) assert.ok(compare(part, decimal('0')) >= 0);
        assert.equal(compare(billed, add(decimal('24'), decimal('100'))), 0);
      }),
      { numRuns: 100 },
    );
  });

  test('climbs one step at a time', () => {
    for (const [state, steps] of [
      [START, ['raised']],
      ['filed', ['rejected', 'validated', 'withdrawn']],
      ['denied', ['accepted', 'lapsed', 'escalated']],
      ['informal', ['accepted', 'offered', 'settled', 'taken-to-forum', 'withdrawn']],
      ['formal', ['accepted', 'offered', 'settled', 'decided-for', 'decided-against', 'withdrawn']],
      ['rejected', []],
      ['closed', []],
    ] as const) {
      assert.deepEqual(allowedIn(disputeKind, state), steps, state);
    }
  });
});
