import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../result.ts';
import type { Value } from './ast.ts';
import { evaluate } from './interpret.ts';
import { parseExpr } from './parse.ts';
import { simplify } from './simplify.ts';
import { COLUMNS, TYPES, expressions, rowLists } from './test-expressions.ts';

const NOTHING: ReadonlySet<string> = new Set();

for (const type of TYPES) {
  test(`${type} expressions with known fields have the value that they had`, () => {
    const known = fc.subarray(COLUMNS.map(({ name }) => name));
    fc.assert(
      fc.property(expressions(type, 4), rowLists, known, (tree, rows, names) => {
        for (const row of rows) {
          const fields = new Map(names.map((name): [string, Value] => [name, row[name] ?? null]));
          const simple = simplify(tree, { fields, emptyTables: NOTHING });
          assert.deepEqual(evaluate(simple, row), evaluate(tree, row));
        }
      }),
      { numRuns: 300 },
    );
  });
}

test('what is known goes, what is not stays', () => {
  const known = {
    fields: new Map<string, Value>([
      ['gone', null],
      ['n', 7n],
    ]),
    emptyTables: new Set(['nobody']),
  };
  for (const [text, wanted] of [
    ['gone = x', 'false'],
    ['gone is missing', 'true'],
    ['n + 1', '8'],
    ['gone + x is missing', 'true'],
    ['x = 1 and gone is present', 'false'],
    ['x = 1 or n = 7', 'true'],
    ['nobody(x).name is missing', 'true'],
    ['area(gone).name is missing', 'true'],
    ["case when gone is present then 'a' when n = 7 then 'b' else 'c' end", "'b'"],
    ["case when x = 1 then 'a' when n = 7 then 'b' else 'c' end", "case when x = 1 then 'a' else 'b' end"],
    ["case when x = 1 then 'a' else 'a' end", "'a'"],
  ] as const)
    assert.deepEqual(simplify(unwrap(parseExpr(text)), known), unwrap(parseExpr(wanted)), text);
});
