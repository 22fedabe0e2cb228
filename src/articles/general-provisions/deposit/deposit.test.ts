import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, load, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
/** As Qwest and AT&T write it: what is expected, with a cap in dollars. */
const anticipated = unwrap(
  load(
    ['basis: recent-average\n  over: 3 months', 'basis: anticipated\n  cap: $20,000'],
    [
      'over the latest 3 months; of a shorter history it takes what there is',
      'as they are expected, and at most $20,000',
    ],
  ),
);
const ask = (facts: object, of = agreement) => valueOf(of, 'deposit', facts);

describe('deposit', () => {
  test('twice the average of the latest three months, without what is in dispute', () => {
    // (12,000 + (13,000 − 1,000) + (14,000 − 0)) ÷ 3 × 2 = 38,000 ÷ 3 × 2 = 25,333.33
    const facts = { monthlyBilling: ['99999', '12000', '13000', '14000'], disputed: ['0', '0', '1000', '0'] };
    assert.equal(ask(facts), '25333.33');
  });

  test('another agreement takes all months expected and has a cap', () => {
    // (6,000 + 8,000) ÷ 2 × 2 = 14,000; (6,000 + 20,000) ÷ 2 × 2 = 26,000, at most 20,000
    assert.equal(ask({ monthlyBilling: ['6000', '8000'], disputed: [] }, anticipated), '14000.00');
    assert.equal(ask({ monthlyBilling: ['6000', '20000'], disputed: [] }, anticipated), '20000.00');
  });

  test('the receipt says where each number comes from', () => {
    const receipt = unwrap(decide(agreement, 'deposit', { monthlyBilling: ['5000'], disputed: ['500'] }));
    assert.deepEqual(
      receipt.steps.map(({ id, out }) => [id, out]),
      [
        ['undisputed', '4500'],
        ['basis', '4500'],
        ['multiple', '9000'],
        ['round', '9000.00'],
      ],
    );
    assert.ok(receipt.steps.every(({ term }) => term !== undefined));
  });

  test('everything wrong with the facts comes back at once', () => {
    const wrong = decide(agreement, 'deposit', { monthlyBilling: ['1', '5'], disputed: ['-1', '6', '1'] });
    assert.deepEqual(idsOf(wrong), ['deposit/negative', 'deposit/months', 'deposit/disputed']);
  });

  const dollars = fc.integer({ min: 0, max: 5_000_000 });
  const months = fc.array(fc.record({ billed: dollars, part: fc.integer({ min: 0, max: 100 }) }), {
    minLength: 1,
    maxLength: 8,
  });
  const inCents = (value: unknown): bigint => BigInt(String(value).replace('.', ''));

  test('is never above the cap, and what is in dispute changes nothing', () => {
    fc.assert(
      fc.property(months, (list) => {
        const undisputed = list.map(({ billed }) => String(billed));
        const disputed = list.map(({ part }) => String(part));
        const billing = list.map(({ billed, part }) => String(billed + part));
        if (undisputed.every((text) => text === '0')) return;
        const value = ask({ monthlyBilling: billing, disputed }, anticipated);
        assert.ok(inCents(value) <= 2_000_000n);
        for (const one of [agreement, anticipated]) {
          const without = ask({ monthlyBilling: undisputed, disputed: [] }, one);
          assert.equal(ask({ monthlyBilling: billing, disputed }, one), without);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('grows with undisputed billing and never with disputed billing', () => {
    fc.assert(
      fc.property(months, dollars, fc.nat(), (list, more, at) => {
        const index = at % list.length;
        const raised = (field: 'billed' | 'both') => ({
          monthlyBilling: list.map(({ billed, part }, i) =>
            String(billed + part + 1 + (i === index ? more : 0)),
          ),
          disputed: list.map(({ part }, i) => String(part + (field === 'both' && i === index ? more : 0))),
        });
        const base = {
          monthlyBilling: list.map(({ billed, part }) => String(billed + part + 1)),
          disputed: list.map(({ part }) => String(part)),
        };
        for (const one of [agreement, anticipated]) {
          assert.ok(inCents(ask(raised('billed'), one)) >= inCents(ask(base, one)));
          assert.equal(ask(raised('both'), one), ask(base, one));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('deposit-trigger', () => {
  const quiet = { on: '2026-11-16', timelyMonths: 12, delinquencies: [] };

  test('names each trigger that is met', () => {
    const receipt = unwrap(
      decide(agreement, 'deposit-trigger', { ...quiet, timelyMonths: 0, insolvent: true, terminated: false }),
    );
    assert.deepEqual(receipt.details, { triggers: ['payment-history', 'insolvency'] });
  });

  test('letters about disputed amounts never add up to one, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 364 }), { maxLength: 20 }), (days) => {
        const delinquencies = days.map((day) => ({
          on: Temporal.PlainDate.from('2025-11-17').add({ days: day }).toString(),
          undisputed: '0.00',
        }));
        assert.equal(valueOf(agreement, 'deposit-trigger', { ...quiet, delinquencies }), false);
      }),
    );
  });
});

describe('the terms of a deposit', () => {
  test('an agreement that promises a measure and leaves out its length is not clean', () => {
    const wrong = load(
      ['  basis: recent-average\n  over: 3 months\n', '  basis: recent-average\n'],
      ['over the latest 3 months; of', 'over the latest months; of'],
    );
    assert.deepEqual(idsOf(wrong), ['general-provisions/incomplete-term']);
  });

  test('a history in days is refused', () => {
    const wrong = load(
      ['  goodHistory: 12 months', '  goodHistory: 360 calendar days'],
      ['after 12 months of timely payment in a row', 'after 360 days of timely payment in a row'],
    );
    assert.deepEqual(idsOf(wrong), ['general-provisions/length']);
  });
});
