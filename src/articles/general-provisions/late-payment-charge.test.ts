import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import { accounts } from '../../accounts/index.ts';
import { formatCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { due } from '../../cases/due.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { generalProvisions, latePaymentCharge, latePaymentCharges } from './index.ts';

const vocabulary = [accounts, cases, parties, generalProvisions];
const folder = (name: string): string => path.join(import.meta.dirname, '..', '..', '..', 'agreements', name);
const part = {
  dir: folder('missouri-2006'),
  articles: ['03-general-provisions.md'],
  tables: ['parties', 'holidays', 'rates', 'contacts', 'coverages'],
  vocabulary,
};
const missouri = unwrap(loadPart(part));
const tiny = unwrap(
  loadPart({
    ...part,
    dir: folder('tiny'),
    articles: ['a-general.md'],
    tables: ['parties', 'holidays', 'rates'],
  }),
);
const byMonthBegun = unwrap(
  loadPart({
    ...part,
    edit: (_, text) => text.replace('method: simple-prorated', 'method: per-month-or-fraction'),
  }),
);

const late = (facts: Record<string, unknown>, agreement = missouri): string =>
  String(unwrap(runDecision(latePaymentCharge, agreement, facts, { asOf: '2026-10-31' })).value);

describe('late-payment-charge', () => {
  const paid = (principal: number, dueOn: string, paidOn: string) => ({ principal, dueOn, paidOn });
  const days37 = paid(10000, '2026-09-01', '2026-10-08');

  test('$10,000 paid 37 days late, by each method', () => {
    assert.equal(late(days37), '185.00');
    assert.equal(late(days37, byMonthBegun), '300.00');
    assert.equal(late(days37, tiny), '151.70');
  });

  test('nothing on or before the due date, the first day after it counts', () => {
    for (const agreement of [missouri, tiny, byMonthBegun]) {
      assert.equal(late(paid(10000, '2026-09-01', '2026-09-01'), agreement), '0.00');
      assert.equal(late(paid(10000, '2026-09-01', '2026-08-15'), agreement), '0.00');
    }
    assert.equal(late(paid(10000, '2026-09-01', '2026-09-02')), '5.00');
    assert.equal(late(paid(10000, '2026-09-01', '2026-09-02'), byMonthBegun), '150.00');
    assert.equal(late(paid(10000, '2026-09-01', '2026-09-02'), tiny), '4.07');
  });

  test('what was billed before is taken off', () => {
    assert.equal(late({ ...days37, chargedThrough: '2026-10-01' }), '35.00');
    assert.equal(late({ ...days37, chargedThrough: '2026-08-01' }), '185.00');
    assert.equal(late({ ...days37, chargedThrough: '2026-12-01' }), '0.00');
  });

  test('a cap in the agreement is the most that is charged', () => {
    const capped = unwrap(
      loadPart({
        ...part,
        edit: (_, text) =>
          text
            .replace('  monthDays: 30\n  from: day', '  monthDays: 30\n  cap: 1 % per month\n  from: day')
            .replace(
              'the number of days in a month',
              'it is at most 1 % per month and the number of days in a month',
            ),
      }),
    );
    assert.equal(late(days37, capped), '123.33');
  });

  test('it grows with the days and with the principal', () => {
    const facts = fc.record({
      principal: fc.integer({ min: 0, max: 10_000_000 }),
      more: fc.integer({ min: 0, max: 100_000 }),
      days: fc.integer({ min: -10, max: 400 }),
      later: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom(missouri, tiny, byMonthBegun), (f, agreement) => {
        const charge = (principal: number, days: number): bigint =>
          BigInt(
            late(
              {
                principal: formatCents(BigInt(principal) as never),
                dueOn: '2026-01-01',
                paidOn: Temporal.PlainDate.from('2026-01-01').add({ days }).toString(),
              },
              agreement,
            ).replace('.', ''),
          );
        assert.ok(charge(f.principal, f.days) <= charge(f.principal, f.days + f.later));
        assert.ok(charge(f.principal, f.days) <= charge(f.principal + f.more, f.days));
      }),
      { numRuns: 60 },
    );
  });
});

describe('latePaymentCharges', () => {
  const account = {
    ban: 'X1',
    biller: 'centurytel',
    billed: 'socket',
    account: 'services' as const,
    name: 'x',
  };
  const balance = {
    ban: 'X1',
    bill: 'X1-202609',
    billedOn: '2026-09-01',
    dueOn: '2026-10-01',
    amount: 186000n,
    disputed: 4800n,
  };
  const payments = [
    { ban: 'X1', bill: 'X1-202609', receivedOn: '2026-09-30', amount: 50000n },
    { ban: 'X1', bill: 'X1-202609', receivedOn: '2026-10-15', amount: 100000n },
  ];

  test('by payment date, on the undisputed part only', () => {
    const charges = unwrap(
      latePaymentCharges({
        agreement: missouri,
        month: '2026-10',
        accounts: [account],
        openingBalances: [balance],
        payments,
      }),
    );
    // 1000.00 × 1.5 % × 14/30 = 7.00; (1812.00 − 1500.00) × 1.5 % × 31/30 = 4.836
    assert.deepEqual(
      charges.map(({ amount, from, to, clause }) => [amount, from, to, clause]),
      [
        [700n, '2026-10-02', '2026-10-15', 'III §9.4'],
        [484n, '2026-10-02', '2026-11-01', 'III §9.4'],
      ],
    );
  });

  test('another agreement charges the disputed part too', () => {
    const charges = unwrap(
      latePaymentCharges({
        agreement: tiny,
        month: '2026-10',
        accounts: [{ ...account, biller: 'prairie', billed: 'juniper' }],
        openingBalances: [balance],
        payments,
      }),
    );
    // 1000.00 × (1.000407^14 − 1) = 5.71; 360.00 × (1.000407^42 − 1) = 6.21 (bill date 2026-11-12)
    assert.deepEqual(
      charges.map(({ amount, to }) => [amount, to]),
      [
        [571n, '2026-10-15'],
        [621n, '2026-11-12'],
      ],
    );
  });

  test('the due date rolls to a business day of the billed party', () => {
    const dueOn = (agreement: typeof missouri, at: string, performer: string): string => {
      const answer = unwrap(due(agreement, 'bill-due', { at, performer }));
      return 'dueAt' in answer ? answer.dueAt : answer.negotiated;
    };
    assert.equal(dueOn(missouri, '2026-09-01', 'clec'), '2026-10-01');
    assert.equal(dueOn(missouri, '2026-10-01', 'clec'), '2026-11-02');
    assert.equal(dueOn(missouri, '2026-11-01', 'clec'), '2026-12-01');
    assert.equal(dueOn(tiny, '2026-11-12', 'prairie'), '2026-12-29');
    assert.equal(dueOn(tiny, '2026-11-12', 'juniper'), '2026-12-28');
  });
});
