import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEES, documentText, load, problemsOf } from './test-agreement.ts';
import type { Files } from './test-agreement.ts';

const files = (text: string, ...changes: string[]): Files => ({
  'fees.csv': FEES,
  'amendments/one.yaml': documentText({
    id: 'one',
    effectiveOn: '2026-07-01',
    recordedAt: '2026-03-01T00:00:00Z',
    changes: changes.map((change) => `  - ${change}`).join('\n'),
  }).replace('The Parties agree.', text),
});
const RATE = "{ set: money.late-payment, value: { rate: '2 % per month' } }";
const GRACE = "{ set: money.late-payment, value: { grace: '45 calendar days' } }";
const agree = (text: string, ...changes: string[]): void => void load(files(text, ...changes));
/** Lines: 8 is the text, 10 the first change (`changes:` stands on 9). */
const differ = (text: string, ...changes: string[]): [string, number | undefined, number | undefined][] =>
  problemsOf(files(text, ...changes)).map(({ id, problem }) => [id, problem.line, problem.also?.line]);

test('a text that says what is set, what was before, or no number', () => {
  agree('The Parties agree.', RATE);
  agree('The rate is 2 % per month.', RATE);
  agree('The rate of one and one-half percent (1.5%) becomes two percent (2%).', RATE);
  agree('From 30 days to forty-five (45) days, under docket TK-2026-0001 of 2026.', GRACE);
  // Numbers of a unit that nothing sets are the text's own affair; so are the rest of the rows.
  agree('The rate is 2 %. Notice is given in 10 days.', RATE);
  agree('The loop costs $20.', "{ set: fees#loop-1, value: { price: '$20 per month' } }");
  agree(
    'Loops are $20 and more.',
    "{ add: fees#l2, clause: III §9.4, value: { element: a, price: '$20' } }",
    "{ add: fees#l3, clause: III §9.4, value: { element: b, price: '$30' } }",
  );
});

test('a number changed alone in the text or in the change', () => {
  assert.deepEqual(differ('The rate is 3 %.', RATE), [
    ['amendment/contradiction', 8, 10],
    ['amendment/contradiction', 10, 8],
  ]);
  assert.deepEqual(differ('From thirty days to sixty days.', GRACE), [
    ['amendment/contradiction', 8, 10],
    ['amendment/contradiction', 10, 8],
  ]);
  assert.deepEqual(differ('The loop costs $21.', "{ set: fees#loop-1, value: { price: '$20 per month' } }"), [
    ['amendment/contradiction', 8, 10],
  ]);
  assert.deepEqual(differ('Within thirty (45) days.', RATE), [['agreement/word-and-figure', 8, undefined]]);
});
