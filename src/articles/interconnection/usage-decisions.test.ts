import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { interconnectionAgreement } from './test-agreement.ts';
import { usageCharge } from './usage-charge.ts';
import { usageMeasurement } from './usage-measurement.ts';

const missouri = interconnectionAgreement();
const tiny = interconnectionAgreement({ of: 'tiny' });
const when = { asOf: '2026-10-05' };

const minutes = (seconds: readonly string[], agreement = missouri): string =>
  String(unwrap(runDecision(usageMeasurement, agreement, { seconds }, when)).value);

/** A call of the incumbent's customer to the other party's, within one rate centre. */
const CALL = {
  connect_date: '2026-10-05',
  trunk_group_kind: 'lec-to-lec',
  originator: '9C01',
  originator_kind: 'ilec',
  originator_party: 'ilec',
  terminator: '9S01',
  terminator_kind: 'clec',
  terminator_party: 'clec',
  origin_rate_centre: 'COLUMBIA',
  origin_state: 'MO',
  origin_lata: '521',
  terminating_rate_centre: 'COLUMBIA',
  terminating_state: 'MO',
  terminating_lata: '521',
};

const charge = (change: Readonly<Record<string, unknown>>, billed: string, agreement = missouri) =>
  runDecision(usageCharge, agreement, { call: { ...CALL, ...change }, minutes: billed }, when);

describe('usage-measurement', () => {
  test('the sum is rounded up once, or each call is, as the agreement says', () => {
    // 61 + 30 + 125.5 = 216.5 s, up to 240 s = 4 minutes; by 6 seconds 66 + 30 + 126 = 222 s = 3.7 minutes.
    assert.equal(minutes(['61', '30', '125.5']), '4');
    assert.equal(minutes(['61', '30', '125.5'], tiny), '3.7');
    assert.equal(minutes(['60', '60']), '2');
    assert.equal(minutes([]), '0');
    assert.equal(minutes(['0.1'], tiny), '0.1');
  });

  test('never less than was talked, and less than one step more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 20 }), (tenths) => {
        const seconds = tenths.map((n) => `${Math.floor(n / 10)}.${n % 10}`);
        const talked = tenths.reduce((total, n) => total + n, 0) / 10;
        const billed = Number(minutes(seconds)) * 60;
        assert.ok(billed >= talked - 1e-6 && billed < talked + 60);
        assert.ok(Number(minutes(seconds, tiny)) * 60 < talked + 6 * Math.max(1, tenths.length));
      }),
      { numRuns: 50 },
    );
  });

  test('a call of negative length is refused', () => {
    const wrong = runDecision(usageMeasurement, missouri, { seconds: ['5', '-1'] }, when);
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id, field }) => [id, field]), [
      ['interconnection/negative-time', 'seconds.1'],
    ]);
  });
});

describe('usage-charge', () => {
  test('ISP-bound minutes at their price, paid by the party whose customer calls', () => {
    // 100,000 × $0.0007 = $70.00
    const receipt = unwrap(charge({ called_isp: true }, '100000'));
    assert.equal(receipt.value, '70.00');
    assert.equal(receipt.clause, 'V §7.3');
    assert.deepEqual(receipt.details, {
      bucket: 'isp-bound',
      regime: 'per-minute',
      payer: 'centurytel',
      payee: 'socket',
    });
  });

  test('bill-and-keep costs nothing and says so; what is not between the parties names no payer', () => {
    const local = unwrap(charge({}, '100000'));
    assert.equal(local.value, '0.00');
    assert.ok(local.steps.some(({ sentence }) => sentence.endsWith('bill-and-keep')));
    const wireless = unwrap(charge({ originator_kind: 'wireless', originator_party: null }, '100'));
    assert.deepEqual(wireless.details, { bucket: 'wireless', regime: 'not-between-parties' });
  });

  test('each element of transit is a line, rounded by itself', () => {
    // 1,003 × 0.0015 = 1.5045 → 1.50; 1,003 × 0.0006772 = 0.6792316 → 0.68; together 2.18.
    assert.equal(unwrap(charge({ terminator_party: null }, '1003')).value, '2.18');
  });

  test('a held call and negative minutes are refused', () => {
    const held = charge({ originator_party: 'clec' }, '1');
    assert.equal(held.ok ? '' : held.problems[0]?.id, 'interconnection/not-billable');
    const negative = charge({}, '-1');
    assert.equal(negative.ok ? '' : negative.problems[0]?.id, 'interconnection/negative-time');
  });
});
