import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Charge } from '../../../accounts/charge.ts';
import { cents } from '../../../base/money.ts';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, load, missouri, valueOf } from '../test-ground.ts';
import { barredCharges } from './barred-charges.ts';
import { serviceDay } from './service-day.ts';

const agreement = missouri();
const ask = (facts: object, of = agreement) => valueOf(of, 'back-billing', facts);

describe('back-billing', () => {
  test('months are counted back from the bill date by the calendar', () => {
    assert.equal(ask({ serviceOn: '2027-02-28', billOn: '2028-02-29' }), 'allowed');
    assert.equal(ask({ serviceOn: '2027-02-27', billOn: '2028-02-29' }), 'barred');
  });

  test('another agreement counts days, from the end of the cycle, and knows late records', () => {
    const other = unwrap(
      load(
        [
          '  limit: 12 months\n  from: service-date',
          '  limit: 180 calendar days\n  from: cycle-end\n  thirdPartyRecords: 6 months',
        ],
        [
          'of more than 12 months before the bill date',
          'of more than 180 days before the bill date, of late records 6 months from when they came,',
        ],
      ),
    );
    // 30 June is 180 days before 27 December: 31 + 31 + 30 + 31 + 30 + 27 = 180.
    assert.equal(ask({ serviceOn: '2026-06-01', billOn: '2026-12-27' }, other), 'allowed');
    assert.equal(ask({ serviceOn: '2026-06-01', billOn: '2026-12-28' }, other), 'barred');
    const records = { serviceOn: '2026-06-01', cause: 'third-party-records', recordsOn: '2026-08-10' };
    assert.equal(ask({ ...records, billOn: '2027-02-10' }, other), 'allowed');
    assert.equal(ask({ ...records, billOn: '2027-02-11' }, other), 'barred');
  });

  test('a limit in business days is refused: no calendar says whose', () => {
    const wrong = load(
      ['  limit: 12 months', '  limit: 250 business days'],
      ['of more than 12 months before', 'of more than 250 business days before'],
    );
    assert.deepEqual(idsOf(wrong), ['general-provisions/length']);
  });

  test('an older service is never allowed where a younger one is barred', () => {
    const day = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(day, day, (age, more) => {
        const on = (days: number) => Temporal.PlainDate.from('2026-12-01').subtract({ days }).toString();
        const of = (days: number) => ask({ serviceOn: on(days), billOn: '2026-12-01' });
        if (of(age) === 'barred') assert.equal(of(age + more), 'barred');
        // 1 December 2025 is 365 days before.
        assert.equal(of(age), age <= 365 ? 'allowed' : 'barred');
      }),
    );
  });
});

describe('barredCharges', () => {
  const charge = (more: Partial<Charge>): Charge => ({
    biller: 'centurytel',
    billed: 'socket',
    account: 'services',
    kind: 'recurring',
    element: 'loop-2w-xdsl',
    description: 'Loop',
    clause: 'III §9.1',
    quantity: '1',
    unit: 'month',
    rate: '18',
    amount: cents(1800),
    provenance: 'assumed',
    from: '2025-11-30',
    to: '2025-11-30',
    source: { kind: 'circuit', id: 'C1' },
    sortKey: '1',
    receipt: {} as Charge['receipt'],
    ...more,
  });
  const ids = (one: Charge) => barredCharges(agreement, [one], '2026-12-01').map(({ id }) => id);

  test('names a charge whose last day is too old', () => {
    // A bill of 1 December 2026 reaches back 12 months, to 1 December 2025.
    assert.deepEqual(ids(charge({})), ['back-billing/barred']);
    assert.deepEqual(ids(charge({ from: '2025-11-01' })), ['back-billing/barred']);
    assert.deepEqual(ids(charge({ from: '2025-12-01', to: '2025-12-01' })), []);
  });

  test('a charge of several days is judged by its last, as a true-up judges the line it became', () => {
    for (const to of ['2025-11-30', '2025-12-01', '2025-12-31']) {
      const straddling = charge({ from: '2025-11-16', to });
      const line = ask({ serviceOn: serviceDay(straddling), billOn: '2026-12-01' });
      assert.equal(line, to < '2025-12-01' ? 'barred' : 'allowed', to);
      assert.deepEqual(ids(straddling), line === 'barred' ? ['back-billing/barred'] : [], to);
    }
  });

  test('what is billed in advance is not late', () => {
    assert.deepEqual(ids(charge({ from: '2026-12-01', to: '2026-12-31' })), []);
    assert.deepEqual(
      idsOf(decide(agreement, 'back-billing', { serviceOn: '2027-12-01', billOn: '2026-12-01' })),
      ['back-billing/not-yet'],
    );
  });

  test('leaves credits, corrections and late payment charges alone', () => {
    assert.deepEqual(ids(charge({ amount: cents(-1800) })), []);
    assert.deepEqual(ids(charge({ correctionOf: { invoice: 'X', line: 1 } })), []);
    assert.deepEqual(ids(charge({ kind: 'late-payment' })), []);
  });

  test('an agreement that says nothing bars nothing', () => {
    const silent = unwrap(
      load(['  from: service-date\n', '  from: service-date\n  effectiveFrom: 2027-01-01\n']),
    );
    assert.deepEqual(barredCharges(silent, [charge({})], '2026-12-01'), []);
    assert.equal(barredCharges(silent, [charge({})], '2027-01-01').length, 1);
  });
});
