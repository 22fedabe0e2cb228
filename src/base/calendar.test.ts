import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOff, formatDay, formatMoment, isBusinessDay, nextBusinessDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar.ts';

const calendar: BusinessCalendar = {
  owner: 'northtel',
  timeZone: 'America/Chicago',
  holidays: new Map([
    ['2026-11-26', 'Thanksgiving Day'],
    ['2026-11-27', 'Day after Thanksgiving Day'],
    ['2026-07-04', 'Independence Day'],
  ]),
};
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

test('a day off has its reason', () => {
  assert.equal(dayOff(calendar, day('2026-11-25')), undefined);
  assert.equal(dayOff(calendar, day('2026-11-26')), "Thanksgiving Day (northtel's holiday)");
  assert.equal(dayOff(calendar, day('2026-11-28')), 'Saturday');
  assert.equal(dayOff(calendar, day('2026-07-04')), "Independence Day (northtel's holiday)");
  assert.equal(isBusinessDay(calendar, day('2026-11-29')), false);
});

test('the next business day names the days passed over', () => {
  const next = nextBusinessDay(calendar, day('2026-11-25'));
  assert.equal(next.date.toString(), '2026-11-30');
  assert.deepEqual(next.skipped, [
    "Thu 2026-11-26: Thanksgiving Day (northtel's holiday)",
    "Fri 2026-11-27: Day after Thanksgiving Day (northtel's holiday)",
    'Sat 2026-11-28: Saturday',
    'Sun 2026-11-29: Sunday',
  ]);
  assert.deepEqual(nextBusinessDay(calendar, day('2026-11-23')).skipped, []);
});

test('days and moments as people read them', () => {
  assert.equal(formatDay(day('2026-11-20')), 'Fri 2026-11-20');
  assert.equal(formatMoment(Temporal.PlainDateTime.from('2026-11-20T13:01:59')), 'Fri 2026-11-20 13:01');
});
