import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const feetOf = (segments: readonly { gauge: number; feet: number }[], at = agreement) =>
  valueOf(at, 'effective-working-length', { segments });

const segment = fc.record({
  gauge: fc.constantFrom(19, 22, 24, 26),
  feet: fc.integer({ min: 1, max: 30_000 }),
});
const segments = fc.array(segment, { minLength: 1, maxLength: 8 });
/** Feet of the reference gauge in hundredths: 26 counts whole, 24 as 0.75, 22 as 0.60, 19 as 0.40. */
const HUNDREDTHS: Readonly<Record<number, number>> = { 26: 100, 24: 75, 22: 60, 19: 40 };
const hundredths = (list: readonly { gauge: number; feet: number }[]): number =>
  list.reduce((sum, { gauge, feet }) => sum + (HUNDREDTHS[gauge] ?? 0) * feet, 0);

describe('equivalent working length', () => {
  test('the loop of the reference', () => {
    // 6,000 + 0.75 × 8,000 + 0.60 × 2,000 = 6,000 + 6,000 + 1,200
    const receipt = unwrap(
      decide(agreement, 'effective-working-length', {
        segments: [
          { gauge: 26, feet: 6000 },
          { gauge: 24, feet: 8000 },
          { gauge: 22, feet: 2000 },
        ],
      }),
    );
    assert.equal(receipt.value, 13_200);
    assert.deepEqual(receipt.details, { routeFeet: 16_000 });
    assert.ok(receipt.steps.every(({ clause, term }) => clause === 'XVIII §1.3' && term !== undefined));
  });

  test('is the weighted sum, rounded once and not by the segment', () => {
    fc.assert(
      fc.property(segments, (list) => {
        // A half foot or more counts as a foot.
        assert.equal(feetOf(list), Math.floor((hundredths(list) + 50) / 100));
      }),
    );
    // 2 × 0.75 = 1.5 → 2 in the sum; each foot rounded alone would be 1 + 1 = 2, and four of them 4 instead of 3.
    assert.equal(feetOf([1, 1, 1, 1].map((feet) => ({ gauge: 24, feet }))), 3);
  });

  test('a stretch told in two parts, or in another order, is as long', () => {
    fc.assert(
      fc.property(segments, fc.nat(), fc.nat(), (list, which, where) => {
        const index = which % list.length;
        const whole = list[index];
        if (whole === undefined || whole.feet < 2) return;
        const first = 1 + (where % (whole.feet - 1));
        const parts = [
          { ...whole, feet: first },
          { ...whole, feet: whole.feet - first },
        ];
        assert.equal(feetOf(list.toSpliced(index, 1, ...parts)), feetOf(list));
        assert.equal(feetOf(list.toReversed()), feetOf(list));
      }),
    );
  });

  test('adds up to the half foot of each part, and grows with every foot', () => {
    fc.assert(
      fc.property(segments, segments, (a, b) => {
        const together = Number(feetOf([...a, ...b]));
        const sum = Number(feetOf(a)) + Number(feetOf(b));
        assert.ok(Math.abs(together - sum) <= 1);
        assert.ok(together >= Number(feetOf(a)));
      }),
    );
  });

  test('another agreement rounds otherwise', () => {
    const up = missouri([
      'rounding: half-up\n  provenance: assumed\n  source: CS-03',
      'rounding: up\n  provenance: assumed\n  source: CS-03',
    ]);
    // 0.40 of a foot
    assert.equal(feetOf([{ gauge: 19, feet: 1 }], up), 1);
    assert.equal(feetOf([{ gauge: 19, feet: 1 }]), 0);
  });

  test('every gauge without a factor is named, and what is no segment is refused', () => {
    const asked = decide(agreement, 'effective-working-length', {
      segments: [
        { gauge: 25, feet: 100 },
        { gauge: 26, feet: 100 },
        { gauge: 16, feet: 100 },
      ],
    });
    assert.deepEqual(idsOf(asked), ['dsl/unknown-gauge', 'dsl/unknown-gauge']);
    assert.ok(!asked.ok && asked.problems[0]?.cure.includes('26, 24, 22, 19'));
    for (const wrong of [
      [],
      [{ gauge: 26, feet: 0 }],
      [{ gauge: 26, feet: 1.5 }],
      [{ gauge: '26', feet: 10 }],
    ])
      assert.deepEqual(idsOf(decide(agreement, 'effective-working-length', { segments: wrong })), [
        'decide/facts',
      ]);
  });
});
