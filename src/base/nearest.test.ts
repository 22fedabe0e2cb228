import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearestName } from './nearest.ts';

const KEYS = ['accounts.late-payment', 'accounts.rounding', 'clock.bill-due', 'scope.state'];

test('the nearest key, where it is near', () => {
  assert.equal(nearestName('acounts.late-payment', KEYS), 'accounts.late-payment');
  assert.equal(nearestName('accounts.latepayment', KEYS), 'accounts.late-payment');
  assert.equal(nearestName('Accounts.Rounding', KEYS), 'accounts.rounding');
  assert.equal(nearestName('billing.late-payment', KEYS), 'accounts.late-payment');
  assert.equal(nearestName('clock.bil-due', KEYS), 'clock.bill-due');
  assert.equal(nearestName('rat', ['rate', 'grace']), 'rate');
  assert.equal(nearestName('r', ['rate']), undefined);
  assert.equal(nearestName('ordering.edits', KEYS), undefined);
  assert.equal(nearestName('x', []), undefined);
});

test('said as a question', () => {
  assert.equal(didYouMean('rat', ['rate', 'grace']), 'Did you mean "rate"? ');
  assert.equal(didYouMean('colour', ['rate', 'grace']), '');
});
