import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as r from './rational.ts';
import type { Rational, RoundingMode } from './rational.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([num, den]) => r.rational(num, den));
const mode = fc.constantFrom<RoundingMode>('half-up', 'half-even', 'up', 'down');
const same = (a: Rational, b: Rational): void => assert.deepEqual(a, b);

test('fractions are kept in lowest terms with a positive denominator', () => {
  assert.deepEqual(r.rational(6, -4), { num: -3n, den: 2n });
  assert.deepEqual(r.rational(0, -7), { num: 0n, den: 1n });
  assert.throws(() => r.rational(1, 0), RangeError);
  assert.throws(() => r.rational(0.5), RangeError);
  assert.throws(() => r.divide(r.ONE, r.ZERO), RangeError);
});

test('the laws of arithmetic hold exactly', () => {
  fc.assert(
    fc.property(fraction, fraction, fraction, (a, b, c) => {
      same(r.add(a, b), r.add(b, a));
      same(r.add(r.add(a, b), c), r.add(a, r.add(b, c)));
      same(r.multiply(a, r.add(b, c)), r.add(r.multiply(a, b), r.multiply(a, c)));
      same(r.subtract(r.add(a, b), b), a);
      if (!r.isZero(b)) same(r.multiply(r.divide(a, b), b), a);
      assert.equal(r.compare(a, b), -r.compare(b, a) as -1 | 0 | 1);
      same(r.sum([a, b, c]), r.add(a, r.add(b, c)));
      same(r.add(r.minimum(a, b), r.maximum(a, b)), r.add(a, b));
    }),
  );
});

test('powers are exact', () => {
  same(r.power(r.decimal('1.015'), 3), r.decimal('1.045678375'));
  same(r.power(r.decimal('-0.5'), 0), r.ONE);
  assert.throws(() => r.power(r.ONE, -1), RangeError);
  assert.throws(() => r.power(r.ONE, 0.5), RangeError);
});

test('decimals: what is one and what is not', () => {
  for (const [text, num, den] of [
    ['0', 0n, 1n],
    ['-12.50', -25n, 2n],
    ['+3', 3n, 1n],
    [' 0.0006772 ', 1693n, 2500000n],
    ['007', 7n, 1n],
  ] as const)
    assert.deepEqual(r.parseDecimal(text), { num, den }, text);
  for (const text of ['', '-', '.5', '5.', '1e3', '1,000', '0x10', '1/2', '1 2', '٣', 'NaN', '--1'])
    assert.equal(r.parseDecimal(text), undefined, text);
  assert.throws(() => r.decimal('ten'), RangeError);
});

test('rounding by hand: halves, negatives, exact values', () => {
  const rows: [string, number, RoundingMode, string][] = [
    ['2.345', 2, 'half-up', '2.35'],
    ['2.345', 2, 'half-even', '2.34'],
    ['2.355', 2, 'half-even', '2.36'],
    ['2.3449999', 2, 'half-up', '2.34'],
    ['2.341', 2, 'up', '2.35'],
    ['2.349', 2, 'down', '2.34'],
    ['2.34', 2, 'up', '2.34'],
    ['-2.345', 2, 'half-up', '-2.35'],
    ['-2.345', 2, 'half-even', '-2.34'],
    ['-2.341', 2, 'up', '-2.35'],
    ['-2.349', 2, 'down', '-2.34'],
    ['0.5', 0, 'half-up', '1'],
    ['0.5', 0, 'half-even', '0'],
    ['1.5', 0, 'half-even', '2'],
    ['-0.5', 0, 'half-up', '-1'],
    ['-0.004', 2, 'half-up', '0.00'],
    ['0.004', 2, 'up', '0.01'],
    ['1000000.005', 2, 'half-up', '1000000.01'],
  ];
  for (const [text, places, how, wanted] of rows)
    assert.equal(r.toFixed(r.decimal(text), places, how), wanted, `${text} ${how}`);
  assert.equal(r.toFixed(r.rational(1, 3), 4, 'half-up'), '0.3333');
  assert.equal(r.toFixed(r.rational(-2, 3), 4, 'half-up'), '-0.6667');
});

test('rounding is symmetric, idempotent and off by less than one unit', () => {
  fc.assert(
    fc.property(fraction, fc.integer({ min: 0, max: 12 }), mode, (a, places, how) => {
      const units = r.toUnits(a, places, how);
      assert.equal(r.toUnits(r.negate(a), places, how), -units);
      const rounded = r.rational(units, 10n ** BigInt(places));
      assert.equal(r.toUnits(rounded, places, how), units);
      const error = r.subtract(rounded, a);
      const size = r.isNegative(error) ? r.negate(error) : error;
      const unit = r.rational(1, 10n ** BigInt(places));
      const limit = how.startsWith('half') ? r.divide(unit, r.rational(2)) : unit;
      assert.ok(r.compare(size, limit) <= 0);
      same(r.decimal(r.toFixed(a, places, how)), rounded);
    }),
  );
});

test('text is the shortest exact decimal, else a fraction', () => {
  for (const [value, text] of [
    [r.rational(1, 8), '0.125'],
    [r.rational(1, 40), '0.025'],
    [r.rational(300), '300'],
    [r.rational(-5, 2), '-2.5'],
    [r.rational(1, 3), '1/3'],
    [r.rational(-7, 30), '-7/30'],
    [r.ZERO, '0'],
  ] as const)
    assert.equal(r.toText(value), text);
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 15 }), (num, places) => {
      const value = r.rational(num, 10n ** BigInt(places));
      same(r.decimal(r.toText(value)), value);
    }),
  );
});
