import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, problemsOf } from './test-agreement.ts';

const LINES = [
  '# Three',
  '',
  '## 9.4 Late payment',
  '',
  'A late bill bears 1.5% per month. It is late',
  'when 30 calendar days have passed.',
  '',
  '```terms',
  'money.late-payment:',
  '  rate: 1.5 % per month',
  '  grace: 30 calendar days',
  '  provenance: seed',
  '```',
  '',
];
const changed = (line: number, from: string, to: string): string =>
  LINES.map((text, index) => (index === line - 1 ? text.replace(from, to) : text)).join('\n');
const found = (text: string) =>
  problemsOf({ 'three.md': text }).map(({ at, id, problem }) => [id, at, problem.field, problem.sentence]);

test('text and term that say the same are clean', () => {
  assert.ok(load({ 'three.md': LINES.join('\n') }));
});

test('a number changed alone in the term names the line of its field', () => {
  assert.deepEqual(found(changed(11, '30', '45')), [
    [
      'agreement/contradiction',
      'three.md:6',
      'III §9.4',
      'The text says 30 calendar day and no term under III §9.4 does.',
    ],
    [
      'agreement/contradiction',
      'three.md:11',
      'money.late-payment.grace',
      'The term says 45 calendar day and the text of III §9.4 does not.',
    ],
  ]);
  assert.deepEqual(
    found(changed(10, '1.5', '1.6')).map(([, at]) => at),
    ['three.md:5', 'three.md:10'],
  );
});

test('a number changed alone in the text names the line of the text', () => {
  assert.deepEqual(
    found(changed(6, '30', '60')).map(([, at]) => at),
    ['three.md:6', 'three.md:11'],
  );
  assert.deepEqual(
    found(changed(6, 'calendar', 'business')).map(([, at]) => at),
    ['three.md:6', 'three.md:11'],
  );
});

const article = (text: string, fields: string): string =>
  `# Three\n\n## 1 One\n\n${text}\n\n\`\`\`terms\nclock.a:\n${fields}  provenance: seed\n\`\`\`\n\n## 9.4 Other\n\nWords.\n`;
const agree = (text: string, ...fields: string[]): void => {
  assert.ok(load({ 'three.md': article(text, fields.map((field) => `  ${field}\n`).join('')) }), text);
};
const differ = (text: string, ...fields: string[]): string[] =>
  problemsOf({ 'three.md': article(text, fields.map((field) => `  ${field}\n`).join('')) }).map(
    ({ at }) => at,
  );

test('the ways in which a text says a number', () => {
  const thirty = 'length: 30 calendar days';
  for (const text of [
    'Within 30 calendar days.',
    'Within 30 calendar\ndays.',
    'Within 30 Calendar Days.',
    'Within 30 days.',
    'A 30-day period.',
    'A 30\u2011day period.',
    'Within thirty (30) days.',
    'Within 30\u00a0days of 2006, under §9.4, § 9.4, Article III, 47 CFR 52.35 and Case TM-2002-232.',
    'On the 1st, 2nd or 30th, within 30 days, by a 2-wire loop, see Sections 251 and 252.',
    '1. Within 30 days.\n2. Or never.',
  ])
    agree(text, thirty);
  for (const text of [
    'Within 4 business hours.',
    'Within four (4) Business Hours.',
    'A 4-business-hour clock: 4 business hours.',
  ])
    agree(text, 'length: 4 business hours');
  agree('In 24 hours.', 'length: 24 clock hours');
  for (const text of ['1–5 days', '1-5 days', '1 - 5 days', '1 to 5 calendar days'])
    agree(
      `Up to 1 line: ${text}.`,
      'length: 5 calendar days',
      'bands: [{ upTo: 1, length: 1 calendar day }]',
    );
});

test('times of day', () => {
  for (const text of ['at 13:00', 'at 1:00 p.m.', 'at 1:00pm', 'at 01:00 PM', 'at 13:00, not before'])
    agree(`4 business hours, ${text}.`, 'length: 4 business hours', 'cutoff: 13:00');
  for (const text of ['at 08:00', 'at 8:00', 'at 8:00 a.m.'])
    agree(`4 business hours, ${text}.`, 'length: 4 business hours', 'cutoff: 08:00');
  assert.deepEqual(differ('4 business hours, at 13:01.', 'length: 4 business hours', 'cutoff: 13:00'), [
    'three.md:5',
    'three.md:10',
  ]);
  assert.deepEqual(
    differ('4 business hours, at 13:00 and 14:00.', 'length: 4 business hours', 'cutoff: 13:00'),
    ['three.md:5'],
  );
});

test('counts stand in the text, bare numbers of the text are free', () => {
  agree('At most 20 lines in 4 business hours, since 1996.', 'length: 4 business hours', 'most: 20');
  assert.deepEqual(differ('At most 20 lines in 4 business hours.', 'length: 4 business hours', 'most: 21'), [
    'three.md:10',
  ]);
});

test('a count does not hide behind a length of time of the same number', () => {
  // The text says 2 lines; 3 stands in it as days alone.
  const text = 'At most 2 lines within 3 days.';
  agree(text, 'length: 3 calendar days', 'most: 2');
  assert.deepEqual(differ(text, 'length: 3 calendar days', 'most: 3'), ['three.md:10']);
});

test('a count changed in the text alone is shown with the line of the text', () => {
  const text = article('At most 22 lines.\nIn 4 business hours.', '  length: 4 business hours\n  most: 20\n');
  assert.deepEqual(
    problemsOf({ 'three.md': text }).map(({ at, problem }) => [at, problem.sentence]),
    [['three.md:11', 'The term says 20 and the text of III §1 does not; it says 22 on line 5.']],
  );
});

test('ends of a range carry the unit', () => {
  assert.deepEqual(differ('1–5 business days.', 'length: 5 business days'), ['three.md:5']);
  assert.deepEqual(differ('1-6 business days.', 'length: 1 business day'), ['three.md:5']);
});

test('money is compared by value', () => {
  const text = (price: string): string =>
    `# Three\n\n## 1 One\n\nA call costs ${price} per minute after 30 days.\n\n\`\`\`terms\nmoney.late-payment:\n  rate: 2 %\n  grace: 30 calendar days\n  provenance: seed\n\`\`\`\n`;
  assert.deepEqual(
    found(text('$0.0007')).map(([, , , sentence]) => String(sentence).slice(0, 24)),
    ['The text says $0.0007 an', 'The term says 2 % and th'],
  );
});

test('a section without terms may say any number', () => {
  assert.ok(
    load({ 'three.md': `${LINES.join('\n')}\n## 9.5 Other\n\nIn 99 days, at 12:00, for $5 or 3%.\n` }),
  );
});

test('each variant is held to its own text', () => {
  const text = [
    '# Three',
    '## 1 One',
    '<!-- only: north -->',
    'In 4 business hours.',
    '',
    '<!-- only: east -->',
    'In 5 business hours.',
    '',
    '<!-- only: north -->',
    '```terms',
    'clock.a:',
    '  length: 4 business hours',
    '  provenance: seed',
    '```',
    '```terms',
    'clock.a:',
    '  length: 5 business hours',
    '  provenance: seed',
    '  only: east',
    '```',
  ].join('\n');
  const length = (variant: string): unknown =>
    load({ 'three.md': text }, { variant }).timeline.find('clock.a', '2026-01-01')?.value['length'];
  assert.deepEqual([length('north'), length('east')], ['4 business hours', '5 business hours']);
});

test('numbers in words', () => {
  for (const text of [
    'Within thirty days.',
    'Within thirty (30) days.',
    'Within Thirty (30) Calendar Days.',
    'Within 30 (thirty) days.',
    'Within thirty calendar\ndays.',
    'A thirty-day period.',
    'Thirty days, on the twenty-second day, by a two-wire loop or one of them, in one call.',
  ])
    agree(text, 'length: 30 calendar days');
  for (const text of ['one hundred thirty-five and 160 days', '135 and one hundred sixty (160) days'])
    agree(
      `Between ${text}, up to 20 lines.`,
      'length: 135 calendar days',
      'bands: [{ upTo: 20, length: 160 calendar days }]',
    );
  agree('Ten business days.', 'length: 10 business days');
  agree('Two months; two (2) months.', 'length: 2 months');
  // A year is 12 months, so 2 years are 24.
  agree('Two years, or 24 months.', 'length: 24 months');
  agree('4 business hours, at most twenty-four lines.', 'length: 4 business hours', 'most: 24');
  assert.deepEqual(differ('Within thirty days.', 'length: 45 calendar days'), ['three.md:5', 'three.md:9']);
  assert.deepEqual(differ('Within one hundred and sixty days.', 'length: 135 calendar days'), [
    'three.md:5',
    'three.md:9',
  ]);
  assert.deepEqual(differ('Ten days, ten business days.', 'length: 10 calendar days'), ['three.md:5']);
});

const money = (text: string, rate: string): string =>
  `# Three\n\n## 1 One\n\n${text}\n\n\`\`\`terms\nmoney.late-payment:\n  rate: ${rate}\n  provenance: seed\n\`\`\`\n`;

test('percentages and dollars in words', () => {
  for (const text of [
    'One and one-half percent (1.5%) per month.',
    'one and one-half percent per month.',
    'one and a half (1.5) percent',
    '1.5 per cent',
  ])
    assert.ok(load({ 'three.md': money(text, '1.5 % per month') }), text);
  // 5,000,000 in four spellings; the term of the section is the rate alone, so that each is named by its value.
  for (const text of [
    'Five Million Dollars',
    'five million dollars ($5,000,000)',
    '$5 million',
    '$5,000,000',
  ])
    assert.deepEqual(
      found(money(`${text}; 2 %.`, '2 %')).map(([, , , sentence]) => sentence),
      ['The text says $5000000 and no term under III §1 does.'],
      text,
    );
});

test('words and figure that say two numbers are a problem of their own, with terms or without', () => {
  const one = (text: string): unknown[] => [
    'agreement/word-and-figure',
    'three.md:5',
    'III §1',
    `The text says "${text}": its words and its figure are two numbers.`,
  ];
  assert.deepEqual(found('# Three\n\n## 1 One\n\nWithin thirty (45) days.\n'), [one('thirty (45)')]);
  assert.deepEqual(found('# Three\n\n## 1 One\n\nWithin 45 (thirty) days.\n'), [one('45 (thirty)')]);
  assert.deepEqual(found('# Three\n\n## 1 One\n\nOne and one-half percent (1.6%).\n'), [
    one('One and one-half (1.6)'),
  ]);
  assert.deepEqual(found('# Three\n\n## 1 One\n\nFive million dollars ($500,000).\n'), [
    one('Five million ($500,000)'),
  ]);
  // The figure is compared with the term: only the words are wrong.
  assert.deepEqual(differ('Within thirty (45) days.', 'length: 45 calendar days'), ['three.md:5']);
  assert.ok(load({ 'three.md': '# Three\n\n## 1 One\n\nThe two (2) forms of Case IV (1996).\n' }));
});

test('a conflict names both places, the nearest of the same unit', () => {
  const both = problemsOf({ 'three.md': changed(11, '30', '45') }).map(({ at, problem }) => [
    at,
    problem.also?.line,
  ]);
  assert.deepEqual(both, [
    ['three.md:6', 11],
    ['three.md:11', 6],
  ]);
  // Without a number of that unit in the text: the heading of the section.
  const heading = problemsOf({ 'three.md': article('Later.', '  length: 4 business hours\n') });
  assert.deepEqual(
    heading.map(({ at, problem }) => [at, problem.also?.line]),
    [['three.md:9', 3]],
  );
});
