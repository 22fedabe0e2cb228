import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormCode } from './document.ts';
import { tellsOfCustomer } from './customer-fields.ts';
import { shippedForms } from './shipped.ts';

const tells = (form: FormCode, field: string): boolean =>
  tellsOfCustomer(form, field, shippedForms().fields.get(form)?.get(field));

test('who gave the authority is the end user; that and when it was given is not', () => {
  assert.equal(tells('LSR', 'AUTHNM'), true);
  assert.equal(tells('LSR', 'AGAUTH'), false);
  assert.equal(tells('LSR', 'DATED'), false);
});

test('names, numbers and words tell; what the order is known by and what lines it has does not', () => {
  for (const [form, field] of [
    ['EU', 'NAME'],
    ['LSR', 'REMARKS'],
    ['LSNP', 'PORTED NBR'],
  ] as const)
    assert.equal(tells(form, field), true, `${form}.${field}`);
  for (const [form, field] of [
    ['LSR', 'PON'],
    ['EU', 'LOCNUM'],
    ['LS', 'CFA'],
  ] as const)
    assert.equal(tells(form, field), false, `${form}.${field}`);
  assert.equal(tells('LSR', 'NO SUCH FIELD'), true);
});
