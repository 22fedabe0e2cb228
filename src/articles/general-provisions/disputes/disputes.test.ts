import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, load, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
/** As SBC writes it: 29 days after the due date, then waived for good; everything is paid first. */
const waiving = unwrap(
  load(
    [
      'starts: bill.dated\n  stops: [dispute.raised]\n  length: 90 calendar days',
      'starts: bill.due\n  stops: [dispute.raised]\n  length: 29 calendar days',
    ],
    ['within 90 calendar days of the bill date', 'within 29 calendar days of the due date'],
    ['  late: rejected', '  late: waived'],
    ['  withhold: disputed-part', '  withhold: nothing'],
    ['  whenLost: from-due-date', '  whenLost: from-resolution'],
  ),
);

describe('dispute-window', () => {
  const bill = { billOn: '2026-11-01', dueOn: '2026-12-01' };
  const ask = (filedOn: string, of = agreement) => unwrap(decide(of, 'dispute-window', { ...bill, filedOn }));

  test('runs from the bill date or from the due date, as the agreement says', () => {
    // 29 + 31 + 30 days of January are 90. 30 days of December less the 1st: 29 days after 1 December is the 30th.
    assert.equal(ask('2027-01-30').value, 'open');
    assert.equal(ask('2027-01-31').value, 'late');
    assert.equal(ask('2026-12-30', waiving).value, 'open');
    assert.equal(ask('2026-12-31', waiving).value, 'late');
  });

  test('says what a late claim comes to', () => {
    assert.deepEqual(ask('2027-01-31').details, { lastDay: '2027-01-30', effect: 'rejected' });
    assert.deepEqual(ask('2026-12-31', waiving).details, { lastDay: '2026-12-30', effect: 'waived' });
  });

  test('a day that the clock runs from must be given', () => {
    const wrong = decide(waiving, 'dispute-window', { billOn: '2026-11-01', filedOn: '2026-12-01' });
    assert.deepEqual(idsOf(wrong), ['general-provisions/bill-day']);
  });
});

describe('dispute-valid', () => {
  test('everything that a claim lacks comes back at once, with its field', () => {
    const wrong = decide(agreement, 'dispute-valid', {
      items: [
        { billed: '10', disputed: '11' },
        { item: 'X', billed: '5', disputed: '0', reason: 'Not ordered' },
      ],
    });
    assert.ok(!wrong.ok);
    assert.deepEqual(
      wrong.problems.map(({ id, field }) => `${id} ${field ?? ''}`),
      [
        'dispute/missing billOn',
        'dispute/missing ban',
        'dispute/missing items.0.item',
        'dispute/missing items.0.reason',
        'dispute/amount items.0.disputed',
        'dispute/amount items.1.disputed',
      ],
    );
    assert.ok(wrong.problems.every(({ clause }) => clause === 'III §9.10'));
  });

  test('another agreement asks for evidence and takes a whole bill', () => {
    const other = unwrap(
      load(
        ['amount-disputed, reason]', 'amount-disputed, reason, evidence]'],
        ['  wholeBill: refused', '  wholeBill: accepted'],
      ),
    );
    const claim = { billOn: '2026-11-01', ban: 'A', items: [] };
    assert.deepEqual(idsOf(decide(other, 'dispute-valid', claim)), ['dispute/missing']);
    assert.equal(valueOf(other, 'dispute-valid', { ...claim, evidence: ['cdr.csv'] }), 'valid');
  });
});

describe('withholding', () => {
  const facts = { amount: '1000', disputed: '200', filedOn: '2026-11-20', dueOn: '2026-12-01' };

  test('is what the agreement lets', () => {
    assert.equal(valueOf(agreement, 'withholding', facts), true);
    assert.equal(valueOf(waiving, 'withholding', facts), false);
  });

  test('never gets right again by waiting', () => {
    const day = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(day, day, fc.option(day), (filed, later, paid) => {
        const on = (days: number) => Temporal.PlainDate.from('2026-11-01').add({ days }).toString();
        const of = (days: number) =>
          valueOf(agreement, 'withholding', {
            ...facts,
            filedOn: on(days),
            ...(paid === null ? {} : { paidOn: on(paid) }),
          });
        if (of(filed) === false) assert.equal(of(filed + later), false);
      }),
    );
  });
});

describe('lost-dispute-charge', () => {
  test('runs from the original due date, or from the resolution, as the agreement says', () => {
    const facts = { lost: '10000', dueOn: '2026-09-01', resolvedOn: '2026-10-01', paidOn: '2026-10-08' };
    // 37 days: 185.00. 7 days: 10,000 × 1.5 % × 7 ÷ 30 = 35.00.
    assert.equal(valueOf(agreement, 'lost-dispute-charge', facts), '185.00');
    assert.equal(valueOf(waiving, 'lost-dispute-charge', facts), '35.00');
  });
});

describe('dispute-forum', () => {
  test('an agreement without a small forum sends all to the same one', () => {
    const plain = unwrap(
      load(
        ['  smallShare: 1 %\n  over: 12 months\n  small: arbitration\n', ''],
        [
          ' and is no more than 1 % of what was billed in the 12 months before goes to commercial arbitration',
          ' goes to the Commission',
        ],
      ),
    );
    const facts = { about: 'billing', amount: '1', twelveMonthBilling: '1000000' };
    assert.equal(valueOf(plain, 'dispute-forum', facts), 'commission');
  });

  test('more in dispute never makes it small', () => {
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(30_000), (amount, more) => {
        const of = (dollars: number) =>
          valueOf(agreement, 'dispute-forum', {
            about: 'billing',
            amount: String(dollars),
            twelveMonthBilling: '1200000',
          });
        if (of(amount) === 'commission') assert.equal(of(amount + more), 'commission');
        assert.equal(of(amount), amount <= 12_000 ? 'arbitration' : 'commission');
      }),
    );
  });
});
