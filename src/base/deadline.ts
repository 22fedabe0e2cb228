import { formatDay, formatMoment, isBusinessDay, nextBusinessDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar.ts';
import { formatDuration } from './quantity.ts';
import type { Duration } from './quantity.ts';
import type { Step, Trace } from './receipt.ts';

/**
 * How one named clock of an agreement counts. Days exclude the day of the start event and include the
 * last; hours of business run only between `opens` and `closes` of business days.
 */
export interface ClockRule {
  readonly length: Duration;
  readonly timeZone: string;
  /** First and last minute of a business day, `HH:MM`. */
  readonly opens: string;
  readonly closes: string;
  /** Received at or before this time counts today; later counts as the next business day's opening. */
  readonly cutoff?: string;
  /** Where a deadline that is no business day goes. */
  readonly roll: 'none' | 'next-business-day';
}

/** A deadline: an instant for clocks of hours, a date (its whole day) for clocks of days and months. */
export type Deadline =
  | { readonly kind: 'instant'; readonly at: Temporal.ZonedDateTime }
  | { readonly kind: 'date'; readonly on: Temporal.PlainDate };

export const formatDeadline = (deadline: Deadline): string =>
  deadline.kind === 'date'
    ? deadline.on.toString()
    : deadline.at.toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** Citation and term to put on the steps, so that each says what asks for it. */
export type StepSource = Pick<Step, 'clause' | 'term'>;

/**
 * When a clock that started at `received` runs out, writing each step to `trace`.
 * Source of the counting rules: 47 CFR 52.35 (cut-off, business hours) and the clock's own term.
 */
export function computeDeadline(
  rule: ClockRule,
  received: Temporal.Instant,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource = {},
): Deadline {
  const local = received.toZonedDateTimeISO(rule.timeZone).toPlainDateTime();
  trace.add({
    id: 'received',
    sentence: `Received ${formatMoment(local)} ${rule.timeZone}`,
    out: local.toString({ smallestUnit: 'second' }),
    ...source,
  });
  const start = deemedReceipt(rule, local, calendar, trace, source);
  switch (rule.length.unit) {
    case 'clock hour':
      return clockHours(rule, start, trace, source);
    case 'business hour':
      return businessHours(rule, start, calendar, trace, source);
    case 'business day':
      return businessDays(rule, start.toPlainDate(), calendar, trace, source);
    case 'calendar day':
    case 'month':
      return calendarSpan(rule, start.toPlainDate(), calendar, trace, source);
  }
}

/** The moment that receipt counts as: clocks of business hours and clocks with a cut-off need business time. */
function deemedReceipt(
  rule: ClockRule,
  local: Temporal.PlainDateTime,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Temporal.PlainDateTime {
  const countsHours = rule.length.unit === 'business hour';
  if (rule.cutoff === undefined && !countsHours) return local;
  const opens = Temporal.PlainTime.from(rule.opens);
  const latest = Temporal.PlainTime.from(rule.cutoff ?? rule.closes);
  const [date, time] = [local.toPlainDate(), local.toPlainTime()];
  const wait = (why: string, skippedFirst: readonly string[]): Temporal.PlainDateTime => {
    const next = nextBusinessDay(calendar, date);
    const skipped = [...skippedFirst, ...next.skipped];
    const deemed = next.date.toPlainDateTime(opens);
    trace.add({
      id: 'deemed',
      sentence: `${why} → deemed received ${formatMoment(deemed)}${skipped.length ? ` (passed over: ${skipped.join('; ')})` : ''}`,
      out: deemed.toString({ smallestUnit: 'second' }),
      ...source,
    });
    return deemed;
  };
  if (!isBusinessDay(calendar, date)) {
    return wait(`${formatDay(date)} is no business day of ${calendar.owner}`, []);
  }
  if (Temporal.PlainTime.compare(minute(time), latest) > 0) {
    const name = rule.cutoff === undefined ? `${rule.closes} close of business` : `${rule.cutoff} cut-off`;
    return wait(`After the ${name}`, []);
  }
  if (rule.cutoff !== undefined) {
    trace.add({
      id: 'cut-off',
      sentence: `At or before the ${rule.cutoff} cut-off → counts the same day`,
      out: local.toString({ smallestUnit: 'second' }),
      ...source,
    });
  }
  if (countsHours && Temporal.PlainTime.compare(time, opens) < 0) {
    const deemed = date.toPlainDateTime(opens);
    trace.add({
      id: 'deemed',
      sentence: `Before business opens at ${rule.opens} → counts from ${formatMoment(deemed)}`,
      out: deemed.toString({ smallestUnit: 'second' }),
      ...source,
    });
    return deemed;
  }
  return local;
}

/** A cut-off of 13:00 admits the whole minute 13:00. */
const minute = (time: Temporal.PlainTime): Temporal.PlainTime =>
  time.round({ smallestUnit: 'minute', roundingMode: 'trunc' });

function clockHours(
  rule: ClockRule,
  start: Temporal.PlainDateTime,
  trace: Trace,
  source: StepSource,
): Deadline {
  const at = start.toZonedDateTime(rule.timeZone).add({ hours: rule.length.count });
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} from ${formatMoment(start)} → ${formatMoment(at.toPlainDateTime())}`,
    out: at.toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    ...source,
  });
  return { kind: 'instant', at };
}

function businessHours(
  rule: ClockRule,
  start: Temporal.PlainDateTime,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  const opens = Temporal.PlainTime.from(rule.opens);
  const closes = Temporal.PlainTime.from(rule.closes);
  let from = start;
  let left = Temporal.Duration.from({ hours: rule.length.count });
  for (;;) {
    const zoned = from.toZonedDateTime(rule.timeZone);
    const close = from.toPlainDate().toZonedDateTime({ timeZone: rule.timeZone, plainTime: closes });
    const today = zoned.until(close, { largestUnit: 'hour' });
    if (Temporal.Duration.compare(left, today) <= 0) {
      const at = zoned.add(left);
      trace.add({
        id: 'count',
        sentence: `${hoursText(left)} of business from ${formatMoment(from)} → ${formatMoment(at.toPlainDateTime())}`,
        out: at.toString({ smallestUnit: 'second', timeZoneName: 'never' }),
        ...source,
      });
      return { kind: 'instant', at };
    }
    const next = nextBusinessDay(calendar, from.toPlainDate());
    trace.add({
      id: 'count',
      sentence: `${hoursText(today)} used until ${rule.closes} on ${formatDay(from.toPlainDate())}; goes on ${formatDay(next.date)} ${rule.opens}${next.skipped.length ? ` (passed over: ${next.skipped.join('; ')})` : ''}`,
      out: next.date.toPlainDateTime(opens).toString({ smallestUnit: 'second' }),
      ...source,
    });
    left = left.subtract(today);
    from = next.date.toPlainDateTime(opens);
  }
}

function hoursText(duration: Temporal.Duration): string {
  const total = Math.floor(duration.total({ unit: 'minute' }));
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

function businessDays(
  rule: ClockRule,
  start: Temporal.PlainDate,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  let day = start;
  const skipped: string[] = [];
  for (let counted = 0; counted < rule.length.count; counted++) {
    const next = nextBusinessDay(calendar, day);
    skipped.push(...next.skipped);
    day = next.date;
  }
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} after ${formatDay(start)}, by ${calendar.owner}'s calendar → ${formatDay(day)}${skipped.length ? ` (passed over: ${skipped.join('; ')})` : ''}`,
    out: day.toString(),
    ...source,
  });
  return { kind: 'date', on: day };
}

function calendarSpan(
  rule: ClockRule,
  start: Temporal.PlainDate,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  const { count, unit } = rule.length;
  const day = start.add(unit === 'month' ? { months: count } : { days: count });
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} after ${formatDay(start)} → ${formatDay(day)}`,
    out: day.toString(),
    ...source,
  });
  if (rule.roll === 'none' || isBusinessDay(calendar, day)) return { kind: 'date', on: day };
  const next = nextBusinessDay(calendar, day.subtract({ days: 1 }));
  trace.add({
    id: 'roll',
    sentence: `${next.skipped.join('; ')} → rolls to ${formatDay(next.date)}`,
    out: next.date.toString(),
    ...source,
  });
  return { kind: 'date', on: next.date };
}
