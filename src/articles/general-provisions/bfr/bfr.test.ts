import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import { decideDetails, decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import type { StepOfCase } from '../test-relations.ts';
import { bfrCancellationCharge } from './bfr-cancellation-charge.ts';
import { bfrKind } from './bfr-case.ts';
import { bfrComplete } from './bfr-complete.ts';
import { bfrDenial } from './bfr-denial.ts';

const missouri = loadMissouri();
const request = {
  description: 'Dark fiber between two huts',
  quantity: 2,
  location: 'BNSNMOXA',
  use: 'Backhaul',
  desiredOn: '2027-06-01',
  section: '251(c)(3)',
};
const ilec = 'centurytel';
const submitted: StepOfCase = ['submitted', '2026-11-16T09:00', request];
const acknowledged: StepOfCase = ['acknowledged', '2026-11-20T09:00', {}, ilec];
const analysed: StepOfCase = [
  'analysed',
  '2026-12-18T09:00',
  { feasible: true, qualifies: true, magnitude: '12000' },
  ilec,
];
const authorized: StepOfCase = ['authorized', '2027-01-04T09:00'];
const quoted: StepOfCase = ['quoted', '2027-02-01T09:00', { price: '11500.00', readyOn: '2027-06-01' }, ilec];

test('no price is negative, and nothing is ready before it is quoted', () => {
  const minus = [...analysed.slice(0, 2), { feasible: true, qualifies: true, magnitude: '-5000.00' }, ilec];
  assert.deepEqual(refusals(missouri, bfrKind, [submitted, acknowledged, minus as unknown as StepOfCase]), [
    'general-provisions/negative-amount',
  ]);
  const quote = (body: object) =>
    refusals(missouri, bfrKind, [
      submitted,
      acknowledged,
      analysed,
      authorized,
      ['quoted', '2027-02-01T09:00', { price: '11500.00', readyOn: '2027-06-01', ...body }, ilec],
    ]);
  assert.deepEqual(quote({ price: '-1' }), ['general-provisions/negative-amount']);
  assert.deepEqual(quote({ readyOn: '2027-01-31' }), ['general-provisions/order-of-days']);
  assert.deepEqual(quote({ readyOn: '2027-02-01' }), []);
});

test('the whole way, each step with its clock', () => {
  // Acknowledgement: 17–20, 23–25, then 30, 1 and 2 December. Analysis: 30 days from 20 November.
  assert.deepEqual(dueDates(missouri, bfrKind, [submitted]), { acknowledgement: '2026-12-02' });
  const all = dueDates(missouri, bfrKind, [submitted, acknowledged, analysed, authorized, quoted]);
  assert.deepEqual(all, {
    acknowledgement: '2026-12-02',
    analysis: '2026-12-20',
    // 13 of December and 17 of January make 30.
    authorization: '2027-01-17',
    // Monday 4 January: 5, 6 and 7.
    'free-cancellation': '2027-01-07',
    // 27 of January, 28 of February, 31 of March and 4 of April make 90.
    quote: '2027-04-04',
    // 27 of February and 3 of March make 30.
    order: '2027-03-03',
  });
  const done = play(missouri, bfrKind, [
    submitted,
    acknowledged,
    analysed,
    authorized,
    quoted,
    ['ordered', '2027-03-03T23:00'],
  ]);
  assert.deepEqual(done.problems, []);
  assert.deepEqual(bfrKind.view?.(missouri, done.events), {
    failedEdits: [],
    magnitude: '12000',
    price: '11500.00',
  });
});

test('an authorization after its thirty days and an order after its own are refused', () => {
  const late: StepOfCase = ['authorized', '2027-01-18T00:00'];
  assert.deepEqual(refusals(missouri, bfrKind, [submitted, acknowledged, analysed, late]), ['case/too-late']);
  const way = [submitted, acknowledged, analysed, authorized, quoted];
  assert.deepEqual(refusals(missouri, bfrKind, [...way, ['ordered', '2027-03-04T00:00']]), ['case/too-late']);
});

test('nothing lapses while there is time', () => {
  const way = [submitted, acknowledged, analysed];
  const lapsed: StepOfCase = ['lapsed', '2027-01-18T08:00', {}, 'meetpoint'];
  assert.deepEqual(refusals(missouri, bfrKind, [...way, lapsed]), ['bfr/not-lapsed']);
  const over: StepOfCase = [
    CLOCK_EXPIRED,
    '2027-01-18T00:00',
    { clock: 'authorization', run: 1 },
    'meetpoint',
  ];
  assert.deepEqual(refusals(missouri, bfrKind, [...way, over, lapsed]), []);
});

test('an incomplete request names all that it lacks, and its clock begins again when it is whole', () => {
  const empty = { quantity: 0, location: 'BNSN', use: ' ', desiredOn: 'soon', section: 'Title II' };
  const details = decideDetails(bfrComplete, missouri, empty) as { edits: { id: string }[] };
  assert.deepEqual(
    details.edits.map(({ id }) => id),
    ['BFR-0001', 'BFR-0002', 'BFR-0003', 'BFR-0004', 'BFR-0005', 'BFR-0006'],
  );
  const { clocks } = play(missouri, bfrKind, [
    ['submitted', '2026-11-16T09:00', empty],
    ['returned', '2026-11-18T09:00', { edits: details.edits }, ilec],
    ['completed', '2026-11-30T09:00', request],
  ]);
  // 10 business days after Monday 30 November: 1–4, 7–11 and 14 December.
  assert.deepEqual(
    clocks.map(({ run, dueAt, state }) => [run, dueAt, state]),
    [
      [1, '2026-12-02', 'stopped'],
      [2, '2026-12-14', 'running'],
    ],
  );
});

test('a denial has one of the two grounds and says why; an analysis against it is a denial', () => {
  const deny = (body: object) =>
    refusals(missouri, bfrKind, [submitted, acknowledged, ['denied', '2026-12-01T09:00', { ...body }, ilec]]);
  const because = 'No spare fiber on the route';
  assert.deepEqual(deny({ ground: 'technically-infeasible', because, cites: 'Route survey' }), []);
  assert.deepEqual(deny({ ground: 'too-expensive', because, cites: 'Budget' }), ['case/body']);
  assert.deepEqual(deny({ ground: 'technically-infeasible', because }), ['case/body']);
  const against = { feasible: false, qualifies: true, magnitude: '0' };
  const steps = [submitted, acknowledged, ['analysed', '2026-12-01T09:00', against, ilec]] as const;
  assert.deepEqual(refusals(missouri, bfrKind, steps), ['bfr/deny']);
  assert.equal(decideValue(bfrDenial, missouri, { ground: 'too-expensive', cites: 'Budget' }), 'no-ground');
});

test('a cancellation is free to the end of the window and costs what was spent after it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      (days, centsSpent) => {
        const cancelledAt = Temporal.PlainDate.from('2026-11-16').add({ days }).toString();
        const costsToDate = `${Math.floor(centsSpent / 100)}.${String(centsSpent % 100).padStart(2, '0')}`;
        const value = decideValue(bfrCancellationCharge, missouri, {
          authorizedAt: '2026-11-16',
          cancelledAt,
          costsToDate,
        });
        // Tuesday 17 to Thursday 19 are Socket's three business days.
        assert.equal(value, days <= 3 ? '0.00' : costsToDate);
      },
    ),
  );
});

test('the terms of a cancellation are of the day of the authorization in Missouri', () => {
  // 03:00 in Greenwich on the 17th is 21:00 on Monday 16 November in Missouri.
  const facts = { authorizedAt: '2026-11-17T03:00Z', cancelledAt: '2026-11-19', costsToDate: '100' };
  const made = runDecision(bfrCancellationCharge, missouri, facts, { asOf: '2020-01-01' });
  assert.equal(unwrap(made).asOf, '2026-11-16');
});

test('the free window is the one that was known at the moment that is asked about', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-bfr-')), 'longer.yaml');
  writeFileSync(
    file,
    `id: longer\ntitle: Longer\nkind: correction\nrecordedAt: 2026-11-30T00:00:00Z
provenance: assumed\nsource: this test\ntext: Five business days.\nchanges:
  - set: clock.bfr-free-cancellation\n    value: { length: 5 business days }\n`,
  );
  const corrected = loadMissouri('centurytel', [file]);
  // Monday 16 November and three business days: Thursday 19; five: Monday 23. It is cancelled on Friday 20.
  const facts = { authorizedAt: '2026-11-16', cancelledAt: '2026-11-20', costsToDate: '100' };
  const ask = (asKnown?: string) =>
    unwrap(
      runDecision(bfrCancellationCharge, corrected, facts, {
        asOf: '2026-11-16',
        ...(asKnown === undefined ? {} : { asKnown }),
      }),
    ).value;
  assert.equal(ask('2026-11-20T00:00:00Z'), '100.00');
  assert.equal(ask(), '0.00');
});
