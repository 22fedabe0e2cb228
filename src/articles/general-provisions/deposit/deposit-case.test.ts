import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compare, ZERO, sum } from '../../../base/rational.ts';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { allowedIn } from '../../../cases/kind.ts';
import type { NewEvent } from '../../../cases/kind.ts';
import { event, idsOf, load, missouri, play } from '../test-ground.ts';
import { depositBalance } from './deposit-balance.ts';
import { depositKind } from './deposit-case.ts';

const agreement = missouri();
const notice = { method: 'email', sentAt: '2026-11-16T10:00', to: 'clec' };
const ilec = (name: string, on: string, body = {}): NewEvent => event(name, on, body, 'centurytel');
const requested = ilec('requested', '2026-11-16', { notice, amount: '10000', trigger: 'payment-history' });
const posted = event('posted', '2026-11-20', { form: 'cash', amount: '10000' });
const drawn = (amount: string, owed = amount): NewEvent =>
  ilec('drawn', '2027-01-05', { amount, bills: ['B1'], undisputedPastDue: owed });
const demanded = ilec('replenish-demanded', '2027-01-11', {
  notice: { method: 'certified-mail', sentAt: '2027-01-11', receivedOn: '2027-01-14', to: 'clec' },
});
const replenished = (amount: string): NewEvent => event('replenished', '2027-01-20', { amount });
const dueOf = (events: readonly NewEvent[], name: string) =>
  runClocks(agreement, depositKind, unwrap(play(agreement, depositKind, events))).find(
    (run) => run.name === name,
  )?.dueAt;

describe('a deposit', () => {
  test('is due from receipt of the notice and made good from receipt of the demand', () => {
    // Received Tuesday 17 November by e-mail: 13 days of November and 2 of December are 15.
    assert.equal(dueOf([requested], 'due'), '2026-12-02');
    // The return receipt says 14 January: 15 days later is the 29th.
    assert.equal(dueOf([requested, posted, drawn('4000'), demanded], 'replenish'), '2027-01-29');
    // Posted 20 November: six months later.
    assert.equal(dueOf([requested, posted], 'review'), '2027-05-20');
  });

  test('its form is judged by the agreement of the day in Missouri on which it was given', () => {
    const until = unwrap(load(['accounts.deposit:\n', 'accounts.deposit:\n  effectiveFrom: 2026-11-20\n']));
    const at = (occurredAt: string) => {
      const events = unwrap(play(until, depositKind, [requested, { ...posted, occurredAt }]));
      return depositKind.view?.(until, events)['formAccepted'];
    };
    // 02:00 in Greenwich on the 20th is 20:00 on the 19th in Missouri, a day before the term; 06:00 is midnight.
    assert.equal(at('2026-11-20T02:00:00Z'), null);
    assert.equal(at('2026-11-20T06:00:00Z'), true);
  });

  test('a notice that nobody can say is received starts nothing', () => {
    const by = (method: string) =>
      ilec('requested', '2026-11-16', { ...requested.body, notice: { ...notice, method } });
    assert.deepEqual(idsOf(play(agreement, depositKind, [by('telegram')])), ['notice/no-rule']);
  });

  test('goes back after it was given, with the interest that it earned', () => {
    const back = (body: object, on = '2027-11-20') =>
      idsOf(play(agreement, depositKind, [requested, posted, ilec('released', on, body)]));
    assert.deepEqual(back({ interest: '-5.00' }), ['general-provisions/negative-amount']);
    assert.deepEqual(back({ on: '2026-11-19' }), ['general-provisions/order-of-days']);
    assert.deepEqual(back({ on: '2027-11-21' }), ['general-provisions/order-of-days']);
    // 20 November to 20 December 2026 are 30 days: 10,000 × 1.5 % × 30 ÷ 30 = 150.
    assert.deepEqual(back({ interest: '149.99' }, '2026-12-20'), ['deposit/interest']);
    assert.deepEqual(back({ interest: '150.00' }, '2026-12-20'), []);
    assert.deepEqual(back({}), []);
  });

  test('a draw is for what is owed and held, and leaves the rest', () => {
    const drawing = (next: NewEvent) => idsOf(play(agreement, depositKind, [requested, posted, next]));
    assert.deepEqual(drawing(drawn('10000')), []);
    assert.deepEqual(drawing(drawn('10000.01')), ['deposit/above-held']);
    assert.deepEqual(drawing(drawn('500', '499.99')), ['deposit/above-owed']);
    assert.deepEqual(drawing(drawn('12000', '1')), ['deposit/above-held', 'deposit/above-owed']);
    assert.deepEqual(drawing(drawn('0')), ['deposit/amount']);
  });

  test('is given whole and made good whole', () => {
    const short = event('posted', '2026-11-20', { form: 'cash', amount: '9999.99' });
    assert.deepEqual(idsOf(play(agreement, depositKind, [requested, short])), ['deposit/short']);
    const made = (amount: string) =>
      idsOf(play(agreement, depositKind, [requested, posted, drawn('4000'), demanded, replenished(amount)]));
    assert.deepEqual(made('3999'), ['deposit/not-drawn']);
    assert.deepEqual(made('4000'), []);
  });

  test('a form that is none is refused with the body, one that is not accepted is seen', () => {
    const gold = event('posted', '2026-11-20', { form: 'gold', amount: '10000' });
    assert.deepEqual(idsOf(play(agreement, depositKind, [requested, gold])), ['case/body']);
    const events = unwrap(play(agreement, depositKind, [requested, posted, drawn('4000')]));
    assert.deepEqual(depositKind.view?.(agreement, events), {
      required: '10000.00',
      held: '6000.00',
      drawn: '4000.00',
      formAccepted: true,
    });
  });

  test('whatever happens, nothing is below zero and what is held and drawn is what was given', () => {
    const step = fc.record({
      name: fc.constantFrom(...depositKind.events.map(({ name }) => name)),
      amount: fc.nat(12_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let taken = [requested, posted];
        for (const { name, amount } of steps) {
          const text = String(amount);
          const body = { ...requested.body, ...posted.body, ...drawn(text).body };
          const next = {
            ...ilec(name, '2027-01-05', { ...body, amount: text }),
            occurredAt: '2027-03-01T12:00:00Z',
          };
          const tried = taken.concat(next);
          if (play(agreement, depositKind, tried).ok) taken = tried;
        }
        const events = unwrap(play(agreement, depositKind, taken));
        const { held, drawn: out, required } = depositBalance(events);
        for (const part of [held, out, required]) assert.ok(compare(part, ZERO) >= 0);
        const released = events.some(({ name }) => name === 'released');
        if (!released)
          assert.equal(
            compare(sum([held, out]), depositBalance([requested, posted].map((one) => one)).held),
            0,
          );
      }),
      { numRuns: 80 },
    );
  });

  test('a review that asks for more is met in its time, one that asks for less gives back', () => {
    const begun = ilec('review-begun', '2027-05-20');
    const reviewed = (amount: string, more = {}) => ilec('reviewed', '2027-06-01', { amount, ...more });
    const asked = { notice: { ...notice, sentAt: '2027-06-01T10:00' } };
    const run = (...events: NewEvent[]) =>
      play(agreement, depositKind, [requested, posted, begun, ...events]);
    const balance = (...events: NewEvent[]) => depositKind.view?.(agreement, unwrap(run(...events)));
    assert.deepEqual(idsOf(run(reviewed('12000'))), ['deposit/notice']);
    assert.deepEqual(idsOf(run(reviewed('8000', asked))), ['deposit/notice']);
    assert.deepEqual(idsOf(run(reviewed('10000'))), []);
    const more = reviewed('12000', asked);
    // E-mail of Tuesday 1 June counts on Wednesday 2: 15 days later is the 17th.
    const runs = runClocks(agreement, depositKind, unwrap(run(more))).filter(({ name }) => name === 'due');
    assert.deepEqual(
      runs.map(({ dueAt, state }) => [dueAt, state]),
      [
        ['2026-12-02', 'stopped'],
        ['2027-06-17', 'running'],
      ],
    );
    const given = (amount: string) => event('topped-up', '2027-06-10', { amount });
    assert.deepEqual(idsOf(run(more, given('1999.99'))), ['deposit/not-the-difference']);
    assert.deepEqual(idsOf(run(more, given('2000'), given('2000'))), ['deposit/not-the-difference']);
    const view = { drawn: '0.00', formAccepted: true };
    assert.deepEqual(balance(more, given('2000')), { ...view, required: '12000.00', held: '12000.00' });
    const less = reviewed('8000');
    const back = (amount: string) => ilec('returned-in-part', '2027-06-10', { amount });
    assert.deepEqual(idsOf(run(less, back('2000.01'))), ['deposit/not-the-difference']);
    assert.deepEqual(idsOf(run(less, given('2000'))), ['deposit/not-the-difference']);
    assert.deepEqual(balance(less, back('2000')), { ...view, required: '8000.00', held: '8000.00' });
  });

  test('can be drawn again while it waits to be made good', () => {
    assert.ok(allowedIn(depositKind, 'replenish-due').includes('drawn'));
    const twice = [
      requested,
      posted,
      drawn('4000'),
      demanded,
      { ...drawn('6000'), occurredAt: '2027-01-15T12:00:00Z' },
    ];
    const { held, drawn: out } = depositBalance(unwrap(play(agreement, depositKind, twice)));
    assert.equal(compare(held, ZERO), 0);
    assert.equal(out.num / out.den, 10_000n);
  });
});
