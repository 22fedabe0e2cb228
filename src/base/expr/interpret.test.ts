import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../result.ts';
import type { Row, RowRule, Value } from './ast.ts';
import { decideRow, evaluate } from './interpret.ts';
import type { Lookup } from './interpret.ts';
import { parseExpr } from './parse.ts';

const tables: Lookup = (table, keys, column) =>
  table === 'area' && keys[0] === 'COLUMBIA' && keys[1] === 'ASHLAND' && column === 'kind' ? 'eas' : null;
const run = (text: string, row: Row = {}): Value => evaluate(unwrap(parseExpr(text)), row, tables);

test('values by hand', () => {
  const row: Row = { n: 7n, s: 'b', yes: true, gone: null, from: 'COLUMBIA', to: 'ASHLAND' };
  for (const [text, wanted] of [
    ['n + 1 = 8', true],
    ['n div 2', 3n],
    ['(0 - n) div 2', -3n],
    ['n div 0', null],
    ["s in ('a', 'b')", true],
    ["s not in ('a', 'b')", false],
    ["s > 'a' and s < 'c'", true],
    ["'Z' < 'a'", true],
    ['yes = true', true],
    ["area(from, to).kind = 'eas'", true],
    ['area(to, from).kind is missing', true],
    ['case when n > 10 then 1 when n > 5 then 2 else 3 end', 2n],
  ] as const)
    assert.equal(run(text, row), wanted, text);
});

test('a missing value makes comparisons false and calculations missing', () => {
  const row: Row = { gone: null, n: 1n };
  for (const [text, wanted] of [
    ['gone = gone', false],
    ['gone != 1', false],
    ['gone < 1', false],
    ['not gone = 1', true],
    ['gone in (1)', false],
    ['gone not in (1)', true],
    ['gone is missing', true],
    ['never_heard_of is missing', true],
    ['constructor is missing', true],
    ['gone is present', false],
    ['gone + 1 is missing', true],
    ['gone and true', false],
    ['gone or true', true],
    ['not gone', true],
    ['area(gone, gone).kind is missing', true],
    ['case when gone then 1 else 2 end', 2n],
  ] as const)
    assert.equal(run(text, row), wanted, text);
});

test('text is ordered by code point', () => {
  assert.equal(run("'\uffff' < '\u{10000}'"), true);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const row = { a, b };
      assert.equal(run('a < b', row), run('b > a', row));
      assert.equal(run('a <= b and b <= a', row), run('a = b', row));
    }),
  );
});

test('de Morgan holds with missing values too', () => {
  const truth = fc.constantFrom<Value>(true, false, null);
  fc.assert(
    fc.property(truth, truth, (a, b) => {
      const row = { a, b };
      assert.equal(run('not (a and b)', row), run('not a or not b', row));
      assert.equal(run('not (a or b)', row), run('not a and not b', row));
    }),
  );
});

test('the first rule that holds decides, and those before it are told', () => {
  const rule = (id: string, text: string): RowRule => ({
    id,
    clause: 'V §1',
    when: unwrap(parseExpr(text)),
    text,
    then: id,
    reason: id,
    provenance: 'assumed',
  });
  const rules = [rule('one', 'n = 1'), rule('big', 'n > 1'), rule('also', 'n > 0')];
  const found = decideRow(rules, { n: 2n });
  assert.equal(found.rule?.id, 'big');
  assert.deepEqual(
    found.tried.map((tried) => tried.id),
    ['one'],
  );
  const none = decideRow(rules, { n: null });
  assert.equal(none.rule, undefined);
  assert.equal(none.tried.length, 3);
});
