import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cents, formatCents, formatRate, parseCents, roundToCents, sumCents } from './money.ts';
import { decimal, multiply } from './rational.ts';

test('amounts are whole cents', () => {
  assert.equal(parseCents('1234.5'), 123450n);
  assert.equal(parseCents('-0.01'), -1n);
  assert.equal(parseCents('7'), 700n);
  assert.equal(parseCents('1.230'), 123n);
  for (const text of ['1.234', '1.2e3', '$5', '', '1,000.00'])
    assert.equal(parseCents(text), undefined, text);
});

test('an amount beyond 64 bits of cents is none', () => {
  assert.equal(parseCents('92233720368547758.07'), 2n ** 63n - 1n);
  assert.equal(parseCents('-92233720368547758.08'), -(2n ** 63n));
  assert.equal(parseCents('92233720368547758.08'), undefined);
  assert.equal(parseCents('9'.repeat(40)), undefined);
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (units) => {
      assert.equal(parseCents(formatCents(cents(units))), units);
      assert.equal(roundToCents(decimal(formatCents(cents(units))), 'half-up'), units);
    }),
  );
  assert.equal(formatCents(cents(-5)), '-0.05');
  assert.equal(formatCents(cents(0)), '0.00');
});

test('an amount is rounded once, at the line', () => {
  assert.equal(roundToCents(multiply(decimal('0.0007'), decimal('11507')), 'half-up'), 805n);
  assert.equal(roundToCents(multiply(decimal('0.0007'), decimal('50')), 'half-up'), 4n);
  assert.equal(sumCents([cents(1), cents(-3), cents(10)]), 8n);
  assert.equal(sumCents([]), 0n);
});

test('rates are shown without trailing zeros, at least in cents', () => {
  assert.equal(formatRate(decimal('0.0007')), '0.0007');
  assert.equal(formatRate(decimal('18')), '18.00');
  assert.equal(formatRate(decimal('28.8')), '28.80');
  assert.equal(formatRate(decimal('-0.5')), '-0.50');
});
