import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadAgreement } from './load.ts';
import { vocabulary } from './test-agreement.ts';

const DIR = path.join(import.meta.dirname, 'fixtures', 'public-wording');
const general = readFileSync(path.join(DIR, 'general.md'), 'utf8');
const manifest = readFileSync(path.join(DIR, 'agreement.yaml'), 'utf8');

/** Problems with one text of the article read in place of another. */
function check(text: string, words: readonly string[] = []): [string, string][] {
  const names = manifest.replace('Oklahoma Law]', ['Oklahoma Law', ...words].join(', ') + ']');
  const files = (file: string): string | undefined =>
    file.endsWith('general.md') ? text : file.endsWith('agreement.yaml') ? names : undefined;
  const result = loadAgreement(DIR, { vocabulary, files });
  return result.ok ? [] : result.problems.map(({ id, field }) => [id, field ?? '']);
}

/** What the pages themselves leave undefined. */
const UNDEFINED = [
  'Business Day',
  'Late Payment Charge',
  'Late Payment Charges',
  'Billing Party',
  'Non-Paying Party',
  'Calendar Days',
  'Resale Services',
  'Unbundled Network Elements',
  'Dispute Resolution',
];
const DANGLING = [
  ['agreement/dangling-reference', 'Section 13.4'],
  ['agreement/dangling-reference', 'Section 13'],
];

test('what is wrong with clauses of filed agreements as they stand on public pages', () => {
  const found = check(general);
  assert.deepEqual(
    found.filter(([id]) => id === 'agreement/dangling-reference'),
    DANGLING,
  );
  const others = found.filter(([id]) => id !== 'agreement/dangling-reference');
  assert.deepEqual([...new Set(others.map(([id]) => id))], ['agreement/undefined-term']);
  // Each once: `Late Payment Charges` is `Late Payment Charge`.
  assert.deepEqual(
    others.map(([, field]) => field).sort(),
    UNDEFINED.filter((word) => word !== 'Late Payment Charges').sort(),
  );
});

test('with their terms defined and the section added they are clean', () => {
  assert.deepEqual(check(`${general}\n## 13.4\n\nDetails.\n`, UNDEFINED), []);
});

/** What is found when one place reads otherwise, beside what is wrong as it stands. */
const planted = (from: string, to: string): [string, string][] => {
  assert.equal(general.split(from).length, 2, `"${from}" stands once`);
  return check(`${general.replace(from, to)}\n## 13.4\n\nDetails.\n`, UNDEFINED);
};

test('what is planted in them is found', () => {
  assert.deepEqual(planted('fifteen (15)', 'fifteen (51)'), [
    ['agreement/contradiction', 'GTC §14.1'],
    ['agreement/word-and-figure', 'GTC §14.1'],
    ['agreement/contradiction', 'clock.unpaid-notice.length'],
  ]);
  assert.deepEqual(planted('one-hundred fifty (150)', 'one-hundred sixty (160)'), [
    ['agreement/contradiction', 'GTC §3.4.3'],
    ['agreement/contradiction', 'clock.joint-interconnection.length'],
    ['agreement/contradiction', 'clock.joint-interconnection.bands.0.length'],
  ]);
  assert.deepEqual(
    planted('length: 45 calendar days', 'length: 30 calendar days').map(([id]) => id),
    ['agreement/contradiction', 'agreement/contradiction', 'agreement/contradiction'],
  );
  assert.deepEqual(
    planted('ten (10) Business Days', 'ten (10) Calendar Days').map(([id]) => id),
    ['agreement/contradiction', 'agreement/contradiction'],
  );
  assert.deepEqual(planted('9.2.1 and 9.2.2', '9.2.1 and 9.2.3'), [
    ['agreement/dangling-reference', 'Sections 9.2.1 and 9.2.3'],
  ]);
  assert.deepEqual(planted('Section 14.2.1 through', 'Sections 14.2.4 through'), [
    ['agreement/dangling-reference', 'Sections 14.2.4 through 14.2.2'],
  ]);
  assert.deepEqual(planted('loses its Resale', 'loses its Wholesale Access and Resale'), [
    ['agreement/undefined-term', 'Wholesale Access'],
  ]);
});
