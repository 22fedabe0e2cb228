import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readRules } from './rules.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'rules-'));
after(() => rmSync(folder, { recursive: true }));

test('every article has rules, the numbers of a section rise, nothing is wrong in a row', () => {
  const { rules, problems } = readRules('reference/rules');
  assert.deepEqual(problems, []);
  const articles = new Set(rules.map(({ file }) => /article-(\d+)/.exec(file)?.[1]));
  assert.deepEqual(
    [...articles].sort(),
    Array.from({ length: 19 }, (_, index) => String(index).padStart(2, '0')),
  );
  const sections = Map.groupBy(rules, ({ id }) => id.split('-')[0] ?? '');
  for (const [section, rows] of sections) {
    const numbers = rows.map(({ id }) => Number(/-(\d+)$/.exec(id)?.[1])).filter((one) => !Number.isNaN(one));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
      `${section} is in order`,
    );
  }
});

test('a bad row is named by file, line and field', () => {
  writeFileSync(
    path.join(folder, 'article-01.csv'),
    [
      'id,type,name,subject,by,reason',
      'I.1-1,rule,A rule,ordering,,not yet',
      'I.1-1,rule,The same number,ordering,,not yet',
      '1-1,rule,No section,ordering,,not yet',
      'I.1-2,thing,No type,ordering,,not yet',
      'I.1-3,rule,one two three four five six seven eight nine ten eleven twelve thirteen,ordering,,not yet',
      'I.1-4,rule,No room,Ordering Room,,not yet',
      'I.1-5,rule,Neither executed nor explained,ordering,,',
      '',
    ].join('\n'),
  );
  const { rules, problems } = readRules(folder);
  assert.equal(rules.length, 7);
  assert.deepEqual(
    problems.map(({ file, line, field }) => [path.basename(file ?? ''), line, field]),
    [
      ['article-01.csv', 3, 'id'],
      ['article-01.csv', 4, 'id'],
      ['article-01.csv', 5, 'type'],
      ['article-01.csv', 6, 'name'],
      ['article-01.csv', 7, 'subject'],
      ['article-01.csv', 8, 'reason'],
    ],
  );
});
