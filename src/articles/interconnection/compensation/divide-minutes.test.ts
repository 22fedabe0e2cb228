import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, compare, rational, sum, toText } from '../../../base/rational.ts';
import { divideByShares, partOfMs, wholeMinutes } from './divide-minutes.ts';

const texts = (whole: number, shares: readonly number[]): string[] =>
  divideByShares(
    rational(whole),
    shares.map((share) => rational(share)),
  ).map(toText);

test('each share gets its part of the running sum, in whole minutes where all are whole', () => {
  // Of 10 by 1 : 1 : 1 the running sums are 3.3, 6.7 and 10: 3, then 6 − 3, then 10 − 6.
  assert.deepEqual(texts(10, [10, 10, 10]), ['3', '3', '4']);
  assert.deepEqual(texts(13_000, [30_000, 10_000]), ['9750', '3250']);
  assert.deepEqual(texts(5, [0, 5]), ['0', '5']);
  assert.deepEqual(texts(0, [1, 2]), ['0', '0']);
  assert.deepEqual(texts(5, []), []);
});

test('the parts make the whole, and none is more than its share or less than nothing', () => {
  const minutes = fc.tuple(fc.nat(100_000), fc.constantFrom(1, 10, 60)).map(([n, den]) => rational(n, den));
  fc.assert(
    fc.property(fc.array(minutes, { minLength: 1, maxLength: 8 }), fc.nat(1000), (shares, thousandth) => {
      const total = sum(shares);
      const whole = wholeMinutes(rational(total.num * BigInt(thousandth), total.den * 1000n), 'down');
      const parts = divideByShares(whole, shares);
      if (total.num !== 0n) assert.equal(compare(parts.reduce(add, rational(0)), whole), 0);
      parts.forEach((part, index) => {
        assert.ok(part.num >= 0n && compare(part, shares[index] ?? rational(0)) <= 0);
      });
    }),
    { numRuns: 500 },
  );
});

test('milliseconds follow the minutes, rounded down, and all of them go with all of the minutes', () => {
  // 1 of 3 minutes of 100 ms: 33.3, so 33.
  assert.equal(partOfMs(100, rational(1), rational(3)), 33);
  assert.equal(partOfMs(100, rational(3), rational(3)), 100);
  assert.equal(partOfMs(100, rational(1), rational(0)), 0);
});
