import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range } from '../../base/expr/range.ts';
import { rangeProblems } from './ranges.ts';
import { TEST_PLAN } from './test-plan.ts';

const fields = (most: bigint): Map<string, Range> =>
  new Map([
    ['seq', { least: 1n, most: 40n }],
    ['tn', { least: 0n, most: 29n }],
    ['at_ms', { least: 0n, most: 9000n }],
    ['ms', { least: 0n, most }],
  ]);

test('a charge that 64 bits hold is no problem, one that they do not is named with its column', () => {
  // Prices are -5 to 13, so that a charge is at most 13 × ms + 30 before it is divided: 2^63 - 1 = 9,223,372,036,854,775,807.
  const limit = (2n ** 63n - 1n - 30n) / 13n;
  assert.deepEqual(rangeProblems(TEST_PLAN, fields(limit)), []);
  const [problem, ...others] = rangeProblems(TEST_PLAN, fields(limit + 1n));
  assert.deepEqual(others, []);
  assert.deepEqual([problem?.id, problem?.field], ['expr/range', 'charge']);
});

test('what no record has cannot be too much', () => {
  const without = fields(2n ** 63n - 1n);
  without.delete('ms');
  assert.deepEqual(rangeProblems(TEST_PLAN, without), []);
});
