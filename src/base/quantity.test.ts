import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNITS, formatDuration, formatQuantity, parseDuration, parseQuantity, singular } from './quantity.ts';
import type { Unit } from './quantity.ts';
import { rational, toText } from './rational.ts';

test('quantities carry their unit', () => {
  for (const [text, value, unit, per] of [
    ['30 calendar days', '30', 'calendar day', undefined],
    ['1 Business Hour', '1', 'business hour', undefined],
    ['4  business   hours', '4', 'business hour', undefined],
    ['1.5 % per month', '1.5', '%', 'month'],
    ['1.5% per month', '1.5', '%', 'month'],
    ['$0.0007 per minute', '0.0007', '$', 'minute'],
    ['$ 1,234.50', '1234.5', '$', undefined],
    ['$18.00 per month', '18', '$', 'month'],
    ['$60 per address', '60', '$', 'address'],
    ['$-5', '-5', '$', undefined],
    ['6 seconds', '6', 'second', undefined],
    ['2 calls', '2', 'call', undefined],
  ] as const) {
    const quantity = parseQuantity(text);
    assert.ok(quantity, text);
    assert.deepEqual([toText(quantity.value), quantity.unit, quantity.per], [value, unit, per], text);
  }
});

test('what is no quantity', () => {
  for (const text of [
    '30',
    '',
    'thirty days',
    '30 fortnights',
    '$5 minutes',
    '1,2,3 minutes',
    '12,34 calendar days',
    '1.5.2 %',
    '5 per month',
    '30 calendar days or more',
    '$',
    '% 5',
    '5 constructor',
  ])
    assert.equal(parseQuantity(text), undefined, text);
});

test('lengths of time are whole, not negative and not absurd', () => {
  assert.deepEqual(parseDuration('0 business days'), { count: 0, unit: 'business day' });
  assert.deepEqual(parseDuration('1 month'), { count: 1, unit: 'month' });
  for (const text of [
    '1.5 business hours',
    '-5 calendar days',
    '5 minutes',
    '10 days',
    '$5',
    '5 %',
    '2 months per month',
    '99999999999 clock hours',
  ])
    assert.equal(parseDuration(text), undefined, text);
  assert.equal(formatDuration({ count: 1, unit: 'business day' }), '1 business day');
  assert.equal(formatDuration({ count: 3, unit: 'clock hour' }), '3 clock hours');
});

test('what is written is read again', () => {
  const units = fc.constantFrom(...(Object.keys(UNITS) as Unit[]));
  const per = fc.constantFrom(undefined, 'month', 'minute', 'order', 'address');
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), units, per, (num, unit, counted) => {
      const quantity = {
        value: rational(num, 10n ** 4n),
        unit,
        ...(counted === undefined ? {} : { per: counted }),
      };
      assert.deepEqual(parseQuantity(formatQuantity(quantity)), quantity);
    }),
  );
});

test('plural words lose one s and only a plural one', () => {
  assert.equal(singular('Business Days'), 'business day');
  assert.equal(singular('address'), 'address');
});
