import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Value } from 'typebox/value';
import { preOrderFunctions } from '../../src/flows/pre-order/functions.ts';
import { ASKS, factsOf } from './pre-order-forms.ts';

/** A value that an entry takes. */
const FILLED = {
  text: 'LX--',
  count: '2',
  list: '573-234-7300, 5732347301',
  date: '2026-12-01',
  office: 'CLMAMOXA',
  product: 'p',
  technology: 'adsl',
  tick: 'on',
};

/** Entries of text that only take a code. */
const NAMED: Readonly<Record<string, string>> = {
  zip: '65201',
  state: 'MO',
  from: 'CLMAMOXA',
  to: 'SCKTMOXA',
  window: 'morning',
};

test('every function has a form, and what its form asks is what the function takes', () => {
  assert.deepEqual(Object.keys(ASKS).sort(), preOrderFunctions.map(({ name }) => name).sort());
  for (const { name, facts } of preOrderFunctions) {
    const { fields } = ASKS[name];
    const known = Object.keys((facts as unknown as { properties: object }).properties);
    for (const field of fields) assert.ok(known.includes(field.name), `${name} takes no ${field.name}`);
    const data = new FormData();
    for (const field of fields) {
      const named = field.kind === 'text' ? NAMED[field.name] : undefined;
      data.set(field.name, named ?? FILLED[field.kind]);
    }
    const filled = factsOf(fields, data);
    assert.ok(Value.Check(facts, filled), `${name} ${JSON.stringify(filled)}`);
  }
});

test('what is empty is not asked, and lists are taken apart', () => {
  const data = new FormData();
  data.set('wireCenter', ' ');
  data.set('numbers', ' 573-234-7300,  5732347301 ');
  assert.deepEqual(factsOf(ASKS['number-reservation'].fields, data), {
    numbers: ['573-234-7300', '5732347301'],
  });
});
