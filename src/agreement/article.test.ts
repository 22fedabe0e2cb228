import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArticle } from './article.ts';

const parse = (text: string) => parseArticle('x.md', 'III', text);
const ids = (text: string): [string, number | undefined][] =>
  parse(text).problems.map(({ id, line }) => [id, line]);

test('sections are cited by their number, or by heading and paragraph', () => {
  const { sections, problems } = parse(
    [
      '# ARTICLE III',
      'First.',
      '',
      'Second,\nits second line.',
      '## SCOPE AND INTENT OF THE AGREEMENT',
      'Third.',
      '## 9.4 Late *payment*',
      'Fourth.',
      '',
      'Fifth.',
      '### 9.4.1. Rate',
      '## 9.5',
      '## As written',
    ].join('\n'),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    sections.map(({ citation, line, level }) => [citation, line, level]),
    [
      ['III', 1, 1],
      ['III Scope and Intent of the Agreement', 6, 2],
      ['III §9.4', 8, 2],
      ['III §9.4.1', 12, 3],
      ['III §9.5', 13, 2],
      ['III As written', 14, 2],
    ],
  );
  assert.deepEqual(
    sections.flatMap(({ passages }) => passages.map(({ citation, line }) => [citation, line])),
    [
      ['III ¶1', 2],
      ['III ¶2', 4],
      ['III Scope and Intent of the Agreement ¶1', 7],
      ['III §9.4', 9],
      ['III §9.4', 11],
    ],
  );
  assert.equal(sections[2]?.heading, '9.4 Late payment');
  assert.equal(sections[0]?.passages[1]?.text, 'Second,\nits second line.');
});

test('blocks belong to the paragraph above them and know their first line', () => {
  const { sections } = parse(
    '# A\n\n```terms\na: 1\n```\n\nText.\n\n```terms\nb:\n  c: 2\n```\n\n~~~unmodelled\nNot yet.\n~~~\n\n```\nplain\n```\n',
  );
  const [section] = sections;
  assert.deepEqual(section?.blocks, [
    { yaml: 'a: 1', line: 4, citation: 'III' },
    { yaml: 'b:\n  c: 2', line: 10, citation: 'III ¶1' },
  ]);
  assert.deepEqual(section?.unmodelled, [{ reason: 'Not yet.', line: 14 }]);
  assert.equal(section?.passages.length, 2);
});

test('a marker of variants holds for the one thing below it', () => {
  const { sections, problems } = parse(
    [
      '# A',
      '<!-- only: north -->',
      'North.',
      '',
      'Both.',
      '',
      '<!-- only: north, east -->',
      '<!-- a remark -->',
      '```terms',
      'a: 1',
      '```',
      '',
      '<!-- only: east -->',
      '',
      '- a list',
    ].join('\n'),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    sections[0]?.passages.map(({ text, only }) => [text, only]),
    [
      ['North.', ['north']],
      ['Both.', undefined],
      ['- a list', ['east']],
    ],
  );
  assert.deepEqual(sections[0]?.blocks[0]?.only, ['north', 'east']);
  assert.equal(sections[0]?.passages[2]?.citation, 'III ¶3');
});

test('what would be lost is a problem', () => {
  assert.deepEqual(ids('Text.\n\n# A\n'), [['agreement/text-before-heading', 1]]);
  assert.deepEqual(ids('# A\n\n<!-- Only: North -->\n\nText.'), [['agreement/only-marker', 3]]);
  assert.deepEqual(ids('# A\n\n<!-- only north -->\n\nText.'), [['agreement/only-marker', 3]]);
  assert.deepEqual(ids('# A\n\n<!-- only: north -->\n\n# B\n'), [['agreement/only-marker', 3]]);
  assert.deepEqual(ids('# A\n\n<!-- only: north -->\n'), [['agreement/only-marker', 3]]);
  assert.deepEqual(ids('# A\n\n<!-- only: north -->\n\n<!-- only: east -->\n\nText.'), [
    ['agreement/only-marker', 3],
  ]);
  assert.deepEqual(ids('# A\n\n<!-- only: north --> Text.'), [['agreement/only-marker', 3]]);
  assert.deepEqual(ids('# A\n\n<table><tr><td>30 days</td></tr></table>'), [['agreement/html', 3]]);
  assert.deepEqual(ids('# A\n\n- item\n\n  ```terms\n  a: 1\n  ```\n'), [['agreement/nested-block', 5]]);
  assert.deepEqual(ids('# A\n\n```term\na: 1\n```\n'), [['agreement/unknown-block', 3]]);
  assert.deepEqual(ids('# A\n\n```unmodelled\n```\n'), [['agreement/unmodelled', 3]]);
  assert.deepEqual(ids('<!-- a remark -->\n\n# A\n'), []);
});
