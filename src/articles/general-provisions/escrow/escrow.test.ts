import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, load, missouri, valueOf } from '../test-ground.ts';

const off = missouri();
const RULES = [
  '  required: true',
  '  exempt: [intercarrier-compensation]',
  '  agent: [in-continental-us, no-affiliate, takes-ach, interest-bearing, fees-by-disputing-party, agent-not-paid-from-funds]',
  '  interest: pro-rata',
  '  released: [both-signatures, final-order]',
].join('\n');
const on = unwrap(load(['  required: false', RULES]));
const good = {
  inContinentalUs: true,
  affiliate: false,
  takesAch: true,
  interestBearing: true,
  feesByDisputingParty: true,
  paidFromFunds: false,
};

describe('escrow', () => {
  test('is off unless the agreement turns it on, and some disputes are exempt', () => {
    const ask = (kind: string, of = on) => valueOf(of, 'escrow', { disputed: '5000', kind });
    assert.equal(ask('other', off), '0.00');
    assert.equal(ask('other'), '5000.00');
    assert.equal(ask('intercarrier-compensation'), '0.00');
    assert.equal(valueOf(on, 'escrow', { disputed: '5000' }), '5000.00');
  });

  test('an agent fails with every condition that it fails', () => {
    assert.equal(valueOf(on, 'escrow-agent', good), 'accepted');
    const bad = Object.fromEntries(Object.entries(good).map(([field, value]) => [field, !value]));
    const wrong = decide(on, 'escrow-agent', bad);
    assert.ok(!wrong.ok);
    assert.deepEqual(wrong.problems.map(({ field }) => field).sort(), Object.keys(good).sort());
    for (const field of Object.keys(good) as (keyof typeof good)[]) {
      const one = decide(on, 'escrow-agent', { ...good, [field]: !good[field] });
      assert.ok(!one.ok && one.problems.length === 1 && one.problems[0]?.field === field);
    }
  });

  test('interest follows the principal and no cent is lost', () => {
    const split = (interest: string, toDisputing: string, toBilling: string) =>
      unwrap(decide(on, 'escrow-interest', { interest, toDisputing, toBilling }));
    // 100 × 1 ÷ 3 = 33.33, the other 66.67
    assert.equal(split('100', '1000', '2000').value, '33.33');
    assert.deepEqual(split('100', '1000', '2000').details, { toBilling: '66.67' });
    const whole = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1, max: 1_000_000 }), (interest, a, b) => {
        const { value, details } = split(String(interest), String(a), String(b));
        const other = (details as { toBilling: string }).toBilling;
        assert.ok(Math.abs(Number(value) + Number(other) - interest) < 1e-6);
        assert.ok(Number(value) >= 0 && Number(other) >= 0);
      }),
    );
    const nothing = { interest: '1', toDisputing: '0', toBilling: '0' };
    assert.deepEqual(idsOf(decide(on, 'escrow-interest', nothing)), ['escrow/no-principal']);
  });

  test('an agreement that turns it on says what the agent must be', () => {
    assert.deepEqual(idsOf(load(['  required: false', '  required: true'])), [
      'general-provisions/incomplete-term',
    ]);
  });
});
