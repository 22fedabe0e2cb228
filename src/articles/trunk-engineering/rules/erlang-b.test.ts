import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  add,
  compare,
  decimal,
  divide,
  multiply,
  ONE,
  rational,
  toFixed,
  ZERO,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { blockingText, carries, loadOf, readBlocking, trunksFor } from './erlang-b.ts';

/** The definition itself: (a^n / n!) ÷ Σ a^k / k!, in whole fractions. */
function blocking(trunks: number, load: Rational): Rational {
  let [term, total] = [ONE, ONE];
  for (let k = 1; k <= trunks; k++) {
    term = divide(multiply(term, load), rational(k));
    total = add(total, term);
  }
  return divide(term, total);
}

const P01 = decimal('0.01');
const P005 = decimal('0.005');

describe('Erlang B', () => {
  test('is what can be worked out by hand', () => {
    // One trunk and 1 erlang: 1 / (1 + 1) = 1/2. Two trunks and 2 erlangs: 2 / (1 + 2 + 2) = 2/5.
    assert.equal(blockingText(1, ONE, 6), '0.500000');
    assert.equal(blockingText(2, rational(2), 6), '0.400000');
    // Three trunks and 2 erlangs: (8/6) / (1 + 2 + 2 + 8/6) = 4/19 = 0.210526…
    assert.equal(blockingText(3, rational(2), 6), '0.210526');
    // Nothing offered: no trunk is needed; with no trunk every call is blocked.
    assert.equal(trunksFor(ZERO, P01), 0);
    assert.equal(blockingText(0, rational(3), 3), '1.000');
    assert.equal(blockingText(0, ZERO, 3), '1.000');
    assert.equal(blockingText(4, ZERO, 3), '0.000');
  });

  test('exactly at the grade is good enough', () => {
    // B(1, 1) = 1/2, B(2, 2) = 2/5, B(1, 3) = 3/4: the last has no end in decimals on the way (4/3).
    assert.equal(trunksFor(ONE, rational(1, 2)), 1);
    assert.equal(trunksFor(rational(2), rational(2, 5)), 2);
    assert.equal(trunksFor(rational(3), rational(3, 4)), 1);
    assert.equal(trunksFor(rational(3), rational(7499, 10_000)), 2);
    // B(3, 2) = 4/19, on the way through 3/2 and 5/2.
    assert.ok(carries(3, rational(2), rational(4, 19)));
    assert.equal(carries(3, rational(2), rational(3999, 19_000)), false);
    assert.ok(carries(3, rational(7), blocking(3, rational(7))));
  });

  test('published tables', () => {
    // Erlang B tables at P.01: 1, 2, 5, 10, 20, 24, 50 and 100 trunks; those of DS1s from the reference in CCS.
    const table: [number, string][] = [
      [1, '0.010'],
      [2, '0.153'],
      [5, '1.361'],
      [10, '4.461'],
      [20, '12.031'],
      [24, '15.295'],
      [50, '37.901'],
      [100, '84.064'],
    ];
    for (const [trunks, load] of table)
      assert.equal(toFixed(loadOf(trunks, P01, 7), 3, 'half-up'), load, `${trunks} trunks`);
    const ccs: [number, number, number][] = [
      [24, 511, 551],
      [48, 1233, 1300],
      [72, 1996, 2086],
      [96, 2781, 2891],
    ];
    for (const [trunks, tandem, final] of ccs) {
      const hundreds = (grade: Rational): string =>
        toFixed(multiply(loadOf(trunks, grade, 4), rational(36)), 0, 'half-up');
      assert.deepEqual([hundreds(P005), hundreds(P01)], [String(tandem), String(final)]);
    }
  });

  test('512 CCS is a DS1 at B.005, nearly', () => {
    const load = divide(rational(512), rational(36));
    assert.equal(blockingText(24, load, 5), '0.00506');
    assert.deepEqual([trunksFor(load, P005), trunksFor(load, P01)], [25, 23]);
  });

  test('small groups agree with the definition in whole fractions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 9_999 }),
        (trunks, milli, share) => {
          const load = rational(milli, 1000);
          const grade = rational(share, 10_000);
          assert.equal(carries(trunks, load, grade), compare(blocking(trunks, load), grade) <= 0);
          assert.equal(blockingText(trunks, load, 9), toFixed(blocking(trunks, load), 9, 'half-up'));
        },
      ),
    );
  });

  test('as many as are needed and no more; a load that is carried, and the next one that is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('0.001', '0.005', '0.01', '0.1', '0.5'),
        (trunks, share) => {
          const grade = decimal(share);
          const load = loadOf(trunks, grade, 4);
          const next = add(load, decimal('0.0001'));
          assert.ok(carries(trunks, load, grade));
          assert.equal(carries(trunks, next, grade), false);
          if (compare(load, ZERO) > 0) assert.ok((trunksFor(load, grade) ?? 0) <= trunks);
          assert.equal(trunksFor(next, grade), trunks + 1);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('more trunks block less, more traffic blocks more, to 10,000 trunks', () => {
    // What is carried, a(1 − B), is at most the trunks, and in great groups nearly all of them.
    const load = loadOf(10_000, P01, 4);
    assert.equal(trunksFor(load, P01), 10_000);
    const carried = Number(toFixed(multiply(load, decimal('0.99')), 4, 'down'));
    assert.ok(carried < 10_000 && carried > 9_900, `carried ${carried}`);
    assert.equal(trunksFor(add(load, decimal('0.0001')), P01), 10_001);
    assert.equal(trunksFor(rational(10_000_000), P01), undefined);
    // Hardly any load on many trunks neither overflows nor takes long.
    assert.ok(carries(10_000, decimal('0.0001'), decimal('0.000001')));
    assert.equal(blockingText(10_000, decimal('0.0001'), 6), '0.000000');
  });

  test('a share of calls lies between none and all', () => {
    for (const text of ['0', '1', '-0.01', '1.5']) assert.equal(readBlocking(text), undefined);
    assert.deepEqual(readBlocking('0.01'), P01);
  });
});
