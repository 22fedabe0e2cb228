import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Term } from '../agreement/agreement.ts';
import { evaluate } from '../base/expr/interpret.ts';
import { unwrap } from '../base/result.ts';
import { callRounding, measuredExpr, measuredMs } from './measured-time.ts';
import type { Measurement } from './terms.ts';

const term = (value: Partial<Measurement>): Term<Measurement> => ({
  key: 'traffic.measurement',
  value: {
    sumOver: ['bucket', 'direction', 'rate-period'],
    roundUp: 'call',
    roundUpTo: '6 seconds',
    ...value,
  },
  citation: 'A §1',
  provenance: 'assumed',
  source: 'test',
  file: 'a.md',
  line: 7,
});

const billed = (ms: number, value: Partial<Measurement>): number =>
  measuredMs(ms, unwrap(callRounding(term(value))));

test('a call is rounded up to whole steps', () => {
  // 125.5 s: 21 steps of 6 s are 126 s; 3 of 1 minute are 180 s; 126 of 1 s are 126 s.
  assert.equal(billed(125_500, {}), 126_000);
  assert.equal(billed(125_500, { roundUpTo: '1 minute' }), 180_000);
  assert.equal(billed(125_500, { roundUpTo: '1 second' }), 126_000);
  assert.equal(billed(126_000, {}), 126_000);
});

test('an initial period is billed whole, and each additional one begun after it', () => {
  const term30 = { initial: '30 seconds' };
  assert.equal(billed(1, term30), 30_000);
  assert.equal(billed(30_000, term30), 30_000);
  // 31 s: 30 s and one begun period of 6 s.
  assert.equal(billed(31_000, term30), 36_000);
  assert.equal(billed(42_001, term30), 48_000);
});

test('an answered call is billed the minimum at least, and no conversation is billed nothing', () => {
  assert.equal(billed(2000, { minimum: '18 seconds' }), 18_000);
  assert.equal(billed(18_001, { minimum: '18 seconds' }), 24_000);
  assert.equal(billed(0, { minimum: '18 seconds', initial: '30 seconds' }), 0);
});

test('the expression of the plan gives what the function gives', () => {
  const lengths = fc.constantFrom(0, 1000, 6000, 18_000, 30_000, 60_000);
  fc.assert(
    fc.property(
      fc.nat(200_000),
      fc.constantFrom(1000, 6000, 60_000),
      lengths,
      lengths,
      (time, stepMs, initialMs, minimumMs) => {
        const rounding = { stepMs, initialMs, minimumMs };
        const value = evaluate(measuredExpr({ kind: 'field', name: 'ms' }, rounding), { ms: BigInt(time) });
        assert.equal(value, BigInt(measuredMs(time, rounding)));
        const least = Math.max(initialMs, minimumMs);
        assert.ok(Number(value) >= time && Number(value) < Math.max(time, least) + stepMs);
      },
    ),
    { numRuns: 500 },
  );
});

test('what cannot be executed is named, all of it', () => {
  const wrong = callRounding(term({ roundUp: 'sum', roundUpTo: '2 calls', initial: '30 seconds' }));
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id, field }) => [id, field]), [
    ['traffic/measurement', 'traffic.measurement.roundUpTo'],
    ['traffic/measurement', 'traffic.measurement.initial'],
  ]);
  assert.deepEqual(
    ['0 seconds', '1 month', '0.0001 seconds', '1 minute per call'].filter(
      (roundUpTo) => callRounding(term({ roundUpTo })).ok,
    ),
    [],
  );
});
