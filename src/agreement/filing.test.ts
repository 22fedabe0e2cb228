import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentText, late, load, places, problemsOf } from './test-agreement.ts';
import type { Files } from './test-agreement.ts';

const DAY = '2026-07-01';
/** An amendment recorded in a month of 2026, with these lines. */
const document = (id: string, month: string, lines: readonly string[], change: string): Files => ({
  [`amendments/${id}.yaml`]: documentText({
    id,
    effectiveOn: DAY,
    recordedAt: `2026-${month}-01T00:00:00Z`,
    ...(lines.length === 0 ? {} : { more: lines.join('\n') }),
    changes: `  - ${change}`,
  }),
});
const rate = (percent: number): string =>
  `{ set: money.late-payment, value: { rate: '${percent} % per month' } }`;
const GRACE = "{ set: money.late-payment, value: { grace: '45 calendar days' } }";
const one = (...lines: string[]): Files => document('one', '03', lines, rate(2));
const two = (...lines: string[]): Files => document('two', '04', lines, rate(3));
const inForce = (files: Files): unknown => load(files).at('2026-12-31').optional(late)?.value.rate;
const found = (files: Files): [string, string | undefined][] =>
  problemsOf(files).map(({ id, problem }) => [id, problem.field]);

test('an amendment has effect unless it is pending or rejected', () => {
  const filed = ['signedOn: 2026-01-05', 'filedOn: 2026-01-20', 'docket: TK-2026-0001'];
  assert.equal(inForce(one()), '2 % per month');
  assert.equal(inForce(one(...filed, 'approval: approved', 'orderedOn: 2026-02-20')), '2 % per month');
  assert.equal(inForce(one(...filed, 'approval: deemed', 'trackingNumber: JI-2026-0042')), '2 % per month');
  assert.equal(inForce(one(...filed, 'approval: pending')), '1.5 % per month');
  assert.equal(inForce(one(...filed, 'approval: rejected', 'orderedOn: 2026-02-20')), '1.5 % per month');
  const pending = load(one(...filed, 'approval: pending'));
  assert.deepEqual(
    pending.amendments.map(({ id, approval, docket }) => [id, approval, docket]),
    [['one', 'pending', 'TK-2026-0001']],
  );
});

test('what has no effect is checked on the agreement as it would be with it', () => {
  const lines = ['filedOn: 2026-01-20', 'approval: pending'];
  const change = (text: string): [string, string][] => places(problemsOf(document('one', '03', lines, text)));
  assert.deepEqual(change("{ set: money.late-payment, value: { rate: 'much' } }"), [
    ['agreement/term-value', 'amendments/one.yaml:12'],
  ]);
  assert.deepEqual(change('{ remove: money.unknown }'), [
    ['amendment/unknown-key', 'amendments/one.yaml:12'],
  ]);
  // The pending one ends what an effective one brings: both are laid over the agreement.
  const added = document(
    'two',
    '02',
    [],
    '{ add: clock.a, clause: III §9.4, value: { length: 30 calendar days } }',
  );
  assert.ok(
    load({ ...added, ...document('one', '03', [...lines, 'supersedes: two'], '{ remove: clock.a }') }).at(DAY)
      .agreement,
  );
});

test('filing facts that cannot be', () => {
  assert.deepEqual(found(one('signedOn: 2026-02-01', 'filedOn: 2026-01-31')), [
    ['amendment/filing', 'filedOn'],
  ]);
  assert.deepEqual(found(one('filedOn: 2026-02-01', 'orderedOn: 2026-01-31', 'approval: approved')), [
    ['amendment/filing', 'orderedOn'],
  ]);
  for (const approval of ['approved', 'deemed', 'rejected'])
    assert.deepEqual(found(one(`approval: ${approval}`)), [['amendment/filing', 'approval']]);
  assert.deepEqual(found(one('filedOn: 2026-01-01', 'approval: pending', 'orderedOn: 2026-01-31')), [
    ['amendment/filing', 'approval'],
  ]);
  assert.deepEqual(found(one('approval: maybe')), [['amendment/shape', 'approval']]);
  const correction = documentText({
    id: 'slip',
    kind: 'correction',
    recordedAt: '2026-03-01T00:00:00Z',
    more: 'filedOn: 2026-01-01',
    changes: `  - ${rate(2)}`,
  });
  assert.deepEqual(found({ 'corrections/slip.yaml': correction }), [['amendment/filing', 'filedOn']]);
});

test('two amendments of one field and day: one must supersede the other', () => {
  const problems = problemsOf({ ...one(), ...two() });
  assert.deepEqual(places(problems), [['amendment/overlap', 'amendments/two.yaml:10']]);
  const [overlap] = problems;
  assert.match(
    overlap?.problem.sentence ?? '',
    /^From 2026-07-01 on one changes rate of "money.late-payment" too\.$/,
  );
  assert.match(overlap?.problem.also?.file ?? '', /one\.yaml$/);
  assert.equal(overlap?.problem.also?.line, 10);
  assert.equal(inForce({ ...one(), ...two('supersedes: one') }), '3 % per month');
  // Other fields of the same term, a rejected one, two that both wait: nothing overlaps.
  const grace = document('grace', '04', [], GRACE);
  assert.equal(inForce({ ...one(), ...grace }), '2 % per month');
  const rejected = ['filedOn: 2026-01-20', 'approval: rejected'];
  assert.equal(inForce({ ...one(), ...two(...rejected) }), '2 % per month');
  const pending = ['filedOn: 2026-01-20', 'approval: pending'];
  assert.equal(inForce({ ...one(...pending), ...two(...pending) }), '1.5 % per month');
  assert.deepEqual(
    places(problemsOf({ ...one(), ...two(...pending) })).map(([id]) => id),
    ['amendment/overlap'],
  );
  assert.equal(inForce({ ...one('only: north'), ...two('only: east') }), '2 % per month');
});

test('what an amendment supersedes is there and older', () => {
  assert.deepEqual(found(one('supersedes: other')), [['amendment/supersedes', 'supersedes']]);
  assert.deepEqual(found(one('supersedes: one')), [['amendment/supersedes', 'supersedes']]);
  assert.deepEqual(
    found({ ...one('supersedes: two'), ...two() }).map(([id]) => id),
    ['amendment/supersedes', 'amendment/overlap'],
  );
});
