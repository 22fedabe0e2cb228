import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Manifest } from '../../src/agreement/manifest.ts';
import { findNumbers } from './find-numbers.ts';

let dir: string;
before(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'numbers-'));
});
after(() => rmSync(dir, { recursive: true, force: true }));

const manifest = { articles: [{ number: 'A', file: 'a.md', title: 'A' }] } as unknown as Manifest;

test('numbers of terms: days, times, dates, percentages and amounts, and none of words', () => {
  writeFileSync(
    path.join(dir, 'a.md'),
    `# A

## 1 Bills

Due 45 days after mailing.

\`\`\`terms
clock.bill-due:
  starts: bill.mailed
  length: 45 calendar days
  cutoff: 13:59
  rate: 0.0409 % per day
  cap: $5,000,000
  from: 2026-12-31
  products: [loop-2w-analog]
  source: Form of 2004, section 9
\`\`\`

\`\`\`unmodelled
Not 7 days.
\`\`\`
`,
  );
  assert.deepEqual(
    findNumbers(dir, manifest).map(({ line, where, written, instead }) => [line, where, written, instead]),
    [
      [10, 'clock.bill-due', '45', '46'],
      [11, 'clock.bill-due', '13:59', '14:00'],
      [12, 'clock.bill-due', '0.0409', '0.0410'],
      [13, 'clock.bill-due', '$5,000,000', '$5,000,001'],
      [14, 'clock.bill-due', '2026-12-31', '2027-01-01'],
    ],
  );
});

test('numbers of rows: not ids, clauses and words; a rank goes behind the next of its group', () => {
  writeFileSync(path.join(dir, 'a.md'), '# A\n');
  writeFileSync(
    path.join(dir, 'fees.csv'),
    `id,order,term,price,description,clause,source
a-1,10,x,$9.99 per month,"Loop, 2 wires",A §1,"Form, 2004"
a-2,20,x,9,,A §1,
a-3,5,y,$1.50 per month,,A §1,
`,
  );
  const found = findNumbers(dir, manifest);
  assert.deepEqual(
    found.map(({ line, where, written, instead, kind }) => [line, where, written, instead, kind]),
    [
      [2, 'fees#a-1.order', '10', '21', 'rank'],
      [2, 'fees#a-1.price', '$9.99', '$10.00', 'row'],
      [3, 'fees#a-2.price', '9', '10', 'row'],
      [4, 'fees#a-3.price', '$1.50', '$1.51', 'row'],
    ],
  );
});
