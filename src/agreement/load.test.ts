import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { loadAgreement } from './load.ts';
import {
  ARTICLE,
  FEES,
  MANIFEST,
  folder,
  late,
  load,
  open,
  places,
  problemsOf,
  vocabulary,
} from './test-agreement.ts';

test('the manifest: everything wrong at once', () => {
  const text = MANIFEST.replace('status: draft', 'status: done')
    .replace('state: ZZ', 'state: zz')
    .replace('America/Denver', 'America/Nowhere')
    .replace('  east:', '  East One:')
    .replace('version: 0.1.0', 'version: 1')
    .replace('id: pair', 'id: The Pair')
    .concat('extra: 1\nlaw: [{ number: X }]\n');
  assert.deepEqual(
    problemsOf({ 'agreement.yaml': text })
      .map(({ problem }) => `${problem.field}:${problem.line}`)
      .sort(),
    [
      'extra:12',
      'id:1',
      'law.0.file:13',
      'state:5',
      'status:3',
      'timeZone:6',
      'variants.East One:9',
      'version:4',
    ],
  );
  assert.deepEqual(places(problemsOf({ 'agreement.yaml': 'id: [' })), [
    ['agreement/yaml', 'agreement.yaml:1'],
  ]);
});

test('folders and variants that are not there', () => {
  const missing = loadAgreement('nowhere', { vocabulary });
  assert.equal(missing.ok ? '' : missing.problems[0]?.id, 'agreement/not-found');
  for (const variant of ['west', 'constructor', '']) {
    const [one] = problemsOf({}, { variant });
    assert.equal(one?.id, 'agreement/unknown-variant');
    assert.match(one?.problem.cure ?? '', /north, east/);
  }
});

test('files that are missing, and files that nobody would read', () => {
  const two = MANIFEST.concat('  - { number: IV, file: four.md, title: Four }\n');
  assert.deepEqual(
    places(
      problemsOf({
        'agreement.yaml': two,
        'five.md': '# Five',
        'amendments/a.yml': 'x',
        'corrections/b.json': '{}',
      }),
    ),
    [
      ['agreement/unlisted-file', 'amendments/a.yml'],
      ['agreement/unlisted-file', 'corrections/b.json'],
      ['agreement/unlisted-file', 'five.md'],
      ['agreement/missing-file', 'four.md'],
    ],
  );
});

test('two sections of one number', () => {
  const text = `${ARTICLE}\n## 9.4 Again\n\nText.\n`;
  assert.deepEqual(places(problemsOf({ 'three.md': text })), [
    ['agreement/duplicate-section', 'three.md:14'],
  ]);
});

test('problems of all files come back at once', () => {
  const found = problemsOf({
    'three.md': ARTICLE.replace('grace: 30', 'grace: 31'),
    'fees.csv': FEES.replace('$18.00', '18.00').replace('III §9.4', 'III §9.5'),
    'amendments/a.yaml': 'id: A',
  });
  assert.deepEqual(
    [...new Set(found.map(({ at }) => at.split(':')[0]))],
    ['amendments/a.yaml', 'fees.csv', 'three.md'],
  );
});

test('a variant has its own text, and paragraph numbers are those of the whole', () => {
  const text = '# Three\n\nOne.\n\n<!-- only: north -->\nNorth.\n\n<!-- only: east -->\nEast.\n\nLast.\n';
  const dir = folder({ 'three.md': text });
  const north = open(dir);
  const east = open(dir, { variant: 'east' });
  assert.equal(north.id, 'pair/north');
  assert.equal(east.id, 'pair/east');
  assert.equal(north.clauseText('III'), 'One.\n\nNorth.\n\nLast.');
  assert.equal(east.clauseText('III ¶3'), 'East.');
  assert.equal(north.clauseText('III ¶3'), undefined);
  assert.equal(north.clauseText('III ¶4'), east.clauseText('III ¶4'));
  assert.equal(north.ref.hash, east.ref.hash);
  assert.deepEqual(places(problemsOf({ 'three.md': text.replace('only: east', 'only: west') })), [
    ['agreement/unknown-variant', 'three.md:9'],
  ]);
});

test('parties by role or name', () => {
  const agreement = load({}, { variant: 'east' });
  assert.deepEqual(agreement.parties, { ilec: 'east', clec: 'south' });
  assert.equal(agreement.party('ilec'), 'east');
  assert.equal(agreement.party('south'), 'south');
  assert.equal(agreement.party('north'), undefined);
});

test('a term that is not in force is missing, not a default', () => {
  const text = ARTICLE.replace('  provenance: seed', '  effectiveFrom: 2026-02-01\n  provenance: seed');
  const view = load({ 'three.md': text }).at('2026-01-31');
  const term = view.term(late);
  assert.ok(!term.ok);
  assert.match(
    term.problems[0]?.sentence ?? '',
    /pair\/north has no term "money\.late-payment" in force on 2026-01-31/,
  );
  assert.equal(view.optional(late), undefined);
});

test("a room's own check runs on an agreement that loads", () => {
  const room = {
    subject: 'room',
    terms: [],
    tables: [],
    decisions: [],
    check: () => [{ id: 'room/wrong', sentence: 'It is wrong.', cure: 'Mend it.' }],
  };
  const found = problemsOf({}, { vocabulary: [...vocabulary, room] });
  assert.deepEqual(places(found), [['room/wrong', '']]);
});

test('a folder where a file is named is a problem, not a crash', () => {
  const found = problemsOf({
    'agreement.yaml': MANIFEST.replace('three.md', 'three'),
    'three/inner.txt': '',
    'fees.csv/inner.txt': '',
    'amendments/one.yaml/inner.txt': '',
  });
  for (const place of [
    ['amendment/not-found', 'amendments/one.yaml'],
    ['agreement/unknown-table', 'fees.csv'],
    ['agreement/missing-file', 'three'],
  ])
    assert.ok(
      places(found).some(([id, at]) => id === place[0] && at === place[1]),
      JSON.stringify(places(found)),
    );
  const dir = folder({});
  assert.deepEqual(
    problemsOf({}, { amendments: [dir, path.join(dir, 'none.yaml')] }).map(({ id, problem }) => [
      id,
      problem.sentence,
    ]),
    [
      ['amendment/not-found', 'This is no file.'],
      ['amendment/not-found', 'There is no such file.'],
    ],
  );
});
