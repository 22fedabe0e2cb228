import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutCustomer } from './customer-fields.ts';
import { START, defineCaseKind } from './kind.ts';

const order = defineCaseKind({
  kind: 'order',
  doc: 'An order, as far as this test needs one.',
  states: [{ name: 'received', doc: 'Arrived.' }],
  events: [{ name: 'received', from: [START], to: 'received', doc: 'Arrived.' }],
  clocks: [],
  documents: {},
  customer: ['endUser', 'address'],
});

test('what a kind says is of an end user is left out and named; empty fields are left out unnamed', () => {
  const body = { pon: 'A1', endUser: 'Bakery', address: '' };
  assert.deepEqual(withoutCustomer(order, body), { body: { pon: 'A1' }, withheld: ['endUser'] });
});

test('a kind that says nothing of end users shows all', () => {
  const body = { pon: 'A1', endUser: 'Bakery' };
  assert.deepEqual(withoutCustomer({ ...order, customer: [] }, body), { body, withheld: [] });
  assert.deepEqual(withoutCustomer(undefined, body), { body, withheld: [] });
});

test('of a field that says several things only what tells of an end user is left out', () => {
  const kind = { ...order, customer: ['follows.held'] };
  const body = { pon: 'A1', follows: { caseId: 'LSR/1', held: ['number 5737770001'] } };
  assert.deepEqual(withoutCustomer(kind, body), {
    body: { pon: 'A1', follows: { caseId: 'LSR/1' } },
    withheld: ['follows.held'],
  });
  assert.deepEqual(withoutCustomer(kind, { follows: 'LSR/1' }), { body: { follows: 'LSR/1' }, withheld: [] });
});

test('a circuit that is known by its telephone number is left out among others that are not', () => {
  const body = { completedOn: '2026-11-02', ecckts: ['LX/1001', '5737770001'] };
  assert.deepEqual(withoutCustomer(order, body), {
    body: { completedOn: '2026-11-02', ecckts: ['LX/1001'] },
    withheld: ['ecckts'],
  });
  assert.deepEqual(withoutCustomer(order, { circuit: '5737770001' }), { body: {}, withheld: ['circuit'] });
  assert.deepEqual(withoutCustomer(order, { ecckts: ['LX/1001'] }).withheld, []);
});
