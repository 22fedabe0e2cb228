import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cents, formatCents, parseCents, sumCents } from '../../base/money.ts';
import { adjustmentsTo } from './adjustments.ts';
import type { UsageLine } from './billed-line.ts';
import { moneyBy, pairLines } from './line-differences.ts';
import { correctionsCsv } from './tables.ts';

const line = (more: Partial<UsageLine> = {}): UsageLine => ({
  biller: 'centurytel',
  billed: 'socket',
  trunkGroup: 'CO521001',
  bucket: 'transit',
  direction: 'clec-to-ilec',
  element: 'transit',
  from: '2026-10-01',
  to: '2026-10-31',
  quantity: '100',
  unit: 'minute',
  rate: '0.0015',
  amount: '0.15',
  clause: 'V §7.5',
  provenance: 'sister',
  description: 'Transit',
  ...more,
});
const issued = (number: number, more: Partial<UsageLine> = {}): UsageLine =>
  line({ bill: 'B-1', line: number, ...more });
const NONE = new Map();
const of = (text: string) => parseCents(text) ?? assert.fail(text);

test('what was corrected before is not corrected twice', () => {
  const to = [line({ amount: '0.45' })];
  const run = (corrected: Parameters<typeof adjustmentsTo>[1]) =>
    adjustmentsTo([issued(1)], corrected, to, 'why').adjustments.map(({ amount }) => amount);
  assert.deepEqual(run(NONE), ['0.30']);
  assert.deepEqual(run(new Map([['B-1/1', cents(10)]])), ['0.20']);
  assert.deepEqual(run(new Map([['B-1/1', cents(30)]])), []);
  assert.deepEqual(run(new Map([['B-1/1', cents(40)]])), ['-0.10']);
});

test('a line cut in two stays on its line; one that is gone is given back', () => {
  const halves = [line({ to: '2026-10-14', amount: '0.10' }), line({ from: '2026-10-15', amount: '0.20' })];
  const { adjustments } = adjustmentsTo([issued(1)], NONE, halves, 'why');
  // 0.10 + 0.20 − 0.15
  assert.deepEqual(adjustments, [
    { bill: 'B-1', line: 1, amount: '0.15', reason: 'why; with transit, Transit, from 2026-10-15' },
  ]);
  assert.deepEqual(
    adjustmentsTo([issued(1)], NONE, [], 'why').adjustments.map(({ amount }) => amount),
    ['-0.15'],
  );
});

test('a line that no bill has goes on a bill between the same two, or is named', () => {
  const toll = { bucket: 'toll', element: 'access', amount: '9.00' };
  const { adjustments } = adjustmentsTo(
    [issued(1), issued(2, { trunkGroup: 'X' })],
    NONE,
    [line(), line({ trunkGroup: 'X' }), line({ ...toll, trunkGroup: 'X' })],
    'why',
  );
  assert.deepEqual(
    adjustments.map(({ line: number, amount }) => [number, amount]),
    [[2, '9.00']],
  );
  const other = line({ ...toll, biller: 'socket', billed: 'centurytel' });
  assert.deepEqual(adjustmentsTo([issued(1)], NONE, [line(), other], 'why').unplaced, [
    { line: other, amount: '9.00' },
  ]);
  assert.equal(correctionsCsv([]), 'bill,line,amount,reason\n');
});

test('whatever changes, bills and adjustments come to the new version, and views to the same difference', () => {
  const some = fc.array(
    fc.record({
      trunkGroup: fc.constantFrom('A', 'B'),
      bucket: fc.constantFrom('transit', 'toll'),
      from: fc.constantFrom('2026-10-01', '2026-10-15'),
      billed: fc.constantFrom('socket', 'centurytel'),
      amount: fc.integer({ min: 0, max: 5000 }).map((value) => formatCents(cents(value))),
    }),
    { maxLength: 8 },
  );
  const sumOf = (amounts: readonly { readonly amount: string }[]): bigint =>
    sumCents(amounts.map(({ amount }) => of(amount)));
  fc.assert(
    fc.property(some, some, (was, is) => {
      const whole = (part: (typeof was)[number]): UsageLine =>
        line({ ...part, biller: part.billed === 'socket' ? 'centurytel' : 'socket' });
      const before = was.map((part, index) => ({
        ...whole(part),
        bill: `B-${part.billed}`,
        line: index + 1,
      }));
      const now = is.map(whole);
      const { adjustments, unplaced } = adjustmentsTo(before, NONE, now, 'why');
      assert.equal(sumOf(before) + sumOf(adjustments) + sumOf(unplaced), sumOf(now));
      assert.equal(new Set(adjustments.map((one) => `${one.bill}/${one.line}`)).size, adjustments.length);
      const pairs = pairLines(before, now);
      assert.equal(pairs.filter(({ before: one }) => one !== undefined).length, before.length);
      assert.equal(pairs.filter(({ after: one }) => one !== undefined).length, now.length);
      const difference = sumOf(now) - sumOf(before);
      assert.equal(sumCents(pairs.map((pair) => of(pair.difference))), difference);
      for (const field of ['bucket', 'trunkGroup', 'direction'] as const)
        assert.equal(sumCents(moneyBy(field, before, now).map((view) => of(view.difference))), difference);
    }),
    { numRuns: 200 },
  );
});
