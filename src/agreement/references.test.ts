import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MANIFEST, documentText, load, problemsOf } from './test-agreement.ts';

const manifest = `${MANIFEST}  - { number: IV, file: four.md, title: Four }
  - { number: Appendix UNE Pricing, file: prices.md, title: Prices }
law:
  - { number: FCC 20-152, file: law/law.md }
`;
const files = (text: string): Record<string, string> => ({
  'agreement.yaml': manifest,
  'three.md': `# Three\n\n## 9.4 One\n\nWords.\n${text}\n\n## 9.5 Two\n\nOther words.\n`,
  'four.md': '# Four\n\n## 2.1 First\n\nWords.\n',
  'prices.md': '# Prices\n\n## 1 Rates\n\nWords.\n',
  'law/law.md': '# Order\n\n## 7 Conduit\n\nSections 1.1 and 99 of this order, Article XX.\n',
});
const dangling = (text: string): [string, string | undefined, string, string][] =>
  problemsOf(files(text)).map(({ id, at, problem }) => {
    assert.equal(id, 'agreement/dangling-reference');
    return [at, problem.field, problem.sentence, problem.cure];
  });

test('references that lead somewhere', () => {
  for (const text of [
    'Section 9.4, §9.5, § 9.4 and Sections 9.4, 9.5 and 9.4 through 9.5.',
    'Section 9 of this Article; Section 2.1 of this Agreement.',
    'Article IV, Section 2.1; Article IV §2.1; IV §2.1; IV §§2.1 and 2; Section 2.1 of Article IV.',
    'Articles III–IV and Article III. Articles III and IV.',
    'Appendix UNE Pricing, Appendix UNE Pricing Rates, this Appendix; Appendix UNE Pricing §1.',
    'section 9.4, sections 9.4 and 9.5, Article IV, section 2.1; section 2.1 of this agreement.',
    'FCC 20-152 §7 and Section 1 of Appendix UNE Pricing.',
  ])
    assert.ok(load(files(text)), text);
});

test('sections of laws, rules and tariffs are not of this agreement', () => {
  for (const text of [
    'Section 251 of the Act; Sections 251 and 252; section 77; Section 251(c)(3); Section 13(a).',
    '47 CFR 51.5, 47 C.F.R. § 51.5, 47 CFR Section 52.35, 20 CSR 4240-28, RSMo § 392.200.',
    'Section 3 of the tariff; Article VI of the Constitution; Section 12 of Title 47; FCC Rules § 51.5.',
    'section 51.5 of the rules; 47 CFR section 51.5; section 1.1 of the tariff; sections 251.3 of the Act.',
    'Case TM-2002-232 and the 1996 Act, Section 3.',
  ])
    assert.ok(load(files(text)), text);
});

test('each reference that leads nowhere is named with its line', () => {
  assert.deepEqual(dangling('See\nSection 9.6.'), [
    ['three.md:7', 'Section 9.6', 'There is no section "III §9.6".', 'Correct the number of the section.'],
  ]);
  assert.deepEqual(dangling('See Section 2.1.'), [
    [
      'three.md:6',
      'Section 2.1',
      'There is no section "III §2.1".',
      'Say which article it is of: there is IV §2.1.',
    ],
  ]);
  const written = (text: string): (string | undefined)[] => dangling(text).map(([, , sentence]) => sentence);
  const noSection = (citation: string): string => `There is no section "${citation}".`;
  const noArticle = (article: string): string => `There is no "${article}" in this agreement.`;
  assert.deepEqual(written('Sections 9.4, 9.7 and 9.8.'), [noSection('III §9.7'), noSection('III §9.8')]);
  assert.deepEqual(written('Sections 9.4 through 9.19.'), [noSection('III §9.19')]);
  assert.deepEqual(written('as section 6.9 asks for.'), [noSection('III §6.9')]);
  assert.deepEqual(written('section 9.6 of this article.'), [noSection('III §9.6')]);
  assert.deepEqual(written('sections 9.4 and 9.6.'), [noSection('III §9.6')]);
  assert.deepEqual(written('Article IV, section 3.2; section 3.3 of Article IV.'), [
    noSection('IV §3.2'),
    noSection('IV §3.3'),
  ]);
  assert.deepEqual(written('Article V.'), [noArticle('V')]);
  assert.deepEqual(written('Articles III–VI.'), [noArticle('VI')]);
  assert.deepEqual(written('Article IV, Section 3.2.'), [noSection('IV §3.2')]);
  assert.deepEqual(written('Section 3.2 of Article IV.'), [noSection('IV §3.2')]);
  assert.deepEqual(written('Article V, Section 3.2.'), [noArticle('V')]);
  assert.deepEqual(written('III §9.6 and §2.1.'), [noSection('III §9.6'), noSection('III §2.1')]);
  assert.deepEqual(written('XI §2.'), [noArticle('XI')]);
  assert.deepEqual(written('Appendix Collocation.'), [noArticle('Appendix Collocation')]);
  assert.deepEqual(written('FCC 20-152 §8.'), [noSection('FCC 20-152 §8')]);
  assert.deepEqual(written('Section 7 of this Agreement.'), [noSection('III §7')]);
  assert.deepEqual(written('Section 77.1 of this Agreement.'), [noSection('III §77.1')]);
});

test('the text of an amendment names its article', () => {
  const document = (text: string): Record<string, string> => ({
    'amendments/one.yaml': documentText({
      id: 'one',
      effectiveOn: '2026-01-01',
      recordedAt: '2026-01-01T00:00:00Z',
      changes: "  - { set: money.late-payment, value: { rate: '1 %' } }",
    }).replace('The Parties agree.', text),
  });
  assert.ok(load(document('Section 9.4 of Article III changes; so does Section 5.')));
  assert.deepEqual(
    problemsOf(document('Article III, Section 9.9 changes.')).map(({ id, at }) => [id, at]),
    [['agreement/dangling-reference', 'amendments/one.yaml']],
  );
});

test('articles may be called sections, attachments and exhibits', () => {
  const named = (text: string): Record<string, string> => ({
    'agreement.yaml':
      MANIFEST.replace('number: III', 'number: Section 9') +
      '  - { number: Exhibit A, file: a.md, title: Rates }\n',
    'three.md': `# Nine\n\n## 9.4 One\n\n${text}\n`,
    'a.md': '# Rates\n\n## 1 One\n\nSection 9.4 and Exhibit A; Section 1.\n',
  });
  assert.ok(load(named('Section 9, Section 9.4 and Exhibit A.')));
  assert.deepEqual(
    problemsOf(named('Section 9.5, Exhibit B.')).map(({ problem }) => problem.sentence),
    ['There is no section "Section 9 §9.5".', 'There is no "Exhibit B" in this agreement.'],
  );
});
