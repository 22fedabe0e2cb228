import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../result.ts';
import { evaluate } from './interpret.ts';
import { parseExpr } from './parse.ts';
import { INT64, integerRange } from './range.ts';
import type { Range, Ranges } from './range.ts';
import { expressions } from './test-expressions.ts';

const FIELDS: Readonly<Record<string, Range>> = {
  ms: { least: 0n, most: 400_000_000n },
  signed: { least: -7n, most: 3n },
  zero: { least: 0n, most: 0n },
  wide: INT64,
};
const ranges: Ranges = {
  field: (name) => FIELDS[name],
  lookup: (_, column) => (column === 'rate' ? { least: 0n, most: 10n ** 10n } : undefined),
};
const of = (text: string) => integerRange(unwrap(parseExpr(text)), ranges);

test('the range of arithmetic is that of its ends', () => {
  for (const [text, least, most] of [
    ['ms + 59999', 59_999n, 400_059_999n],
    // 400,059,999 div 60,000 = 6,667.67
    ['(ms + 59999) div 60000 * 60000', 0n, 400_020_000n],
    ['ms - signed', -3n, 400_000_007n],
    ['signed * signed', -21n, 49n],
    // By -1 seven is the most, by 1 minus seven the least; by zero there is no value.
    ['signed div signed', -7n, 7n],
    ['case when ms > 5 then signed else 10 end', -7n, 10n],
    ['area(ms).rate + 1', 1n, 10_000_000_001n],
  ] as const)
    assert.deepEqual(of(text), { range: { least, most }, problems: [] }, text);
  assert.deepEqual(of('signed div zero'), { range: undefined, problems: [] });
});

test('what may leave 64 bits is named, wherever it stands', () => {
  for (const [text, count] of [
    // 4e8 × 1e10 = 4e18 fits below 9.22e18; three times that does not.
    ['ms * area(ms).rate', 0],
    ['ms * area(ms).rate * 3', 1],
    ['wide + 1', 1],
    ['wide div -1', 1],
    ['wide * 2 > 5 and not (wide - 1 is missing)', 2],
    ['case when wide + 1 = 2 then wide else wide - 1 end', 2],
    ['area(wide * 2).rate', 1],
    ['wide', 0],
    ['wide div 2', 0],
  ] as const) {
    const found = of(text.replaceAll('-1', '(0 - 1)')).problems;
    assert.equal(found.length, count, text);
    assert.ok(found.every(({ id }) => id === 'expr/range'));
  }
});

test('no row of small numbers leaves the range', () => {
  const small = { least: -50n, most: 50n };
  const number = fc.bigInt({ min: small.least, max: small.most });
  fc.assert(
    fc.property(expressions('integer', 3), number, number, (tree, i1, i2) => {
      const { range, problems } = integerRange(tree, {
        field: (name) => (name.startsWith('i') ? small : undefined),
        lookup: () => undefined,
      });
      assert.deepEqual(problems, []);
      const value = evaluate(tree, { i1, i2, t1: 'a', t2: 'b', b1: true, b2: false });
      if (typeof value !== 'bigint') return;
      assert.ok(range && range.least <= value && value <= range.most);
    }),
    { numRuns: 1000 },
  );
});
