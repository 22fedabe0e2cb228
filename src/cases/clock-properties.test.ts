import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isBusinessDay } from '../base/calendar.ts';
import type { BusinessCalendar } from '../base/calendar.ts';
import { computeDeadline } from '../base/deadline.ts';
import type { ClockRule, Deadline } from '../base/deadline.ts';
import type { DurationUnit } from '../base/quantity.ts';
import { Trace } from '../base/receipt.ts';

const zone = 'America/Chicago';
const FIRST = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).epochMilliseconds;
const YEAR_MINUTES = 365 * 24 * 60;

const received = fc
  .integer({ min: 0, max: YEAR_MINUTES })
  .map((minute) => Temporal.Instant.fromEpochMilliseconds(FIRST + minute * 60_000));
const calendar: fc.Arbitrary<BusinessCalendar> = fc
  .array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 })
  .map((days) => ({
    owner: 'north',
    timeZone: zone,
    holidays: new Map(
      days.map((day) => [Temporal.PlainDate.from('2026-01-01').add({ days: day }).toString(), 'Day off']),
    ),
  }));
const ruleOf = (...units: DurationUnit[]): fc.Arbitrary<ClockRule> =>
  fc.record(
    {
      length: fc.record({ count: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom(...units) }),
      timeZone: fc.constant(zone),
      opens: fc.constant('08:00'),
      closes: fc.constant('17:00'),
      cutoff: fc.constantFrom('13:00', '15:30', '17:00'),
      roll: fc.constantFrom('none' as const, 'next-business-day' as const),
    },
    { requiredKeys: ['length', 'timeZone', 'opens', 'closes', 'roll'] },
  );
const anyRule = ruleOf('business day', 'business hour', 'calendar day', 'clock hour', 'month');

const run = (rule: ClockRule, at: Temporal.Instant, days: BusinessCalendar): Deadline =>
  computeDeadline(rule, at, days, new Trace());
const end = (deadline: Deadline): Temporal.Instant =>
  deadline.kind === 'instant'
    ? deadline.at.toInstant()
    : deadline.on.add({ days: 1 }).toZonedDateTime(zone).toInstant();
const notAfter = (a: Deadline, b: Deadline): boolean => Temporal.Instant.compare(end(a), end(b)) <= 0;

describe('clocks, whatever the rule, the calendar and the moment', () => {
  test('never run out before they start', () => {
    fc.assert(
      fc.property(
        anyRule,
        received,
        calendar,
        (rule, at, days) => Temporal.Instant.compare(end(run(rule, at, days)), at) > 0,
      ),
    );
  });
  test('a longer clock never runs out earlier', () => {
    fc.assert(
      fc.property(anyRule, received, calendar, (rule, at, days) => {
        const longer = { ...rule, length: { ...rule.length, count: rule.length.count + 1 } };
        return notAfter(run(rule, at, days), run(longer, at, days));
      }),
    );
  });
  // Clock hours with a cut-off are left out: they run from the moment itself before opening, and from opening after it.
  test('a later receipt never makes an earlier deadline', () => {
    const orderly = ruleOf('business day', 'business hour', 'calendar day', 'month');
    fc.assert(
      fc.property(orderly, received, fc.integer({ min: 1, max: 5000 }), calendar, (rule, at, more, days) =>
        notAfter(run(rule, at, days), run(rule, at.add({ minutes: more }), days)),
      ),
    );
  });
  test('clocks of business days end on a business day, and count exactly that many', () => {
    fc.assert(
      fc.property(ruleOf('business day'), received, calendar, (rule, at, days) => {
        const { cutoff: _cutoff, ...plain } = rule;
        const deadline = run(plain, at, days);
        assert.ok(deadline.kind === 'date' && isBusinessDay(days, deadline.on));
        let counted = 0;
        let day = at.toZonedDateTimeISO(zone).toPlainDate();
        while (Temporal.PlainDate.compare(day, deadline.on) < 0) {
          day = day.add({ days: 1 });
          if (isBusinessDay(days, day)) counted += 1;
        }
        assert.equal(counted, rule.length.count);
      }),
    );
  });
  test('clocks of business hours end within a business day', () => {
    fc.assert(
      fc.property(ruleOf('business hour'), received, calendar, (rule, at, days) => {
        const deadline = run(rule, at, days);
        assert.ok(deadline.kind === 'instant');
        const time = deadline.at.toPlainTime().toString({ smallestUnit: 'minute' });
        assert.ok(
          isBusinessDay(days, deadline.at.toPlainDate()) && time >= rule.opens && time <= rule.closes,
        );
      }),
    );
  });
  test('a clock that rolls ends on a business day', () => {
    fc.assert(
      fc.property(ruleOf('calendar day', 'month'), received, calendar, (rule, at, days) => {
        const deadline = run({ ...rule, roll: 'next-business-day' }, at, days);
        return deadline.kind === 'date' && isBusinessDay(days, deadline.on);
      }),
    );
  });
});
