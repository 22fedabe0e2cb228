import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expr, Value } from './ast.ts';
import { parseExpr } from './parse.ts';
import { unwrap } from '../result.ts';

/** The parse with every bracket written. */
function shape(expr: Expr): string {
  const text = (value: Value): string => (typeof value === 'string' ? `'${value}'` : String(value));
  switch (expr.kind) {
    case 'field':
      return expr.name;
    case 'constant':
      return text(expr.value);
    case 'lookup':
      return `${expr.table}(${expr.keys.map(shape).join(', ')}).${expr.column}`;
    case 'compare':
    case 'arithmetic':
      return `(${shape(expr.left)} ${expr.op} ${shape(expr.right)})`;
    case 'in':
      return `(${shape(expr.item)} in ${expr.values.map(text).join(' ')})`;
    case 'missing':
      return `(${shape(expr.item)} missing)`;
    case 'and':
    case 'or':
      return `(${expr.items.map(shape).join(` ${expr.kind} `)})`;
    case 'not':
      return `(not ${shape(expr.item)})`;
    case 'case':
      return `[${expr.branches.map((b) => `${shape(b.when)}: ${shape(b.then)}`).join(' ')} | ${shape(expr.otherwise)}]`;
  }
}

test('what is bound tighter is read first', () => {
  for (const [text, wanted] of [
    ['a', 'a'],
    ['a or b and c', '(a or (b and c))'],
    ['a and b and c or d', '((a and b and c) or d)'],
    ['(a or b) and c', '((a or b) and c)'],
    ['not a and b', '((not a) and b)'],
    ['not a = 1', '(not (a = 1))'],
    ['not a in (1, 2)', '(not (a in 1 2))'],
    ['a not in (1)', '(not (a in 1))'],
    ['not not a', '(not (not a))'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a div b div c', '((a div b) div c)'],
    ['a + 1 >= b * 2', '((a + 1) >= (b * 2))'],
    ['a is missing or b is present', '((a missing) or (not (b missing)))'],
    ["name = 'O''Neil'", "(name = 'O'Neil')"],
    ["x = ''", "(x = '')"],
    ['f(a, b + 1).c != d', '(f(a, (b + 1)).c != d)'],
    ["case when a = 1 then 'x' when b then 'y' else 'z' end", "[(a = 1): 'x' b: 'y' | 'z']"],
    ['case else 1 end + 1', '([ | 1] + 1)'],
    ['case when a then 1 end', '[a: 1 | null]'],
    ['a=1and b', '((a = 1) and b)'],
    ['true or false', '(true or false)'],
    ['constructor', 'constructor'],
    ['\n  a\n  and b\n', '(a and b)'],
  ] as const)
    assert.equal(shape(unwrap(parseExpr(text))), wanted, text);
});

test('what cannot be read is refused at its character', () => {
  for (const [text, at, why] of [
    ['', 1, /the end/],
    ['a and', 6, /a value is expected/],
    ['and', 1, /"and"/],
    ['a = or', 5, /"or"/],
    ['a b', 3, /"b" is not expected/],
    ['a constructor b', 3, /"constructor"/],
    ['a toString b', 3, /"toString"/],
    ['(a', 3, /"\)" is expected/],
    ['a)', 2, /not expected/],
    ['a ==  b', 4, /a value is expected/],
    ["a = 'x", 5, /"'" is not expected/],
    ['a & b', 3, /"&" is not expected/],
    ['a in ()', 7, /constant/],
    ['a in (b)', 7, /constant/],
    ['a in (1,)', 9, /constant/],
    ['a is null', 6, /"missing" is expected/],
    ['a not b', 7, /"in" is expected/],
    ['f(a)', 5, /"\." is expected/],
    ['f().b', 3, /value is expected/],
    ["f(a).'b'", 6, /column/],
    ['case when a then 1', 19, /"else"/],
    ['12abc', 3, /"abc"/],
    ['-5', 1, /value is expected/],
    ['1.5', 2, /"\."/],
  ] as const) {
    const result = parseExpr(text);
    assert.ok(!result.ok, text);
    const sentence = result.problems[0]?.sentence ?? '';
    assert.match(sentence, new RegExp(`at character ${at}:`), text);
    assert.match(sentence, why, text);
  }
});
