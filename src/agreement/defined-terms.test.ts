import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capitalised, inlineDefinitions, normal } from './defined-words.ts';
import { FEES, MANIFEST, load, problemsOf } from './test-agreement.ts';

const manifest = `${MANIFEST}  - { number: II, file: two.md, title: Words and Meanings }\n`;
const DEFINES = 'definitions: II\nproperNames: [Prairie Commission, Main Street]\n';
const files = (text: string, more = DEFINES, two = ''): Record<string, string> => ({
  'agreement.yaml': manifest + more,
  'two.md': `# Article II\n\n## 2.1 How words are read\n\nAs here.\n\n## 2.2 Business Day\n\nMonday to Friday.\n\n## 2.3 Point of Interconnection (POI) and meet point\n\nA place.\n${two}`,
  'three.md': `# Three\n\n## 9.4 One\n\nOn a business day at the POI.\n\n${text}\n`,
});
const found = (text: string, two = ''): [string, string, string | undefined][] =>
  problemsOf(files(text, DEFINES, two)).map(({ id, at, problem }) => [id, at, problem.field]);

test('what is defined may be said', () => {
  for (const text of [
    'Each Business Day, Business Days, a Business Day’s end, the next Business-Day at a Meet Point.',
    'This is exchanged (the "Local Traffic"). Local Traffic is local, and “Bill Date” means a day: the Bill Date.',
    'Unbundled Network Elements (UNEs) and more UNEs; an Unbundled Network Element.',
    'A Point of Interconnection of the Prairie Commission on Main Street. Words and Meanings, by Article II.',
    'Prairie Commission Business Days, Main Street of Prairie Commission.',
    'From January to March, Monday to Friday, THE PARTIES AGREE, `Some Code Here` and [a link](Some Thing).',
  ])
    assert.ok(load(files(text)), text);
});

test('the beginning of a sentence is no defined term', () => {
  for (const text of [
    'Local traffic. Late Charges run. Other Bills.',
    '- Late Charges\n- Early Charges',
    'It (Late Charges) runs.',
  ])
    assert.ok(load(files(text)), text);
});

test('two capitalised words that nothing defines, once a file, with their line', () => {
  assert.deepEqual(found('We exchange Local\nTraffic and Local Traffic.\n\nThe\nLate Charge.'), [
    ['agreement/undefined-term', 'three.md:7', 'Local Traffic'],
    ['agreement/undefined-term', 'three.md:11', 'Late Charge'],
  ]);
  assert.deepEqual(found('Then Business Day Traffic Reports.'), [
    ['agreement/undefined-term', 'three.md:7', 'Business Day Traffic Reports'],
  ]);
  assert.deepEqual(found('Bona Fide Requests go there.'), [
    ['agreement/undefined-term', 'three.md:7', 'Bona Fide Requests'],
  ]);
});

test('a definition that no other section says', () => {
  const two = '\n## 2.4 DS1 equivalent\n\nA DS1 equivalent is 24 channels (the "Count").\n';
  assert.deepEqual(found('Words.', two), [
    ['agreement/unused-definition', 'two.md:15', 'DS1 equivalent'],
    ['agreement/unused-definition', 'two.md:17', 'Count'],
  ]);
  assert.ok(load(files('24 DS1 Equivalents and the count.', DEFINES, two)));
  // Terms under a definition are read by rules: it is used.
  const executed =
    '\n## 2.5 Grace\n\nGrace is 30 days.\n\n```terms\nclock.grace:\n  length: 30 calendar days\n  provenance: seed\n```\n';
  assert.ok(load(files('Words.', DEFINES, executed)));
  // So it is where a row of a table cites it.
  const row = FEES.split('\n').slice(0, 2).join('\n').replace('III §9.4', 'II §2.5');
  const named = '\n## 2.5 Zone One\n\nThe first.\n';
  assert.ok(load({ ...files('Words.', DEFINES, named), 'fees.csv': `${row}\n` }));
  assert.deepEqual(found('Words.', named), [['agreement/unused-definition', 'two.md:15', 'Zone One']]);
});

test('only where the manifest names the article of definitions', () => {
  assert.ok(load(files('We exchange Local Traffic.', '')));
  assert.deepEqual(
    problemsOf(files('Words.', 'definitions: IX\n')).map(({ id }) => id),
    ['agreement/no-definitions'],
  );
});

test('one spelling of words', () => {
  assert.equal(normal('Business-Days’'), 'business day');
  assert.equal(normal("Socket's Means of Access"), normal('socket mean of access'));
  assert.equal(normal('the Parties'), 'the party');
  assert.deepEqual(
    inlineDefinitions(
      'Operations Support Systems (OSS), the Act (”CenturyTel”) (collectively, the "Act")',
    ).map(({ words }) => words[0]),
    ['CenturyTel', 'Act', 'Operations Support Systems'],
  );
  assert.deepEqual(
    capitalised('See the State of Missouri and Case No. TM-2002-232; CLEC and ILEC.').map(
      ({ words }) => words,
    ),
    [['State', 'of', 'Missouri']],
  );
});
