import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { unwrap } from '../base/result.ts';
import { vocabulary } from './vocabulary.ts';

const load = (folder: string, variant?: string): Agreement =>
  unwrap(
    loadAgreement(`agreements/${folder}`, { vocabulary, ...(variant === undefined ? {} : { variant }) }),
  );
const entries = (agreement: Agreement) =>
  [...agreement.timeline.keys()].flatMap((key) =>
    agreement.timeline.versions(key).flatMap(({ entry }) => entry ?? []),
  );

test('a term or row of which its own source says that something is assumed is marked assumed', () => {
  for (const agreement of [
    load('missouri-2006', 'centurytel'),
    load('missouri-2006', 'spectra'),
    load('sample-south'),
    load('sample-west'),
  ]) {
    const told = entries(agreement).filter(({ source }) => /\b(is|are) assumed\b/.test(source));
    assert.ok(told.length > 0, agreement.id);
    const strong = told.filter(({ provenance }) => provenance !== 'assumed');
    assert.deepEqual(
      strong.map(({ key }) => key),
      [],
    );
  }
});

test('what one order did is practice and no rule, and the term of an adopter is nobody’s rule', () => {
  const view = load('missouri-2006', 'centurytel').at('2026-12-01');
  const marks = ['law.order-effect', 'law.adoption-term', 'law.adoption'].map((key) => {
    const entry = view.agreement.timeline.find(key, view.asOf);
    return [key, entry?.provenance, entry?.citation];
  });
  assert.deepEqual(marks, [
    ['law.order-effect', 'assumed', 'Missouri PSC practice §1'],
    ['law.adoption-term', 'assumed', '47 USC 252(i)'],
    ['law.adoption', 'rule', '47 USC 252(i)'],
  ]);
});
