import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAgreement } from './load.ts';
import { ARTICLE, FEES, documentText, folder, problemsOf, vocabulary } from './test-agreement.ts';
import type { Files } from './test-agreement.ts';

const cures = (files: Files): string[] => problemsOf(files).map(({ problem }) => problem.cure);
const amended = (change: string): Files => ({
  'fees.csv': FEES,
  'amendments/a.yaml': documentText({
    id: 'a',
    effectiveOn: '2026-01-01',
    recordedAt: '2026-01-01T00:00:00Z',
    changes: `  - ${change}`,
  }),
});

test('a misspelled name gets the nearest one', () => {
  const term = (from: string, to: string): Files => ({ 'three.md': ARTICLE.replace(from, to) });
  const said = (files: Files): string => cures(files).find((cure) => cure.startsWith('Did you mean')) ?? '';
  const nearest = (files: Files): string | undefined => /"([^"]*)"/.exec(said(files))?.[1];
  assert.equal(nearest(term('money.late-payment', 'money.late-pament')), 'money.late-payment');
  assert.equal(nearest(term('money.late-payment', 'billing.late-payment')), 'money.late-payment');
  assert.equal(nearest(term('money.late-payment:', 'clok.late:')), 'clock.late');
  assert.equal(nearest(term('  grace:', '  grase:')), 'grace');
  assert.equal(nearest(term('provenance: seed', 'method: simpel\n  provenance: seed')), 'simple');
  assert.equal(nearest({ 'fees.csv': FEES.replace('zone', 'zoen') }), 'zone');
  assert.equal(nearest({ 'fee.csv': FEES }), 'fees');
  assert.equal(nearest(term('provenance: seed', 'provenance: seed\n  only: nort')), 'north');
  assert.equal(nearest(amended("{ set: money.late-pay, value: { rate: '1 %' } }")), 'money.late-payment');
  assert.equal(nearest(amended("{ set: money.late-payment, value: { rat: '1 %' } }")), 'rate');
  assert.equal(nearest(amended("{ add: fee#x, clause: III §9.4, value: { price: '$1' } }")), 'fees');
  const variant = loadAgreement(folder(), { vocabulary, variant: 'nroth' });
  assert.match(variant.ok ? '' : (variant.problems[0]?.cure ?? ''), /^Did you mean "north"\? Variants are: /);
});

test('what is like nothing gets the list alone', () => {
  assert.deepEqual(
    cures({
      'three.md': ARTICLE.replace('provenance: seed', 'provenance: seed\nweather.forecast:\n  a: 1'),
    })[0],
    'Subjects are: money, clock.',
  );
});
