import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BusinessCalendar } from './calendar.ts';
import { computeDeadline, formatDeadline } from './deadline.ts';
import type { ClockRule } from './deadline.ts';
import type { Pause } from './pause.ts';
import { parseDuration } from './quantity.ts';
import { Trace } from './receipt.ts';

const zone = 'America/Chicago';
const calendar: BusinessCalendar = {
  owner: 'centurytel',
  timeZone: zone,
  holidays: new Map([['2026-11-26', 'Thanksgiving']]),
};
const at = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
const pause = (from: string, to: string, why = 'force majeure'): Pause => ({
  from: at(from),
  to: at(to),
  why,
});

function due(length: string, from: string, ...pauses: Pause[]): string {
  return counted('none', length, from, ...pauses);
}
const rolled = (length: string, from: string, ...pauses: Pause[]): string =>
  counted('next-business-day', length, from, ...pauses);

function counted(roll: ClockRule['roll'], length: string, from: string, ...pauses: Pause[]): string {
  const duration = parseDuration(length);
  assert.ok(duration);
  const rule: ClockRule = {
    length: duration,
    timeZone: zone,
    opens: '08:00',
    closes: '17:00',
    roll,
    pauses,
  };
  return formatDeadline(computeDeadline(rule, at(from), calendar, new Trace()));
}

test('calendar days: each day at whose end the clock stood still is one day more', () => {
  // 30 days after 1 November are 1 December; paused 10–14 November: the 10th, 11th, 12th and 13th do not count.
  assert.equal(due('30 calendar days', '2026-11-01T09:00'), '2026-12-01');
  assert.equal(
    due('30 calendar days', '2026-11-01T09:00', pause('2026-11-10T12:00', '2026-11-14T12:00')),
    '2026-12-05',
  );
  // Within one day nothing is lost; after the end nothing is won.
  assert.equal(
    due('30 calendar days', '2026-11-01T09:00', pause('2026-11-10T09:00', '2026-11-10T18:00')),
    '2026-12-01',
  );
  assert.equal(
    due('30 calendar days', '2026-11-01T09:00', pause('2026-12-02T09:00', '2026-12-20T18:00')),
    '2026-12-01',
  );
  // Paused on the last day: that day does not end; it ends on the day on which the clock goes on.
  assert.equal(
    due('30 calendar days', '2026-11-01T09:00', pause('2026-12-01T09:00', '2026-12-03T18:00')),
    '2026-12-03',
  );
});

test('a deadline that rolls goes on while the clock stands still, and rolls again', () => {
  // 5 calendar days after Monday 16 November are Saturday the 21st, which rolls to Monday the 23rd.
  assert.equal(rolled('5 calendar days', '2026-11-16T09:00'), '2026-11-23');
  // Paused 22–25 November: the 23rd and the 24th do not end in time; the 25th does.
  assert.equal(
    rolled('5 calendar days', '2026-11-16T09:00', pause('2026-11-22T09:00', '2026-11-25T09:00')),
    '2026-11-25',
  );
  // Paused until Thursday the 26th, Thanksgiving: it rolls again, to Friday the 27th.
  assert.equal(
    rolled('5 calendar days', '2026-11-16T09:00', pause('2026-11-22T09:00', '2026-11-26T09:00')),
    '2026-11-27',
  );
  // Over before the day it rolls to ends, a pause that began after Saturday moves nothing.
  assert.equal(
    rolled('5 calendar days', '2026-11-16T09:00', pause('2026-11-22T09:00', '2026-11-23T08:00')),
    '2026-11-23',
  );
});

test('a span of no days does not end on a day that did not count', () => {
  // From Monday 23 November, paused until the 25th: the 23rd and 24th do not count.
  const span = pause('2026-11-23T08:00', '2026-11-25T09:00');
  for (const length of ['0 calendar days', '0 months', '0 business days']) {
    assert.equal(due(length, '2026-11-23T09:00'), '2026-11-23', length);
    assert.equal(due(length, '2026-11-23T09:00', span), '2026-11-25', length);
    assert.equal(rolled(length, '2026-11-23T09:00', span), '2026-11-25', length);
  }
});

test('business days: only days of business that stood still are lost', () => {
  // Friday 20th + 5 business days: 23, 24, 25, 27, 30. Paused Tuesday 24th to Friday 27th: the 24th and 25th are lost.
  assert.equal(due('5 business days', '2026-11-20T09:00'), '2026-11-30');
  assert.equal(
    due('5 business days', '2026-11-20T09:00', pause('2026-11-24T10:00', '2026-11-27T10:00')),
    '2026-12-02',
  );
  // A weekend in force majeure costs nothing.
  assert.equal(
    due('5 business days', '2026-11-20T09:00', pause('2026-11-21T10:00', '2026-11-23T07:00')),
    '2026-11-30',
  );
});

test('hours: the time that it stood still comes on top', () => {
  assert.equal(
    due('24 clock hours', '2026-11-20T09:00', pause('2026-11-20T10:00', '2026-11-20T13:30')),
    '2026-11-21T12:30:00-06:00',
  );
  // 4 business hours from 15:00: 2 h until 17:00, 2 h on Monday → 10:00. Paused 16:00 to Monday 09:00: 3 h are left.
  assert.equal(due('4 business hours', '2026-11-20T15:00'), '2026-11-23T10:00:00-06:00');
  assert.equal(
    due('4 business hours', '2026-11-20T15:00', pause('2026-11-20T16:00', '2026-11-23T09:00')),
    '2026-11-23T12:00:00-06:00',
  );
  // Resumed on a Saturday: business goes on at the next opening.
  assert.equal(
    due('4 business hours', '2026-11-20T15:00', pause('2026-11-20T16:00', '2026-11-21T09:00')),
    '2026-11-23T11:00:00-06:00',
  );
});

test('pauses that meet count once', () => {
  const one = due('30 calendar days', '2026-11-01T09:00', pause('2026-11-10T12:00', '2026-11-16T12:00'));
  const two = due(
    '30 calendar days',
    '2026-11-01T09:00',
    pause('2026-11-12T12:00', '2026-11-16T12:00', 'storm'),
    pause('2026-11-10T12:00', '2026-11-13T12:00', 'flood'),
  );
  assert.equal(two, one);
  assert.equal(one, '2026-12-07');
});

test('a pause never makes a deadline earlier, and never moves it by more than its own length in days and a weekend', () => {
  const hour = fc.integer({ min: 0, max: 24 * 40 });
  const lengths = fc.constantFrom(
    '30 calendar days',
    '1 month',
    '5 business days',
    '12 business hours',
    '48 clock hours',
  );
  const start = at('2026-11-02T09:00');
  fc.assert(
    fc.property(lengths, hour, fc.integer({ min: 0, max: 200 }), (length, begins, hours) => {
      const from = start.add({ hours: begins });
      const span = { from, to: from.add({ hours }), why: 'x' };
      const [plain, later] = [due(length, '2026-11-02T09:00'), due(length, '2026-11-02T09:00', span)];
      assert.ok(later >= plain, `${later} < ${plain}`);
      if (length.includes('calendar')) {
        const moved = Temporal.PlainDate.from(plain).until(Temporal.PlainDate.from(later)).days;
        assert.ok(moved <= Math.ceil(hours / 24), `${moved} days for ${hours} hours`);
      }
      if (length.includes('calendar') || length.includes('month')) {
        const ends = rolled(length, '2026-11-02T09:00', span);
        const last = Temporal.PlainDate.from(ends);
        const still = (day: Temporal.PlainDate): boolean =>
          day.add({ days: 1 }).toZonedDateTime(zone).toInstant().epochMilliseconds - 1 >=
            span.from.epochMilliseconds &&
          day.toZonedDateTime(zone).add({ days: 1 }).toInstant().epochMilliseconds <=
            span.to.epochMilliseconds;
        assert.ok(!still(last), `${ends} stood still`);
        assert.ok(last.dayOfWeek <= 5 && ends >= later, `${ends} is no day to end on`);
      }
    }),
    { numRuns: 300 },
  );
});
