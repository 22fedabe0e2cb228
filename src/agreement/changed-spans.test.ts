import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSpans, overlaps, withRowsInItsPlace } from './changed-spans.ts';
import { FEES, documentText, fees, folder, open, write } from './test-agreement.ts';

const dir = folder({ 'fees.csv': FEES });
const beside = (changes: string, recordedAt = '2026-11-01T00:00:00Z'): string =>
  write(
    folder(),
    'beside.yaml',
    documentText({ id: 'amended', effectiveOn: '2026-09-01', recordedAt, changes }),
  );
const PRICE = '  - set: fees#loop-1\n    value: { price: $20.00 per month }';
const plain = open(dir);

test('a retroactive amendment differs from its day until the entry that it changes ends, whatever day is asked', () => {
  const amended = open(dir, { amendments: [beside(PRICE)] });
  // fees.csv: loop-1 is in force from 2020-01-01 to 2026-12-31.
  const spans = [{ key: 'fees#loop-1', from: '2026-09-01', to: '2026-12-31' }];
  for (const day of ['2020-01-01', '2026-10-15', '2030-01-01'])
    assert.deepEqual(changedSpans(plain.at(day), amended.at(day)), spans);
  assert.deepEqual(changedSpans(amended.at('2026-10-15'), amended.at('2026-10-15')), []);
  const before = amended.at('2026-10-15', '2026-10-31T00:00:00Z');
  assert.deepEqual(changedSpans(before, amended.at('2026-10-15')), spans);
});

test('a change with a last day differs until it', () => {
  const change = PRICE.replace(' }', ', effective_to: 2026-10-31 }');
  const ended = open(dir, { amendments: [beside(change)] });
  assert.deepEqual(changedSpans(plain.at('2026-10-15'), ended.at('2026-10-15')), [
    { key: 'fees#loop-1', from: '2026-09-01', to: '2026-10-31' },
  ]);
});

test('one agreement on two days differs for as long as what the later day says holds', () => {
  const amended = open(dir, { amendments: [beside(PRICE)] });
  const spans = [{ key: 'fees#loop-1', from: '2026-09-01', to: '2026-12-31' }];
  assert.deepEqual(changedSpans(amended.at('2026-08-01'), amended.at('2026-10-01')), spans);
  assert.deepEqual(changedSpans(amended.at('2026-09-05'), amended.at('2026-10-01')), []);
  assert.deepEqual(changedSpans(amended.at('2026-10-01'), amended.at('2027-02-01')), [
    { key: 'fees#loop-1', from: '2027-01-01' },
  ]);
});

test('a new row takes the place of rows that name less, and of no other', () => {
  const general = FEES.replace('loop-1,loop,1,', 'loop-1,loop,,').replace(
    /\n$/,
    '\nport,port,,$3.00 per month,,,III §9.4,,,,assumed,a sample\n',
  );
  const two = folder({ 'fees.csv': general });
  const change =
    '  - add: fees#loop-zone-2\n    clause: III §9.4\n    value: { element: loop, zone: "2", price: $9.00 per month }';
  const [a, b] = [open(two).at('2026-10-15'), open(two, { amendments: [beside(change)] }).at('2026-10-15')];
  const spans = changedSpans(a, b);
  assert.deepEqual(spans, [{ key: 'fees#loop-zone-2', from: '2026-09-01' }]);
  assert.deepEqual(withRowsInItsPlace(spans, a, b, [fees]), [
    ...spans,
    { key: 'fees#loop-1', from: '2026-09-01' },
  ]);
});

test('a span holds its first and last day and no other', () => {
  const span = { key: 'k', from: '2026-09-01', to: '2026-09-30' };
  const days = ['2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'];
  assert.deepEqual(
    days.map((day) => overlaps(span, day, day)),
    [false, true, true, false],
  );
  assert.ok(overlaps(span, '2026-08-01', '2026-10-31'));
  assert.ok(overlaps({ key: 'k' }, '1999-01-01', '1999-01-01'));
});
