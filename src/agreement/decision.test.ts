import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { parseQuantity } from '../base/quantity.ts';
import { decimal, divide, multiply, rational, toFixed } from '../base/rational.ts';
import { ok } from '../base/result.ts';
import { cited } from './agreement.ts';
import { defineDecision, runDecision } from './decision.ts';
import { Code, DecimalText, IsoDate } from './schema.ts';
import { late, load } from './test-agreement.ts';

const charge = defineDecision({
  name: 'charge',
  doc: 'One month of late payment charge.',
  facts: Type.Object(
    {
      principal: DecimalText(),
      on: IsoDate(),
      kind: Type.Optional(Code(['a', 'b'])),
      parts: Type.Optional(Type.Array(Type.Object({ amount: DecimalText() }))),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: (facts) => facts.on,
  decide: (facts, view, trace) => {
    const term = view.term(late);
    if (!term.ok) return term;
    const rate = parseQuantity(term.value.value.rate)?.value ?? rational(0);
    const value = toFixed(divide(multiply(decimal(facts.principal), rate), rational(100)), 2, 'half-up');
    trace.add({ id: 'charge', sentence: 'Charge', out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation });
  },
});
const agreement = load({});
const run = (facts: unknown) => runDecision(charge, agreement, facts, { asOf: '2026-01-01' });

test('the answer has its receipt', () => {
  const result = run({ principal: '10000', on: '2026-10-31' });
  assert.ok(result.ok);
  assert.deepEqual(result.value, {
    decision: 'charge',
    agreement: agreement.ref,
    asOf: '2026-10-31',
    asKnown: null,
    facts: { principal: '10000', on: '2026-10-31' },
    steps: [
      {
        id: 'charge',
        sentence: 'Charge',
        out: '150.00',
        clause: 'III §9.4',
        term: {
          key: 'money.late-payment',
          value: { rate: '1.5 % per month', grace: '30 calendar days' },
          provenance: 'seed',
        },
      },
    ],
    value: '150.00',
    clause: 'III §9.4',
  });
});

test('a number may stand for a decimal, at any depth', () => {
  const result = run({ principal: 10000.5, on: '2026-10-31', parts: [{ amount: 1 }, { amount: '2' }] });
  assert.ok(result.ok);
  assert.equal(result.value.value, '150.01');
  assert.deepEqual(result.value.facts, {
    principal: '10000.5',
    on: '2026-10-31',
    parts: [{ amount: '1' }, { amount: '2' }],
  });
});

test('wrong facts are all listed', () => {
  const result = run({ principal: 'much', kind: 'c', parts: [{ amount: 'x' }], more: 1 });
  assert.ok(!result.ok);
  assert.deepEqual(result.problems.map(({ field }) => field).sort(), [
    'kind',
    'more',
    'on',
    'parts.0.amount',
    'principal',
  ]);
  assert.ok(result.problems.every(({ sentence, cure }) => sentence.length > 0 && cure.length > 0));
  for (const facts of [undefined, null, [], 'x', 3]) assert.ok(!run(facts).ok);
  assert.ok(!run({ principal: Number.NaN, on: '2026-10-31' }).ok);
});

test('the same question has the same bytes', () => {
  const facts = { principal: '1', on: '2026-10-31' };
  assert.equal(JSON.stringify(run(facts)), JSON.stringify(run(facts)));
});
