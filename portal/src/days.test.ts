import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, mondayOf, weekOf, weeksOfMonth } from './days.ts';

test('weeks begin on Monday, over the ends of months and years', () => {
  // November 22, 2026 is a Sunday.
  assert.equal(mondayOf('2026-11-22'), '2026-11-16');
  assert.equal(mondayOf('2026-11-23'), '2026-11-23');
  assert.deepEqual([weekOf('2026-12-31')[0], weekOf('2026-12-31')[6]], ['2026-12-28', '2027-01-03']);
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
});

test('a month has all its days, in whole weeks', () => {
  // February 2027 begins on a Monday and has four weeks; November 2026 begins on a Sunday and needs six.
  assert.equal(weeksOfMonth('2027-02-10').length, 4);
  const november = weeksOfMonth('2026-11-05');
  assert.equal(november.length, 6);
  assert.equal(november[0]?.[0], '2026-10-26');
  assert.equal(november[5]?.[6], '2026-12-06');
  assert.deepEqual([addMonths('2026-12-31', 1), addMonths('2026-01-31', -1)], ['2027-01-01', '2025-12-01']);
});
