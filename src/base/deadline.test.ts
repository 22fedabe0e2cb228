import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isBusinessDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar.ts';
import { computeDeadline, formatDeadline } from './deadline.ts';
import type { ClockRule, Deadline } from './deadline.ts';
import type { DurationUnit } from './quantity.ts';
import { Trace } from './receipt.ts';
import type { Step } from './receipt.ts';

const ZONE = 'America/Chicago';
const calendar = (...holidays: string[]): BusinessCalendar => ({
  owner: 'northtel',
  timeZone: ZONE,
  holidays: new Map(holidays.map((date) => [date, 'Holiday'])),
});
const incumbent = calendar('2026-11-26', '2026-11-27');
const other = calendar('2026-11-26');

const rule = (count: number, unit: DurationUnit, more: Partial<ClockRule> = {}): ClockRule => ({
  length: { count, unit },
  timeZone: ZONE,
  opens: '08:00',
  closes: '17:00',
  roll: 'none',
  ...more,
});
const port = rule(4, 'business hour', { cutoff: '13:00' });

const instant = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
function run(
  clock: ClockRule,
  at: string | Temporal.Instant,
  days = incumbent,
): { due: string; steps: readonly Step[]; deadline: Deadline } {
  const trace = new Trace();
  const deadline = computeDeadline(clock, typeof at === 'string' ? instant(at) : at, days, trace);
  return { due: formatDeadline(deadline), steps: trace.steps, deadline };
}
const sentences = (steps: readonly Step[]): string => steps.map((step) => step.sentence).join('\n');

test('confirmation of a simple port, worked by hand', () => {
  for (const [at, due] of [
    ['2026-11-20T07:30', '2026-11-20T12:00:00-06:00'],
    ['2026-11-20T08:00', '2026-11-20T12:00:00-06:00'],
    ['2026-11-20T12:59', '2026-11-20T16:59:00-06:00'],
    ['2026-11-20T13:00', '2026-11-20T17:00:00-06:00'],
    ['2026-11-20T13:00:59', '2026-11-20T17:00:00-06:00'],
    ['2026-11-20T13:01', '2026-11-23T12:00:00-06:00'],
    ['2026-11-20T23:59', '2026-11-23T12:00:00-06:00'],
    ['2026-11-21T09:00', '2026-11-23T12:00:00-06:00'],
    ['2026-11-25T13:00', '2026-11-25T17:00:00-06:00'],
    ['2026-11-25T13:01', '2026-11-30T12:00:00-06:00'],
    ['2026-11-26T10:00', '2026-11-30T12:00:00-06:00'],
  ] as const)
    assert.equal(run(port, at).due, due, at);
  assert.equal(run(port, '2026-11-25T13:01', other).due, '2026-11-27T12:00:00-06:00');
});

test('every step of a deadline is told', () => {
  const { steps } = run(port, '2026-11-20T13:01');
  assert.deepEqual(
    steps.map(({ id, out }) => [id, out]),
    [
      ['received', '2026-11-20T13:01:00'],
      ['deemed', '2026-11-23T08:00:00'],
      ['count', '2026-11-23T12:00:00-06:00'],
    ],
  );
  assert.match(sentences(steps), /After the 13:00 cut-off → deemed received Mon 2026-11-23 08:00/);
  assert.match(sentences(steps), /passed over: Sat 2026-11-21: Saturday; Sun 2026-11-22: Sunday/);
  assert.match(sentences(run(port, '2026-11-20T12:59').steps), /At or before the 13:00 cut-off/);
  assert.match(sentences(run(port, '2026-11-20T07:30').steps), /Before business opens at 08:00/);
  assert.match(sentences(run(port, '2026-11-26T10:00').steps), /is no business day of northtel/);
  const trace = new Trace();
  computeDeadline(port, instant('2026-11-20T13:01'), incumbent, trace, { clause: 'XII §2.1' });
  assert.ok(trace.steps.every((step) => step.clause === 'XII §2.1'));
});

test('clock hours run on through the change of the clock', () => {
  const four = rule(4, 'clock hour');
  assert.equal(run(four, '2026-10-31T23:00').due, '2026-11-01T02:00:00-06:00');
  assert.equal(run(four, '2026-11-01T00:30').due, '2026-11-01T03:30:00-06:00');
  const [first, second] = ['2026-11-01T06:30Z', '2026-11-01T07:30Z'].map((at) => Temporal.Instant.from(at));
  assert.ok(first && second);
  assert.equal(run(four, first).due, '2026-11-01T04:30:00-06:00');
  assert.equal(run(four, second).due, '2026-11-01T05:30:00-06:00');
  assert.equal(run(rule(4, 'clock hour'), '2026-03-08T00:00').due, '2026-03-08T05:00:00-05:00');
});

test('clock hours with a cut-off begin in business time', () => {
  const clock = rule(4, 'clock hour', { cutoff: '13:00' });
  assert.equal(run(clock, '2026-11-23T05:00').due, '2026-11-23T12:00:00-06:00');
  assert.equal(run(clock, '2026-11-22T05:00').due, '2026-11-23T12:00:00-06:00');
  assert.equal(run(clock, '2026-11-23T12:00').due, '2026-11-23T16:00:00-06:00');
});

test('business hours go on over days, weekends and holidays', () => {
  assert.equal(run(rule(20, 'business hour'), '2026-11-18T15:00').due, '2026-11-20T17:00:00-06:00');
  assert.equal(run(rule(21, 'business hour'), '2026-11-18T15:00').due, '2026-11-23T09:00:00-06:00');
  assert.equal(run(rule(3, 'business hour'), '2026-11-25T16:15').due, '2026-11-30T10:15:00-06:00');
  const told = sentences(run(rule(3, 'business hour'), '2026-11-25T16:15').steps);
  assert.match(told, /45 min used until 17:00 on Wed 2026-11-25/);
  assert.match(told, /2 h 15 min of business from Mon 2026-11-30 08:00 → Mon 2026-11-30 10:15/);
  assert.equal(run(rule(4, 'business hour'), '2026-11-18T17:00:30').due, '2026-11-19T12:00:00-06:00');
});

test('a cut-off after business closed counts the day and no hours of it', () => {
  const late = rule(4, 'business hour', { cutoff: '18:00' });
  assert.equal(run(late, '2026-11-18T17:30').due, '2026-11-19T12:00:00-06:00');
  assert.equal(run(late, '2026-11-18T18:01').due, '2026-11-19T12:00:00-06:00');
});

test('business days leave out the day of the start and the days off', () => {
  assert.equal(run(rule(2, 'business day'), '2026-11-25T09:00').due, '2026-12-01');
  assert.equal(run(rule(2, 'business day'), '2026-11-25T09:00', other).due, '2026-11-30');
  const cutoff = rule(2, 'business day', { cutoff: '17:00' });
  assert.equal(run(cutoff, '2026-11-18T17:00').due, '2026-11-20');
  assert.equal(run(cutoff, '2026-11-18T17:01').due, '2026-11-23');
  assert.equal(run(rule(0, 'business day'), '2026-11-18T09:00').due, '2026-11-18');
  assert.equal(run(rule(0, 'business day'), '2026-11-21T09:00').due, '2026-11-23');
});

test('calendar days and months end on their day, or roll when the clock says so', () => {
  const rolls = { roll: 'next-business-day' } as const;
  assert.equal(run(rule(30, 'calendar day'), '2026-10-22T09:00').due, '2026-11-21');
  assert.equal(run(rule(30, 'calendar day', rolls), '2026-10-22T09:00').due, '2026-11-23');
  assert.equal(run(rule(30, 'calendar day', rolls), '2026-10-21T09:00').due, '2026-11-20');
  assert.equal(run(rule(1, 'month'), '2026-01-31T09:00').due, '2026-02-28');
  assert.equal(run(rule(1, 'month', rolls), '2026-01-31T09:00').due, '2026-03-02');
  assert.match(
    sentences(run(rule(1, 'month', rolls), '2026-01-31T09:00').steps),
    /Sat 2026-02-28: Saturday; Sun 2026-03-01: Sunday → rolls to Mon 2026-03-02/,
  );
  assert.equal(run(rule(1, 'month'), '2024-01-31T09:00').due, '2024-02-29');
});

test('the date of the start is the date of the clock, not of the sender', () => {
  const lateEvening = Temporal.Instant.from('2026-11-19T05:30:00Z');
  assert.equal(run(rule(1, 'calendar day'), lateEvening).due, '2026-11-19');
  assert.equal(run(rule(1, 'calendar day', { timeZone: 'America/New_York' }), lateEvening).due, '2026-11-20');
});

const START = Temporal.Instant.from('2026-01-01T06:00:00Z').epochMilliseconds;
const moment = fc
  .integer({ min: 0, max: 400 * 24 * 3600 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(START + seconds * 1000));
const units: readonly DurationUnit[] = [
  'calendar day',
  'business day',
  'business hour',
  'clock hour',
  'month',
];
const clocks = fc
  .record({
    count: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom(...units),
    cutoff: fc.constantFrom(undefined, '13:00', '17:00', '18:30'),
    roll: fc.constantFrom<ClockRule['roll']>('none', 'next-business-day'),
  })
  .map(({ count, unit, cutoff, roll }) =>
    rule(count, unit, { roll, ...(cutoff === undefined ? {} : { cutoff }) }),
  );
const dates = fc
  .integer({ min: 0, max: 420 })
  .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
const calendars = fc.array(dates, { maxLength: 20 }).map((days) => calendar(...days));

const dayOf = (deadline: Deadline): Temporal.PlainDate =>
  deadline.kind === 'date' ? deadline.on : deadline.at.toPlainDate();
const compare = (a: Deadline, b: Deadline): number =>
  a.kind === 'instant' && b.kind === 'instant'
    ? Temporal.ZonedDateTime.compare(a.at, b.at)
    : Temporal.PlainDate.compare(dayOf(a), dayOf(b));

test('a deadline never lies before its start', () => {
  fc.assert(
    fc.property(clocks, moment, calendars, (clock, at, days) => {
      const { deadline } = run(clock, at, days);
      const local = at.toZonedDateTimeISO(ZONE);
      if (deadline.kind === 'instant') assert.ok(Temporal.ZonedDateTime.compare(deadline.at, local) >= 0);
      else assert.ok(Temporal.PlainDate.compare(deadline.on, local.toPlainDate()) >= 0);
    }),
  );
});

test('deadlines of business units land in business time, rolled ones on a business day', () => {
  fc.assert(
    fc.property(clocks, moment, calendars, (clock, at, days) => {
      const { deadline } = run(clock, at, days);
      const { unit } = clock.length;
      const rolled = clock.roll !== 'none' && (unit === 'calendar day' || unit === 'month');
      if (unit.startsWith('business') || rolled) assert.ok(isBusinessDay(days, dayOf(deadline)));
      if (unit !== 'business hour' || deadline.kind !== 'instant') return;
      const time = deadline.at.toPlainTime();
      assert.ok(Temporal.PlainTime.compare(time, clock.opens) >= 0);
      assert.ok(Temporal.PlainTime.compare(time, clock.closes) <= 0);
    }),
  );
});

test('a longer clock never runs out earlier, a later start neither', () => {
  fc.assert(
    fc.property(clocks, moment, fc.nat({ max: 40 * 3600 }), calendars, (clock, at, wait, days) => {
      const longer = { ...clock, length: { ...clock.length, count: clock.length.count + 1 } };
      const { deadline } = run(clock, at, days);
      assert.ok(compare(deadline, run(longer, at, days).deadline) <= 0);
      assert.ok(compare(deadline, run(clock, at.add({ seconds: wait }), days).deadline) <= 0);
    }),
  );
});

test('one more holiday never makes a deadline earlier', () => {
  fc.assert(
    fc.property(clocks, moment, calendars, dates, (clock, at, days, extra) => {
      const more = calendar(...days.holidays.keys(), extra);
      assert.ok(compare(run(clock, at, days).deadline, run(clock, at, more).deadline) <= 0);
    }),
  );
});
