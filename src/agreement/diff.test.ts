import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { diffAgreements, isSame } from './diff.ts';
import type { AgreementDiff, TermDiff } from './diff.ts';
import { ARTICLE, FEES, documentText, fees, folder, load, open, write } from './test-agreement.ts';
import type { Files } from './test-agreement.ts';

const DAY = '2026-10-15';
const diff = (a: Files, b: Files, days: readonly [string, string] = [DAY, DAY]): AgreementDiff =>
  diffAgreements(load(a).at(days[0]), load(b).at(days[1]), [fees]);
const brief = ({ change, key, before, after, fields }: TermDiff): unknown[] => [
  change,
  key,
  before?.clause,
  after?.clause,
  ...fields.map((field) => [field.field, field.before, field.after]),
];

const BOTH: Files = { 'fees.csv': FEES };
const RATE_2 = ARTICLE.replaceAll('1.5 %', '2 %').replaceAll('1.5%', '2%');

describe('two agreements compared', () => {
  it('has nothing to say of one with itself', () => {
    const found = diff(BOTH, BOTH);
    assert.ok(isSame(found));
    assert.deepEqual(found.counts.terms, { added: 0, removed: 0, changed: 0, moved: 0, restated: 0 });
    assert.deepEqual([found.before.asOf, found.before.asKnown], [DAY, null]);
  });

  it('names each field with its units, both clauses and both places, and the words that changed with it', () => {
    const found = diff(BOTH, { ...BOTH, 'three.md': RATE_2 });
    assert.deepEqual(found.terms.map(brief), [
      ['changed', 'money.late-payment', 'III §9.4', 'III §9.4', ['rate', '1.5 % per month', '2 % per month']],
    ]);
    // The terms block begins on line 7 of the article; the key is on line 8.
    assert.deepEqual([found.terms[0]?.before?.line, found.terms[0]?.after?.provenance], [8, 'seed']);
    assert.deepEqual(
      found.sections.map(({ change, paragraphs }) => [change, paragraphs]),
      [
        [
          'changed',
          [
            {
              before: 'A late bill bears 1.5% per month after 30 days.',
              after: 'A late bill bears 2% per month after 30 days.',
            },
          ],
        ],
      ],
    );
  });

  it('says added and removed of rows and terms, and in which order the contract has them', () => {
    const more = `${ARTICLE}\n## 9.5 Confirmation\n\nAn order is confirmed within 2 business days.\n\n\`\`\`terms\nclock.foc:\n  length: 2 business days\n  provenance: seed\n\`\`\`\n`;
    const found = diff({}, { 'three.md': more, 'fees.csv': FEES });
    assert.deepEqual(
      found.terms.map(({ change, key }) => [change, key]),
      [
        ['added', 'fees#loop-1'],
        ['added', 'clock.foc'],
      ],
    );
    assert.deepEqual(
      found.sections.map(({ change, after }) => [change, after?.clause]),
      [['added', 'III §9.5']],
    );
  });

  it('sees a section under another number with its terms as moved, and what is put in its place as added', () => {
    const renumbered = ARTICLE.replace('## 9.4 Late payment', '## 9.5 Late payment').replace(
      '# Three\n',
      '# Three\n\n## 9.4 Interest\n\nNo interest is paid.\n',
    );
    const found = diff({}, { 'three.md': renumbered });
    assert.deepEqual(found.terms.map(brief), [['moved', 'money.late-payment', 'III §9.4', 'III §9.5']]);
    assert.deepEqual(
      found.sections.map(({ change, before, after }) => [change, before?.clause, after?.clause]),
      [
        ['moved', 'III §9.4', 'III §9.5'],
        ['added', undefined, 'III §9.4'],
      ],
    );
  });

  it('finds a row again under another id by what it is about, and says what of it changed', () => {
    const renamed = FEES.replace('loop-1,', 'loop-town,').replace('$18.00', '$19.00');
    const [row, ...more] = diff(BOTH, { 'fees.csv': renamed }).terms;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [row?.change, row?.before?.key, row?.after?.key],
      ['changed', 'fees#loop-1', 'fees#loop-town'],
    );
    assert.deepEqual(row?.fields, [
      { field: 'price', before: '$18.00 per month', after: '$19.00 per month' },
    ]);
  });

  it('says that the last day, the source or a mark changed', () => {
    assert.deepEqual(
      diff(BOTH, { 'fees.csv': FEES.replace('2026-12-31', '2027-12-31') }).terms.map(({ change, fields }) => [
        change,
        fields,
      ]),
      [['changed', [{ field: 'effectiveTo', before: '2026-12-31', after: '2027-12-31' }]]],
    );
    assert.deepEqual(
      diff(BOTH, { 'fees.csv': FEES.replace('assumed,a sample', 'filed,a filing') }).terms.map(
        ({ change }) => change,
      ),
      ['restated'],
    );
    const marked = `${ARTICLE}\n\`\`\`unmodelled\nThe grace is not counted.\n\`\`\`\n`;
    const found = diff({}, { 'three.md': marked });
    assert.deepEqual(
      found.marks.map(({ change, clause, reason }) => [change, clause, reason]),
      [['added', 'III §9.4', 'The grace is not counted.']],
    );
    assert.equal(found.terms.length + found.sections.length, 0);
  });

  it('takes a nested list apart where it keeps its length', () => {
    const banded = (length: string): Files => ({
      'three.md': `# Three\n\n## 1 Bands\n\nWithin 9 business days; for 1 line, ${length.replace('calendar ', '')} or less.\n\n\`\`\`terms\nclock.x:\n  length: 9 business days\n  bands:\n    - { upTo: 1, length: ${length} }\n  provenance: seed\n\`\`\`\n`,
    });
    assert.deepEqual(diff(banded('3 calendar days'), banded('4 calendar days')).terms[0]?.fields, [
      { field: 'bands.0.length', before: '3 calendar days', after: '4 calendar days' },
    ]);
  });
});

const amendment = (changes: string, recordedAt = '2026-09-01T00:00:00Z'): string =>
  documentText({ id: 'amended', effectiveOn: '2026-10-01', recordedAt, changes });

describe('one agreement at two times', () => {
  const dir = folder({
    ...BOTH,
    'amendments/amended.yaml': amendment('  - set: money.late-payment\n    value: { rate: 2 % per month }'),
  });
  const agreement = open(dir);
  const changed = [['changed', 'money.late-payment']];
  const of = (a: readonly [string, string?], b: readonly [string, string?]): AgreementDiff =>
    diffAgreements(agreement.at(...a), agreement.at(...b), [fees]);
  const terms = (found: AgreementDiff): unknown[] => found.terms.map(({ change, key }) => [change, key]);

  it('compares the day before an amendment with its first day', () => {
    assert.deepEqual(terms(of(['2026-09-29'], ['2026-09-30'])), []);
    const found = of(['2026-09-30'], ['2026-10-01']);
    assert.deepEqual(terms(found), changed);
    assert.deepEqual(found.terms[0]?.after?.clause, 'III §9.4 (amended: amended)');
    assert.deepEqual(
      found.documents.map(({ change, id, inForce }) => [change, id, inForce]),
      [['added', 'amended', true]],
    );
  });

  it('compares what was known before an amendment was recorded with what is known after', () => {
    const found = of(['2026-10-15', '2026-08-31T23:59:59Z'], ['2026-10-15', '2026-09-01T00:00:00Z']);
    assert.deepEqual(terms(found), changed);
    // Known already, but its day has not come: the terms are the same and the document is named.
    const coming = of(['2026-09-15', '2026-08-31T23:59:59Z'], ['2026-09-15']);
    assert.deepEqual(terms(coming), []);
    assert.deepEqual(
      coming.documents.map(({ inForce }) => inForce),
      [false],
    );
  });
});

describe('whatever is changed', () => {
  const fee = fc.record({ id: fc.integer({ min: 1, max: 6 }), dollars: fc.integer({ min: 1, max: 4 }) });
  const rows = fc.uniqueArray(fee, { selector: ({ id }) => id, maxLength: 6 });
  const table = (list: readonly { id: number; dollars: number }[]): Files => ({
    'fees.csv': `${FEES.split('\n')[0]}\n${list.map(({ id, dollars }) => `row-${id},element-${id},,$${dollars}.00 per month,,,III §9.4,,,,assumed,a sample`).join('\n')}\n`,
  });

  it('finds what a set comparison finds, and the reverse of it in reverse', () => {
    fc.assert(
      fc.property(rows, rows, (left, right) => {
        const [a, b] = [load(table(left)).at(DAY), load(table(right)).at(DAY)];
        const found = (one: AgreementDiff, change: string): string[] =>
          one.terms
            .filter((term) => term.change === change)
            .map(({ key }) => key)
            .sort();
        const [there, back] = [diffAgreements(a, b, [fees]), diffAgreements(b, a, [fees])];
        const keys = (list: typeof left): string[] => list.map(({ id }) => `fees#row-${id}`);
        const without = (one: string[], other: string[]): string[] =>
          one.filter((key) => !other.includes(key)).sort();
        assert.deepEqual(found(there, 'added'), without(keys(right), keys(left)));
        assert.deepEqual(found(there, 'removed'), without(keys(left), keys(right)));
        const dearer = left.filter(({ id, dollars }) =>
          right.some((other) => other.id === id && other.dollars !== dollars),
        );
        assert.deepEqual(found(there, 'changed'), keys(dearer).sort());
        assert.deepEqual(found(back, 'added'), found(there, 'removed'));
        assert.deepEqual(found(back, 'removed'), found(there, 'added'));
        assert.deepEqual(found(back, 'changed'), found(there, 'changed'));
      }),
      { numRuns: 40 },
    );
  });

  it('lists exactly the keys that an amendment sets, with the values that it sets', () => {
    const all = [1, 2, 3, 4, 5, 6].map((id) => ({ id, dollars: 5 }));
    fc.assert(
      fc.property(fc.uniqueArray(fee, { selector: ({ id }) => id, minLength: 1 }), (sets) => {
        const dir = folder(table(all));
        const before = open(dir).at(DAY);
        const file = write(
          folder(),
          'beside.yaml',
          amendment(
            sets
              .map(
                ({ id, dollars }) =>
                  `  - set: fees#row-${id}\n    value: { price: $${dollars}.00 per month }`,
              )
              .join('\n'),
          ),
        );
        const found = diffAgreements(before, open(dir, { amendments: [file] }).at(DAY), [fees]);
        assert.deepEqual(
          found.terms.map(({ change, key, fields }) => [change, key, fields[0]?.after]).sort(),
          sets.map(({ id, dollars }) => ['changed', `fees#row-${id}`, `$${dollars}.00 per month`]).sort(),
        );
      }),
      { numRuns: 40 },
    );
  });
});
