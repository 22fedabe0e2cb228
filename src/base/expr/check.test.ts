import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../result.ts';
import type { RowShape } from './ast.ts';
import { checkExpr } from './check.ts';
import { parseExpr } from './parse.ts';

const shape: RowShape = {
  fields: { n: 'integer', s: 'text', yes: 'boolean' },
  tables: { area: { keys: ['text', 'text'], columns: { kind: 'text', miles: 'integer' } } },
};
const check = (text: string): string[] =>
  checkExpr(unwrap(parseExpr(text)), shape, 'boolean').map((problem) => problem.sentence);

test('conditions that fit', () => {
  for (const text of [
    'yes',
    'n > 1 and not yes',
    "s in ('a')",
    "area(s, 'x').kind = s",
    'area(s, s).miles + n > 3',
    "case when yes then s else 'x' end = 'y'",
    's is missing or yes = true',
  ])
    assert.deepEqual(check(text), [], text);
});

test('conditions that do not fit', () => {
  for (const [text, ...wanted] of [
    ['n', 'The rule needs boolean and got integer.'],
    ["n = 'a'", 'The right of = needs integer and got text.'],
    ['s and yes', 'and needs boolean and got text.'],
    ['not n', 'not needs boolean and got integer.'],
    ['s + 1 = 2', '+ needs integer and got text.'],
    ["n in (1, 'a')", 'a is text and is looked for in integer.'],
    ['foo = 1', 'There is no field "foo".'],
    ['constructor = 1', 'There is no field "constructor".'],
    ['area(s, s).constructor = 1', 'area has no column "constructor".'],
    ['toString(s).kind = s', 'There is no table "toString".'],
    ['area(s).kind = s', 'area is looked up by 2 keys, not 1.'],
    ['area(s, n).kind = s', 'Key 2 of area needs text and got integer.'],
    ['case when n then s else s end = s', 'when needs boolean and got integer.'],
    ['case when yes then n else s end = s', 'then needs text and got integer.'],
    ['foo = bar', 'There is no field "foo".', 'There is no field "bar".'],
    [
      'case when yes then s when yes then n else foo end = s',
      'There is no field "foo".',
      'then needs text and got integer.',
    ],
  ] as const)
    assert.deepEqual(check(text), wanted, text);
});
