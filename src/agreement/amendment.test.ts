import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Agreement } from './agreement.ts';
import {
  ARTICLE,
  FEES,
  clock,
  documentText,
  fees,
  folder,
  late,
  load,
  open,
  places,
  problemsOf,
  write,
} from './test-agreement.ts';
import type { Files } from './test-agreement.ts';

const RECORDED = '2026-03-01T00:00:00Z';
const doc = (changes: string, more: Partial<Parameters<typeof documentText>[0]> = {}): string =>
  documentText({ id: 'first', recordedAt: RECORDED, effectiveOn: '2026-07-01', changes, ...more });
const files = (first: string, more: Files = {}): Files => ({
  'fees.csv': FEES,
  'amendments/first.yaml': first,
  ...more,
});
const SET_RATE = '  - set: money.late-payment\n    value: { rate: 2 % per month }';
const rate = (agreement: Agreement, asOf: string, known?: string): unknown =>
  agreement.at(asOf, known).optional(late)?.value;

test('set changes the fields given, from its day, once recorded', () => {
  const agreement = load(files(doc(SET_RATE)));
  assert.deepEqual(rate(agreement, '2026-06-30'), { rate: '1.5 % per month', grace: '30 calendar days' });
  assert.deepEqual(rate(agreement, '2026-07-01'), { rate: '2 % per month', grace: '30 calendar days' });
  assert.deepEqual(rate(agreement, '2026-07-01', '2026-02-28T23:59:59Z'), rate(agreement, '2026-06-30'));
  const term = agreement.at('2026-07-01').optional(late);
  assert.equal(term?.citation, 'III §9.4 (amended: first)');
  assert.deepEqual([term?.provenance, term?.source], ['filed', 'a test']);
  assert.ok(agreement.clauseText(term?.citation ?? '')?.includes('late bill'));
});

test('a change to a row keeps its other columns and its end', () => {
  const agreement = load(files(doc('  - set: fees#loop-1\n    value: { price: $20.00 per month }')));
  const [fee] = agreement.at('2026-12-31').rows(fees);
  assert.deepEqual(fee?.value, {
    element: 'loop',
    zone: '1',
    price: '$20.00 per month',
    lines: 2,
    shared: true,
  });
  assert.equal(fee?.to, '2026-12-31');
  assert.deepEqual(agreement.at('2027-01-01').rows(fees), []);
  assert.deepEqual(agreement.periods([fees], '2026-06-01', '2027-02-01'), [
    { from: '2026-06-01', to: '2026-06-30' },
    { from: '2026-07-01', to: '2026-12-31' },
    { from: '2027-01-01', to: '2027-02-01' },
  ]);
});

test('null takes a field away, effective_to gives a change an end', () => {
  const agreement = load(
    files(doc('  - set: fees#loop-1\n    value: { zone: null, lines: 3, effective_to: 2026-09-30 }')),
  );
  const zones = (day: string): unknown[] =>
    agreement
      .at(day)
      .rows(fees)
      .map(({ value }) => [value.zone, value.lines]);
  assert.deepEqual(
    [zones('2026-06-30'), zones('2026-09-30'), zones('2026-10-01')],
    [[['1', 2]], [[undefined, 3]], [['1', 2]]],
  );
});

test('add brings a term, remove ends one', () => {
  const agreement = load(
    files(
      doc(
        '  - add: clock.reply\n    clause: III §9.4\n    value: { length: 3 business days }\n  - remove: fees#loop-1',
      ),
    ),
  );
  assert.deepEqual(agreement.at('2026-06-30').members(clock), []);
  assert.deepEqual(agreement.at('2026-07-01').members(clock), ['reply']);
  assert.equal(agreement.at('2026-07-01').optional(clock, 'reply')?.citation, 'III §9.4');
  assert.deepEqual(agreement.at('2026-07-01').rows(fees), []);
  assert.deepEqual(agreement.periods([clock], '2026-06-01', '2026-07-31').length, 2);
});

test('a correction from the beginning reaches through a later amendment', () => {
  const correction = documentText({
    id: 'mend',
    kind: 'correction',
    recordedAt: '2026-08-01T00:00:00Z',
    changes: '  - set: money.late-payment\n    value: { grace: 31 calendar days }',
  });
  const agreement = load(files(doc(SET_RATE), { 'corrections/mend.yaml': correction }));
  const wrong = '30 calendar days';
  const right = '31 calendar days';
  assert.deepEqual(rate(agreement, '2007-01-01'), { rate: '1.5 % per month', grace: right });
  assert.deepEqual(rate(agreement, '2026-07-01'), { rate: '2 % per month', grace: right });
  assert.deepEqual(rate(agreement, '2026-07-01', '2026-07-31T00:00:00Z'), {
    rate: '2 % per month',
    grace: wrong,
  });
  assert.equal(agreement.at('2026-07-01').optional(late)?.citation, 'III §9.4 (amended: mend, first)');
});

test('a correction of a dated row keeps its first day', () => {
  const correction = documentText({
    id: 'first',
    kind: 'correction',
    recordedAt: RECORDED,
    changes: '  - set: fees#loop-1\n    value: { price: $18.50 per month }',
  });
  const agreement = load(files(correction));
  assert.deepEqual(agreement.at('2019-12-31').rows(fees), []);
  assert.equal(agreement.at('2020-01-01').rows(fees)[0]?.value.price, '$18.50 per month');
});

test('of several dated values a change concerns the one of its day', () => {
  const yaml = (from: string, length: string): string =>
    `\n## ${length.slice(0, 2)} x\n\nIn ${length}.\n\n\`\`\`terms\nclock.a:\n  length: ${length}\n  ${from}\n  provenance: seed\n\`\`\`\n`;
  const text = `${ARTICLE}${yaml('effectiveTo: 2024-12-31', '10 calendar days')}${yaml('effectiveFrom: 2025-01-01', '20 calendar days')}`;
  const change = '  - set: clock.a\n    value: { length: 15 calendar days }';
  const agreement = load({
    'three.md': text,
    'amendments/first.yaml': doc(change, { effectiveOn: '2024-06-01' }),
  });
  const lengths = ['2024-05-31', '2024-06-01', '2025-01-01'].map(
    (day) => agreement.at(day).optional(clock, 'a')?.value.length,
  );
  assert.deepEqual(lengths, ['10 calendar days', '15 calendar days', '20 calendar days']);
  const undated = documentText({ id: 'first', kind: 'correction', recordedAt: RECORDED, changes: change });
  assert.deepEqual(places(problemsOf({ 'three.md': text, 'corrections/first.yaml': undated })), [
    ['amendment/ambiguous', 'corrections/first.yaml:9'],
  ]);
});

const wrong = (first: string, more: Files = {}) =>
  problemsOf(files(first, more)).map(({ id, at, problem }) => [id, at, problem.field]);

test('changes that cannot be made, each with its line', () => {
  assert.deepEqual(
    wrong(
      doc(
        [
          '  - set: money.nothing',
          '    value: { rate: 2 % }',
          '  - add: money.late-payment',
          '    value: { rate: 2 % }',
          '  - remove: fees#loop-9',
          '  - set: fees#loop-1',
          '    value:',
          '      price: a lot',
          '      prise: $1',
          '  - set: money.late-payment',
          '    value:',
          '      rate: 2 % per month',
          '      provenance: seed',
          '  - add: tolls#x',
          '    value: { a: 1 }',
          '  - set: money.late-payment',
          '  - set: a.b',
          '    add: a.b',
        ].join('\n'),
      ),
    ),
    [
      ['amendment/unknown-key', 'amendments/first.yaml:10', 'changes.0'],
      ['amendment/exists', 'amendments/first.yaml:12', 'changes.1'],
      ['amendment/unknown-key', 'amendments/first.yaml:14', 'changes.2'],
      ['table/value', 'amendments/first.yaml:17', 'fees.price'],
      ['amendment/unknown-field', 'amendments/first.yaml:18', 'fees.prise'],
      ['amendment/unknown-field', 'amendments/first.yaml:22', 'money.late-payment.provenance'],
      ['amendment/unknown-table', 'amendments/first.yaml:24', 'tolls#x'],
      ['amendment/change', 'amendments/first.yaml:25', 'changes.6'],
      ['amendment/change', 'amendments/first.yaml:26', 'changes.7'],
    ],
  );
});

test('two documents that nothing ranks, one document twice', () => {
  const second = doc('  - set: money.late-payment\n    value: { rate: 3 % per month }', {
    id: 'second',
    recordedAt: '2026-02-28T18:00:00-06:00',
  });
  assert.deepEqual(wrong(doc(SET_RATE), { 'amendments/second.yaml': second }), [
    ['amendment/conflict', 'amendments/second.yaml:10', 'changes.0'],
  ]);
  assert.deepEqual(wrong(doc(SET_RATE), { 'amendments/second.yaml': doc(SET_RATE) }), [
    ['amendment/duplicate-id', 'amendments/second.yaml:1', 'id'],
  ]);
});

test('what has ended cannot be set, what is removed neither', () => {
  assert.deepEqual(
    wrong(doc('  - set: fees#loop-1\n    value: { lines: 3 }', { effectiveOn: '2027-01-01' })),
    [['amendment/not-in-force', 'amendments/first.yaml:10', 'changes.0']],
  );
  const later = doc('  - set: money.late-payment\n    value: { rate: 2 % }', {
    id: 'second',
    recordedAt: '2026-04-01T00:00:00Z',
    effectiveOn: '2026-08-01',
  });
  assert.deepEqual(wrong(doc('  - remove: money.late-payment'), { 'amendments/second.yaml': later }), [
    ['amendment/not-in-force', 'amendments/second.yaml:10', 'changes.0'],
  ]);
});

test('an added row may not say what another row says', () => {
  const value = '{ element: loop, zone: "1", price: $20.00 per month }';
  assert.deepEqual(wrong(doc(`  - add: fees#new\n    clause: III §9.4\n    value: ${value}`)), [
    ['agreement/overlap', 'amendments/first.yaml:10', 'fees#new'],
  ]);
  const replaced = load(
    files(doc(`  - remove: fees#loop-1\n  - add: fees#new\n    clause: III §9.4\n    value: ${value}`)),
  );
  assert.deepEqual(
    replaced
      .at('2026-07-01')
      .rows(fees)
      .map(({ id }) => id),
    ['new'],
  );
});

test('two amendments of one section cite it once', () => {
  const second = doc('  - set: money.late-payment\n    value: { grace: 45 calendar days }', {
    id: 'second',
    recordedAt: '2026-04-01T00:00:00Z',
    effectiveOn: '2026-08-01',
  });
  const agreement = load(files(doc(SET_RATE), { 'amendments/second.yaml': second }));
  const term = agreement.at('2026-08-01').optional(late);
  assert.deepEqual(term?.value, { rate: '2 % per month', grace: '45 calendar days' });
  assert.equal(term?.citation, 'III §9.4 (amended: first, second)');
  assert.equal(agreement.section(term.citation)?.citation, 'III §9.4');
});

test('the form of a document', () => {
  assert.deepEqual(wrong(doc(SET_RATE, { effectiveOn: '2026-02-30' })), [
    ['amendment/shape', 'amendments/first.yaml:4', 'effectiveOn'],
  ]);
  assert.deepEqual(wrong(documentText({ id: 'first', recordedAt: RECORDED, changes: SET_RATE })), [
    ['amendment/no-date', 'amendments/first.yaml:1', 'effectiveOn'],
  ]);
  assert.deepEqual(wrong(doc(`${SET_RATE}\n    clause: III §99`)), [
    ['agreement/dangling-clause', 'amendments/first.yaml:10', 'clause'],
  ]);
  assert.deepEqual(wrong(doc(SET_RATE, { more: 'only: west' })), [
    ['agreement/unknown-variant', 'amendments/first.yaml:1', undefined],
  ]);
});

test('a document for one variant, and a document beside the folder', () => {
  const one = files(doc(SET_RATE, { more: 'only: east' }));
  assert.match(JSON.stringify(rate(load(one), '2026-07-01')), /1\.5 %/);
  assert.match(JSON.stringify(rate(load(one, { variant: 'east' }), '2026-07-01')), /2 %/);
  const dir = folder();
  const beside = write(folder(), 'beside.yaml', doc(SET_RATE));
  const plain = open(dir);
  const amended = open(dir, { amendments: [beside] });
  assert.match(JSON.stringify(rate(amended, '2026-07-01')), /2 %/);
  assert.notEqual(amended.ref.hash, plain.ref.hash);
  assert.deepEqual(
    places(problemsOf({}, { amendments: ['nowhere.yaml'] })).map(([id]) => id),
    ['amendment/not-found'],
  );
});
