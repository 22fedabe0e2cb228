import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AGREEMENTS, QUESTIONS, answers, decidingStep } from './compare-agreements.ts';

test('twelve questions, each with the same facts for three agreements', () => {
  assert.equal(QUESTIONS.length, 12);
  for (const { ask } of QUESTIONS) {
    const given = answers(ask);
    assert.deepEqual(
      given.map(({ agreement }) => agreement),
      [...AGREEMENTS],
    );
    for (const { facts } of given) assert.deepEqual(facts, given[0]?.facts, ask);
  }
});

test('no question is answered alike by all three, and no two cite the same clause', () => {
  for (const { ask } of QUESTIONS) {
    const given = answers(ask);
    assert.ok(new Set(given.map(({ receipt }) => String(receipt.value))).size > 1, ask);
    assert.equal(new Set(given.map(({ receipt }) => receipt.clause)).size, 3, ask);
  }
});

describe('$10,000 paid 37 days late', () => {
  // 10,000 × 1.5 % × 37 ÷ 30; 10,000 × (1.000407^37 − 1); 10,000 × 1.5 % × 2 months begun.
  const expected: Readonly<Record<string, readonly [string, RegExp]>> = {
    'missouri-2006': ['185.00', /37 ÷ 30 days, without compounding/],
    'sample-west': ['151.70', /\(1 \+ 0\.000407\)\^37 − 1.*compounded daily/],
    'sample-south': ['300.00', /2 months begun of 30 days/],
  };
  for (const { agreement, receipt } of answers('late-payment-charge')) {
    test(`${agreement} says which method, and the receipt shows it`, () => {
      const [value, method] = expected[agreement] ?? ['', /^$/];
      assert.equal(receipt.value, value);
      const step = receipt.steps.find(({ id }) => id === 'method');
      assert.match(step?.sentence ?? '', method);
      assert.equal(step?.term?.key, 'accounts.late-payment');
      assert.equal(step.clause, receipt.clause);
      assert.equal(receipt.agreement.id, agreement);
    });
  }
});

test('the step shown is one that stands on the clause of the answer', () => {
  for (const { ask } of QUESTIONS)
    for (const { receipt } of answers(ask)) assert.equal(decidingStep(receipt)?.clause, receipt.clause, ask);
});
