import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ratesTable } from '../../accounts/rates.ts';
import { RATES_TABLE } from '../../traffic/index.ts';
import { problemsOf } from './test-agreement.ts';

const edit = (name: string, change: (text: string) => string) => ({
  edit: (file: string, text: string): string => (file === name ? change(text) : text),
});
const brief = (problems: ReturnType<typeof problemsOf>): string[] =>
  problems.map(({ id, file, line }) => `${id} ${file?.split('/').at(-1)}:${line}`);
const without = (start: string) => (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n');

test('traffic knows the table of prices by the name that accounts gives it', () => {
  assert.equal(RATES_TABLE, ratesTable.name);
});

test('the agreement as it stands is clean', () => {
  assert.deepEqual(problemsOf({}), []);
});

test('a bucket without compensation is named at its rule', () => {
  const problems = problemsOf(edit('compensation.csv', without('wireless,')));
  assert.deepEqual(
    brief(problems),
    [
      'interconnection/no-compensation jurisdiction.csv:12',
      'interconnection/no-compensation jurisdiction.csv:12',
    ].slice(0, problems.length),
  );
  assert.ok(problems.length > 0);
});

test('an element without a rate is named at its compensation row', () => {
  const problems = problemsOf(edit('rates.csv', without('isp,')));
  assert.deepEqual([...new Set(brief(problems))], ['interconnection/rate compensation.csv:4']);
  assert.match(problems[0]?.sentence ?? '', /isp-bound-termination/);
});

test('a rate that ends leaves a gap', () => {
  const problems = problemsOf(
    edit('rates.csv', (text) => text.replace(/^(isp,.*V §7.3,,2003-06-14),,/m, '$1,2026-10-15,')),
  );
  assert.match(problems[0]?.sentence ?? '', /no rate for isp-bound-termination/);
});

test('rules that cannot be read or name unknown facts are named with file and line', () => {
  const wrong = (when: string) =>
    problemsOf(edit('jurisdiction.csv', (text) => text.replace('called_isp', when)));
  assert.deepEqual(brief(wrong('called_ips')), ['expr/type jurisdiction.csv:19']);
  assert.deepEqual(brief(wrong('originator')), ['expr/type jurisdiction.csv:19']);
  assert.deepEqual(brief(wrong('called_isp and')), ['table/value jurisdiction.csv:19']);
});

test('regimes say who pays what', () => {
  const change = (from: string, to: string) =>
    brief(problemsOf(edit('compensation.csv', (text) => text.replace(from, to))));
  assert.deepEqual(change('per-minute,delivering,unidentified-access', 'per-minute,,unidentified-access'), [
    'interconnection/compensation compensation.csv:9',
  ]);
  assert.deepEqual(change('per-minute,delivering,unidentified-access', 'per-minute,delivering,'), [
    'interconnection/compensation compensation.csv:9',
  ]);
  assert.deepEqual(
    change('per-minute,delivering,unidentified-access', 'bill-and-keep,delivering,unidentified-access'),
    ['interconnection/rate compensation.csv:9'],
  );
});

test('the minute of the text and the minute of the term cannot change alone', () => {
  const text = problemsOf(
    edit('05-interconnection.md', (t) => t.replace('once to 1 minute.', 'once to 6 seconds.')),
  );
  const term = problemsOf(
    edit('05-interconnection.md', (t) => t.replace('roundUpTo: 1 minute', 'roundUpTo: 2 minutes')),
  );
  for (const problems of [text, term])
    assert.ok(problems.every(({ id }) => id === 'agreement/contradiction') && problems.length > 0);
});
