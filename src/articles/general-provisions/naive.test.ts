/** What a simple program gets wrong in the general provisions, (a) to (g), each shown to be right here. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import { runClocks } from '../../cases/clocks.ts';
import { defaultKind } from './default/default-case.ts';
import { decide, event, idsOf, load, missouri, play, valueOf } from './test-ground.ts';

const agreement = missouri();
const late = { principal: '10000', dueOn: '2026-09-01', paidOn: '2026-10-08' };
const dueOf = (clock: string, at: string, performer?: string): string => {
  const answer = unwrap(due(agreement, clock, { at, ...(performer === undefined ? {} : { performer }) }));
  return 'dueAt' in answer ? answer.dueAt : '';
};

describe('the general provisions', () => {
  test('(a) orders and service stop for an undisputed amount past due after a noticed cure, not for a balance', () => {
    const bill = { billOn: '2026-01-01', dueOn: '2026-02-02', on: '2026-11-22', pastDue: '50000' };
    const ask = (more: object) => valueOf(agreement, 'suspension', { ...bill, ...more });
    assert.equal(ask({ disputed: '50000', noticedOn: '2026-03-02' }), 'none');
    assert.equal(ask({ disputed: '0' }), 'none');
    assert.equal(ask({ disputed: '49999.99', noticedOn: '2026-03-02' }), 'terminate');
  });

  test('(b) a bill is not disputed as a whole', () => {
    const whole = decide(agreement, 'dispute-valid', { billOn: '2026-11-01', ban: 'A', items: [] });
    assert.deepEqual(idsOf(whole), ['dispute/whole-bill']);
  });

  test('(c) the agreement chooses the formula of the late charge', () => {
    const monthly = unwrap(load(['method: simple-prorated', 'method: per-month-or-fraction']));
    const daily = unwrap(
      load(
        [
          '  rate: 1.5 % per month\n  method: simple-prorated',
          '  rate: 0.0407 % per day\n  method: daily-compound',
        ],
        ['late payment charge of 1.5 % per month', 'late payment charge of 0.0407 % per day'],
      ),
    );
    // 10,000 × 1.5 % × 37/30; 10,000 × 1.5 % × 2 months begun; 10,000 × (1.000407^37 − 1)
    assert.deepEqual(
      [agreement, monthly, daily].map((one) => valueOf(one, 'late-payment-charge', late)),
      ['185.00', '300.00', '151.70'],
    );
  });

  test('(d) an old bill is read by the terms of its own day', () => {
    const changed = unwrap(
      load(['  stops: [dispute.raised]\n', '  stops: [dispute.raised]\n  effectiveTo: 2026-12-31\n']),
    );
    const window = (billOn: string) =>
      decide(
        changed,
        'dispute-window',
        { billOn, filedOn: Temporal.PlainDate.from(billOn).add({ days: 5 }).toString() },
        '2027-06-01',
      );
    assert.equal(unwrap(window('2026-12-01')).value, 'open');
    assert.deepEqual(idsOf(window('2027-01-01')), ['agreement/missing-term']);
  });

  test('(e) deposit, late charge and dispute run from different days', () => {
    // One bill of 1 November, due 1 December; a deposit asked for by e-mail on Friday the 6th, received on Monday the 9th.
    const notice = { method: 'email', sentAt: '2026-11-06T10:00', to: 'clec' };
    const deposit = unwrap(due(agreement, 'deposit-due', { at: '2026-11-06', notice }));
    assert.equal('dueAt' in deposit ? deposit.dueAt : '', '2026-11-24'); // 9 + 15, not 6 + 15
    assert.equal(dueOf('bill-due', '2026-11-01'), '2026-12-01');
    assert.equal(
      valueOf(agreement, 'late-payment-charge', { ...late, dueOn: '2026-12-01', paidOn: '2026-12-02' }),
      '5.00',
    );
    const dispute = { billOn: '2026-11-01', dueOn: '2026-12-01' };
    // 90 days from the bill date end on 30 January, from the due date they would on 1 March.
    assert.equal(valueOf(agreement, 'dispute-window', { ...dispute, filedOn: '2027-01-31' }), 'late');
  });

  test('(f) a disputed default stands still', () => {
    const notice = { method: 'personal', sentAt: '2026-11-16', to: 'clec' };
    const noticed = event(
      'noticed',
      '2026-11-16',
      { notice, about: 'non-payment', breach: 'Unpaid', undisputed: '1' },
      'centurytel',
    );
    const disputed = event('disputed', '2026-11-20', { grounds: 'Paid' });
    const dismissed = event('dispute-dismissed', '2026-12-20', {
      docket: 'TC-2027-0001',
      decidedOn: '2026-12-20',
    });
    const clock = (...events: (typeof noticed)[]) =>
      runClocks(agreement, defaultKind, unwrap(play(agreement, defaultKind, events))).find(
        ({ name }) => name === 'cure',
      );
    assert.equal(clock(noticed)?.dueAt, '2026-12-16');
    assert.equal(clock(noticed, disputed)?.dueAt, undefined);
    assert.equal(clock(noticed, disputed, dismissed)?.dueAt, '2027-01-15'); // thirty days stood still
  });

  test('(g) business days are those of the party that the clock names', () => {
    // The ILEC has the day after Thanksgiving off and Socket has not.
    assert.equal(dueOf('suspension-notice', '2026-11-16'), '2026-12-01');
    assert.equal(dueOf('suspension-notice', '2026-11-16', 'centurytel'), '2026-12-02');
  });
});
