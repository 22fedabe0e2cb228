import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vocabulary } from '../../app/vocabulary.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { unwrap } from '../../base/result.ts';
import { NO_NETWORK, previewPlan } from '../../traffic/plan-preview.ts';
import { whyUnbilled } from './why-unbilled.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const view = missouri.at('2026-10-31');

test('every reason that a plan can give is told in words, with what to do and, from the agreement, its section', () => {
  const plan = unwrap(previewPlan(missouri, NO_NETWORK, '2026-10-31'));
  const result = plan.tables.find(({ name }) => name === 'result');
  const at = [...Object.keys(result?.keys ?? {}), ...Object.keys(result?.columns ?? {})].indexOf('reason');
  const reasons = new Set(result?.rows.map((row) => row[at]).filter((reason) => reason !== null));
  assert.ok(reasons.has('unknown-trunk-group') && reasons.has('J93'));
  for (const reason of reasons) {
    const { sentence, cure } = whyUnbilled(view, String(reason));
    assert.notEqual(sentence, reason, `${String(reason)} has no sentence`);
    assert.doesNotMatch(cure, /its steps show where it stopped/, `${String(reason)} has no cure`);
  }
});

test('a rule of the agreement speaks with its own reason and section', () => {
  const { sentence, clause } = whyUnbilled(view, 'J93');
  assert.match(sentence, /between LATAs/);
  assert.equal(clause, 'V §6.3');
});

test('a fault cites the term that it rests on: a reader’s that of unusable records', () => {
  assert.equal(whyUnbilled(view, 'unknown-trunk-group').clause, 'V §6.1');
  assert.equal(whyUnbilled(view, 'line-length').clause, 'V §5.1');
  assert.equal(whyUnbilled(view, 'other-month').clause, 'V §5.3');
});

test('a code that nobody knows is named, and leads to an explanation', () => {
  const { sentence, cure, clause } = whyUnbilled(view, 'of-another-version');
  assert.equal(sentence, 'of-another-version');
  assert.match(cure, /^Explain one of the records/);
  assert.equal(clause, undefined);
});
