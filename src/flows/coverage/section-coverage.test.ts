import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, FEES, load } from '../../agreement/test-agreement.ts';
import { sectionCoverage } from './section-coverage.ts';

const MARK = '\n```unmodelled\nThe cap is not applied.\n```\n';
const CLOCK =
  '\nAn answer comes within 30 days.\n\n```terms\nclock.answer:\n  length: 30 calendar days\n  provenance: seed\n```\n';
const text = `${ARTICLE}
## 9.5 Words alone

Nothing to execute.

## 9.6 A mark alone

Something of the trade.
${MARK}`;

const states = (files: Record<string, string>, read: Record<string, boolean>): Record<string, string> =>
  Object.fromEntries(sectionCoverage(load(files), read).map(({ citation, state }) => [citation, state]));

test('each section has its state, from what stands under it and what code asks for', () => {
  const all = { 'money.late-payment': true, 'clock.*': true, fees: true };
  assert.deepEqual(states({ 'three.md': text, 'fees.csv': FEES }, all), {
    III: 'text',
    'III §9.4': 'modelled',
    'III §9.5': 'text',
    'III §9.6': 'unmodelled',
  });
  // One of two names is asked for; then none.
  assert.equal(states({ 'three.md': text, 'fees.csv': FEES }, { ...all, fees: false })['III §9.4'], 'partly');
  assert.equal(states({ 'three.md': text, 'fees.csv': FEES }, {})['III §9.4'], 'stated');
});

test('a mark beside terms is partly; its words come along, and rows are counted', () => {
  const [, section] = sectionCoverage(load({ 'three.md': `${ARTICLE}${MARK}`, 'fees.csv': FEES }), {
    'money.late-payment': true,
    fees: true,
  });
  assert.deepEqual(section, {
    citation: 'III §9.4',
    article: 'III',
    heading: '9.4 Late payment',
    state: 'partly',
    terms: [
      { name: 'money.late-payment', rows: 1, read: true },
      { name: 'fees', rows: 1, read: true },
    ],
    reasons: ['The cap is not applied.'],
  });
});

test('a member of a family is asked for by its family', () => {
  const files = { 'three.md': `${ARTICLE}${CLOCK}` };
  assert.equal(states(files, { 'money.late-payment': true, 'clock.*': true })['III §9.4'], 'modelled');
  assert.equal(states(files, { 'money.late-payment': true, 'clock.*': false })['III §9.4'], 'partly');
});
