import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import { forecastKind } from './forecast-case.ts';
import { forecastTimely } from './forecast-timely.ts';
import { networkChangeKind } from './network-change-case.ts';
import { networkChangeTimely } from './network-change-timely.ts';
import { planningKind } from './planning-case.ts';

const missouri = loadMissouri();
const lines = [{ what: 'loop-2w-analog', month: '2027-01', orders: 40, inService: 300 }];

test('a forecast is timely exactly when thirty days or more lie before the first order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -10, max: 60 }), (start, before) => {
      const first = Temporal.PlainDate.from('2026-01-01').add({ days: start });
      const revisedOn = first.subtract({ days: before }).toString();
      const value = decideValue(forecastTimely, missouri, { revisedOn, firstOrderOn: first.toString() });
      assert.equal(value, before >= 30 ? 'timely' : 'late');
    }),
  );
});

test('a forecast comes every year, and each new area says whether it was in time', () => {
  const steps = [
    ['filed', '2026-11-16T09:00', { lines }],
    // 30 days before 1 January are 2 December.
    ['revised', '2026-12-02T09:00', { lines, newArea: 'Branson', firstOrderOn: '2027-01-01' }],
    ['revised', '2026-12-03T09:00', { lines, newArea: 'Hermann', firstOrderOn: '2027-01-01' }],
  ] as const;
  assert.deepEqual(dueDates(missouri, forecastKind, steps), { next: '2027-11-16' });
  assert.deepEqual(forecastKind.view?.(missouri, play(missouri, forecastKind, steps).events), {
    binding: false,
    newAreas: [
      { newArea: 'Branson', firstOrderOn: '2027-01-01', notice: 'timely' },
      { newArea: 'Hermann', firstOrderOn: '2027-01-01', notice: 'late' },
    ],
  });
});

test('a forecast without lines, or of fewer than none, is refused', () => {
  const filed = (body: object) =>
    refusals(missouri, forecastKind, [['filed', '2026-11-16T09:00', { ...body }]]);
  assert.deepEqual(filed({ lines: [] }), ['case/body']);
  assert.deepEqual(filed({ lines: [{ ...lines[0], orders: -1 }] }), ['case/body']);
});

test('parties that are connected already need no meeting', () => {
  const due = (interconnected: boolean) =>
    dueDates(missouri, planningKind, [['agreement-effective', '2026-11-16T09:00', { interconnected }]]);
  // 7 business days to 25 November, 5 to 4 December, 5 to 11 December, then 14, 15 and 16.
  assert.deepEqual(due(false), { meeting: '2026-12-16' });
  assert.deepEqual(due(true), {});
});

test('a network change is noticed by the day six months before it', () => {
  const planned = ['planned', '2026-11-16T09:00', { what: 'New switch', changeOn: '2027-08-31' }] as const;
  // Six months before 31 August is the last day of February.
  assert.deepEqual(dueDates(missouri, networkChangeKind, [planned]), { notice: '2027-02-28' });
  const done = ['done', '2027-08-31T09:00'] as const;
  assert.deepEqual(refusals(missouri, networkChangeKind, [planned, done]), ['case/not-allowed']);
  assert.deepEqual(
    decideValue(networkChangeTimely, missouri, { noticedOn: '2027-02-28', changeOn: '2027-08-31' }),
    'timely',
  );
  assert.deepEqual(
    decideValue(networkChangeTimely, missouri, { noticedOn: '2027-02-28', changeOn: '2027' }),
    ['decide/facts'],
  );
});
