import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Agreement } from './agreement.ts';
import { loadAgreement } from './load.ts';
import { ParseCache } from './parse-cache.ts';
import type { FileTexts } from './source.ts';
import { ARTICLE, FEES, documentText, folder, late, open, vocabulary } from './test-agreement.ts';

const rate = (agreement: Agreement): unknown => agreement.at('2026-10-31').optional(late)?.value.rate;
const instead =
  (name: string, text: string): FileTexts =>
  (file) =>
    path.basename(file) === name ? text : undefined;

test('a file is read as a tool says, and its hash says so', () => {
  const dir = folder({ 'fees.csv': FEES });
  const texts = instead('three.md', ARTICLE.replaceAll(/1\.5 ?%/g, '2 %'));
  const [before, changed] = [open(dir), open(dir, { files: texts })];
  assert.deepEqual([rate(before), rate(changed)], ['1.5 % per month', '2 % per month']);
  assert.notEqual(before.ref.hash, changed.ref.hash);
  assert.equal(readFileSync(path.join(dir, 'three.md'), 'utf8'), ARTICLE);
  const same = open(dir, { files: instead('three.md', ARTICLE) });
  assert.equal(same.ref.hash, before.ref.hash);
});

test('a document beside the folder may stand in memory alone', () => {
  const text = documentText({
    id: 'lower',
    effectiveOn: '2026-01-01',
    recordedAt: '2025-12-01T00:00:00Z',
    changes: "  - { set: money.late-payment, value: { rate: '1 % per month' } }",
  });
  const changed = open(folder(), { amendments: ['lower.yaml'], files: instead('lower.yaml', text) });
  assert.equal(rate(changed), '1 % per month');
});

const whole = ({ ref, sections, timeline }: Agreement): unknown => [
  ref,
  sections,
  [...timeline.keys()].map((key) => [key, timeline.versions(key)]),
];

test('with a cache every load says what it would say without', () => {
  const dir = folder({ 'fees.csv': FEES });
  const cache = new ParseCache();
  const wrong = instead('three.md', ARTICLE.replace('grace: 30', 'grace: 31'));
  for (const files of [undefined, wrong, undefined, instead('fees.csv', FEES.replace('$18', '$x')), wrong]) {
    const texts = files === undefined ? {} : { files };
    for (const variant of ['north', 'east']) {
      const plain = loadAgreement(dir, { vocabulary, variant, ...texts });
      const cached = loadAgreement(dir, { vocabulary, variant, cache, ...texts });
      assert.equal(plain.ok, files === undefined);
      if (plain.ok && cached.ok) assert.deepEqual(whole(cached.value), whole(plain.value));
      else assert.deepEqual(cached, plain);
    }
  }
});
