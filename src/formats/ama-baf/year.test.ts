import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, yearOf } from './year.ts';

test('the digit of a year is of this year, the next one or one of the eight before', () => {
  // In a file of 2026: 6 → 2026, 7 → 2027, 8 → 2018, 9 → 2019, 0 → 2020 … 5 → 2025.
  assert.deepEqual(
    [6, 7, 8, 9, 0, 1, 2, 3, 4, 5].map((digit) => yearOf(digit, 2026)),
    [2026, 2027, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025],
  );
  assert.equal(yearOf(0, 2029), 2030);
  assert.equal(yearOf(9, 2030), 2029);
});

test('days exist or not', () => {
  assert.equal(dayOf(1970, 1, 2), 1);
  // 2026-10-05: 56 years of 365 days and 14 leap days (1972 … 2024), 273 days to the end of September, 4 days: 20,454 + 273 + 4.
  assert.equal(dayOf(2026, 10, 5), 56 * 365 + 14 + 273 + 4);
  assert.equal(dayOf(2028, 2, 29) - dayOf(2028, 2, 28), 1);
  for (const [year, month, day] of [
    [2026, 2, 29],
    [2026, 2, 30],
    [2026, 4, 31],
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [2026, 1, 32],
  ] as const)
    assert.equal(dayOf(year, month, day), -1);
});
