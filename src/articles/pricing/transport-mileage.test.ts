import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { vhMiles } from './rules/vh-miles.ts';

const origin = { v: 0, h: 0 };
const up = (v: number, h: number): bigint => vhMiles(origin, { v, h }, 'up');
const nearest = (v: number, h: number): bigint => vhMiles(origin, { v, h }, 'half-up');

describe('miles by coordinates', () => {
  test('a whole mile is not rounded, and a little more begins the next one', () => {
    assert.equal(up(1, 3), 1n); // √(10 ÷ 10) = 1
    assert.equal(up(30, 10), 10n); // √(1000 ÷ 10) = 10
    assert.equal(up(31, 10), 11n); // √106.1 = 10.3
    assert.equal(up(0, 0), 0n);
    assert.equal(up(0, 1), 1n); // √0.1 = 0.32
  });

  test('the nearest mile, a half upwards', () => {
    assert.equal(nearest(0, 5), 2n); // √2.5 = 1.58
    assert.equal(nearest(0, 4), 1n); // √1.6 = 1.26
    assert.equal(nearest(45, 15), 15n); // √225 = 15
    // (n + ½)² × 10 is whole for no n: no distance lies on a half.
  });

  const point = fc.record({ v: fc.integer({ min: 0, max: 10_000 }), h: fc.integer({ min: 0, max: 10_000 }) });

  test('rounded up it is the first whole number that reaches the distance, whichever way it is measured', () => {
    fc.assert(
      fc.property(point, point, (a, z) => {
        const miles = vhMiles(a, z, 'up');
        const squared = BigInt(a.v - z.v) ** 2n + BigInt(a.h - z.h) ** 2n;
        assert.ok(10n * miles ** 2n >= squared);
        assert.ok(miles === 0n || 10n * (miles - 1n) ** 2n < squared);
        assert.equal(vhMiles(z, a, 'up'), miles);
      }),
    );
  });

  test('the nearest mile is at most half a mile away', () => {
    fc.assert(
      fc.property(point, point, (a, z) => {
        const miles = vhMiles(a, z, 'half-up');
        const fourfold = 4n * (BigInt(a.v - z.v) ** 2n + BigInt(a.h - z.h) ** 2n);
        assert.ok(10n * (2n * miles + 1n) ** 2n > fourfold);
        assert.ok(miles === 0n || 10n * (2n * miles - 1n) ** 2n <= fourfold);
      }),
    );
  });
});
