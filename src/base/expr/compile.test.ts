import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../result.ts';
import type { Row, Value } from './ast.ts';
import { compileCondition, compileExpr } from './compile.ts';
import type { Access } from './compile.ts';
import { evaluate, textOrder } from './interpret.ts';
import type { Lookup } from './interpret.ts';
import { parseExpr } from './parse.ts';
import { TYPES, expressions, rowLists } from './test-expressions.ts';

const doubled: Lookup = (_table, keys) => (typeof keys[0] === 'bigint' ? keys[0] * 2n : null);
const access: Access<Row> = {
  field: (name) => (row) => row[name] ?? null,
  lookup: (table, column) => (_row, keys) => doubled(table, keys, column),
};

for (const type of TYPES) {
  test(`compiled ${type} expressions answer as the interpreter does`, () => {
    fc.assert(
      fc.property(expressions(type, 4), rowLists, (tree, rows) => {
        const run = compileExpr(tree, access);
        const holds = compileCondition(tree, access);
        for (const row of rows) {
          const wanted: Value = evaluate(tree, row);
          assert.deepEqual(run(row), wanted);
          assert.equal(holds(row), wanted === true);
        }
      }),
      { numRuns: 300 },
    );
  });
}

test('look-ups with a missing key are missing', () => {
  const run = compileExpr(unwrap(parseExpr('twice(i1).value')), access);
  assert.deepEqual([run({ i1: 4n }), run({})], [8n, null]);
});

test('text is in the order of its code points, also beyond the basic plane', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\uE000', '\uFFFD', '\u{10000}', '\u{1F600}', 'Z') });
  fc.assert(
    fc.property(text, text, (a, b) =>
      assert.equal(Math.sign(textOrder(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b))),
    ),
  );
});
