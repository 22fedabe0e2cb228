import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAMAGE_REASONS, REJECT_REASONS } from '../formats/emi/index.ts';
import { reasonCure } from './reason-cures.ts';
import { REASONS, reasonSentence } from './reasons.ts';

test('whatever has a sentence says what to do next, in one sentence', () => {
  assert.ok(REASONS.length > 50);
  for (const code of REASONS) assert.match(reasonCure(code) ?? `${code}: nothing`, /^[A-Z][^\n]+\.$/);
});

test('reasons of the formats have words', () => {
  for (const code of [...DAMAGE_REASONS, ...REJECT_REASONS]) {
    assert.notEqual(reasonSentence(code), code);
    assert.notEqual(reasonCure(code), undefined, code);
  }
});

test('of the id of a rule the agreement speaks', () => {
  assert.equal(reasonCure('J93'), undefined);
});
