import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, load, places, problemsOf } from './test-agreement.ts';

const block = (yaml: string): string =>
  `# Three\n\n## 1 One\n\nIn 4 business hours, 1.5%, 30 days, \`x\`.\n\n\`\`\`terms\n${yaml}\n\`\`\`\n`;
const found = (yaml: string) => problemsOf({ 'three.md': block(yaml) });
const LATE = 'money.late-payment:\n  rate: 1.5 % per month\n';

test('a term knows its clause, file, line and provenance', () => {
  const agreement = load({});
  const [key] = agreement.timeline.keys();
  const entry = agreement.timeline.find(key ?? '', '2026-01-01');
  assert.equal(entry?.citation, 'III §9.4');
  assert.equal(entry?.line, 8);
  assert.deepEqual(entry?.lines, { rate: 9, grace: 10 });
  assert.equal(entry?.source, 'the signed text');
});

test('an unknown term names the terms that there are', () => {
  const [one] = found('money.late-payments:\n  rate: 1.5 % per month\n  provenance: seed');
  assert.equal(one?.id, 'agreement/unknown-term');
  assert.equal(one?.at, 'three.md:8');
  assert.match(one?.problem.cure ?? '', /money\.late-payment/);
  assert.equal(
    found('clock.:\n  length: 4 business hours\n  provenance: seed')[0]?.id,
    'agreement/unknown-term',
  );
  assert.match(found('foo.bar: { a: 1 }')[0]?.problem.cure ?? '', /Subjects are: money, clock/);
});

test('bad YAML has the line on which it is bad', () => {
  assert.deepEqual(places(found(`${LATE}  rate: 2 %\n  provenance: seed`)), [
    ['agreement/yaml', 'three.md:10'],
  ]);
  assert.deepEqual(places(found(`${LATE}\tgrace: 30 calendar days`)), [['agreement/yaml', 'three.md:10']]);
  assert.deepEqual(places(found(`${LATE}  grace: *30\n  provenance: seed`)), [
    ['agreement/yaml', 'three.md:10'],
  ]);
  assert.equal(found('just text')[0]?.id, 'agreement/terms-block');
  assert.equal(found('money.late-payment:')[0]?.id, 'agreement/term-shape');
});

test('a term that is not from the signed text says where it comes from', () => {
  assert.deepEqual(places(found(`${LATE}  provenance: assumed`)), [['agreement/no-source', 'three.md:8']]);
  assert.deepEqual(places(found(LATE)), [['agreement/term-value', 'three.md:8']]);
  assert.match(
    found(`${LATE}  provenance: heard`)[0]?.problem.cure ?? '',
    /seed, filed, rule, sister, assumed/,
  );
});

test('wrong units, spellings and fields: all of them, each on its line', () => {
  const all = found(
    [
      'money.late-payment:',
      '  rate: 1.5 days',
      '  grace: 30 days',
      '  method: compound',
      '  graze: 1',
      '  provenance: seed',
      'clock.a:',
      '  length: 4',
      '  cutoff: 25:00',
      '  most: many',
      '  bands:',
      '    - { upTo: 1, length: soon, more: 2 }',
      '  provenance: seed',
    ].join('\n'),
  );
  assert.deepEqual(
    all.map(({ at, problem }) => [at, problem.field]),
    [
      ['three.md:9', 'money.late-payment.rate'],
      ['three.md:10', 'money.late-payment.grace'],
      ['three.md:11', 'money.late-payment.method'],
      ['three.md:12', 'money.late-payment.graze'],
      ['three.md:15', 'clock.a.length'],
      ['three.md:16', 'clock.a.cutoff'],
      ['three.md:17', 'clock.a.most'],
      ['three.md:19', 'clock.a.bands.0.more'],
      ['three.md:19', 'clock.a.bands.0.length'],
    ].sort((a, b) => Number(a[0]?.split(':')[1]) - Number(b[0]?.split(':')[1])),
  );
});

test('a value has no more than eight errors only when it has no more', () => {
  const bands = Array.from({ length: 30 }, () => '    - { upTo: x, length: x }').join('\n');
  const all = found(`clock.a:\n  length: 4 business hours\n  bands:\n${bands}\n  provenance: seed`);
  assert.equal(all.length, 60);
});

test('dates that end before they begin, and one term twice', () => {
  const dated = (from: string, to: string): string =>
    `  effectiveFrom: ${from}\n  effectiveTo: ${to}\n  provenance: seed`;
  assert.deepEqual(places(found(`${LATE}${dated('2026-02-01', '2026-01-01')}`)), [
    ['agreement/contradiction', 'three.md:5'],
    ['agreement/contradiction', 'three.md:5'],
    ['agreement/empty-span', 'three.md:8'],
  ]);
  assert.equal(found(`${LATE}${dated('2026-02-30', '2026-03-01')}`)[0]?.at, 'three.md:10');
  const again = ARTICLE.replace('## 9.4', '## 9.5').replace('# Three\n\n', '');
  const twice = problemsOf({ 'three.md': `${ARTICLE}\n${again}` });
  assert.deepEqual(places(twice), [['agreement/overlap', 'three.md:19']]);
  assert.match(twice[0]?.problem.sentence ?? '', /III §9\.4.*three\.md:8/);
});
