import { formatDay, formatMoment, isBusinessDay, nextBusinessDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar.ts';
import { stoodStill, stopsOf, withStops } from './pause.ts';
import type { Pause, Stop } from './pause.ts';
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
  /** Where a deadline of calendar days or months goes that is no business day. */
  readonly roll: 'none' | 'next-business-day';
  /** Spans in which it stood still. A day counts when the clock runs at its end; hours count while it runs. */
  readonly pauses?: readonly Pause[];
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
  const local = received.toZonedDateTimeISO(rule.timeZone);
  trace.add({
    id: 'received',
    sentence: `Received ${formatMoment(local.toPlainDateTime())} ${rule.timeZone}`,
    out: isoLocal(local),
    ...source,
  });
  const start = deemedReceipt(rule, local, calendar, trace, source);
  const stops = stopsOf(rule.pauses ?? [], rule.timeZone);
  for (const { from, to, why } of stops) {
    trace.add({
      id: 'paused',
      sentence: `Stands still from ${formatMoment(from.toPlainDateTime())} to ${formatMoment(to.toPlainDateTime())}: ${why}`,
      ...source,
    });
  }
  switch (rule.length.unit) {
    case 'clock hour':
      return clockHours(rule, start, stops, trace, source);
    case 'business hour':
      return businessHours(rule, start, stops, calendar, trace, source);
    case 'business day':
      return businessDays(rule, start.toPlainDate(), stops, calendar, trace, source);
    case 'calendar day':
    case 'month':
      return calendarSpan(rule, start.toPlainDate(), stops, calendar, trace, source);
  }
}

/** The moment that receipt counts as: clocks of business hours and clocks with a cut-off need business time. */
function deemedReceipt(
  rule: ClockRule,
  local: Temporal.ZonedDateTime,
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Temporal.ZonedDateTime {
  const countsHours = rule.length.unit === 'business hour';
  if (rule.cutoff === undefined && !countsHours) return local;
  const opens = Temporal.PlainTime.from(rule.opens);
  const latest = Temporal.PlainTime.from(rule.cutoff ?? rule.closes);
  const [date, time] = [local.toPlainDate(), local.toPlainTime()];
  const deem = (deemed: Temporal.ZonedDateTime, sentence: string): Temporal.ZonedDateTime => {
    trace.add({ id: 'deemed', sentence, out: isoLocal(deemed), ...source });
    return deemed;
  };
  const wait = (why: string): Temporal.ZonedDateTime => {
    const next = nextBusinessDay(calendar, date);
    const deemed = next.date.toZonedDateTime({ timeZone: rule.timeZone, plainTime: opens });
    return deem(
      deemed,
      `${why} → deemed received ${formatMoment(deemed.toPlainDateTime())}${passedOver(next.skipped)}`,
    );
  };
  if (!isBusinessDay(calendar, date)) {
    return wait(`${formatDay(date)} is no business day of ${calendar.owner}`);
  }
  if (Temporal.PlainTime.compare(minute(time), latest) > 0) {
    const name = rule.cutoff === undefined ? `${rule.closes} close of business` : `${rule.cutoff} cut-off`;
    return wait(`After the ${name}`);
  }
  if (rule.cutoff !== undefined) {
    trace.add({
      id: 'cut-off',
      sentence: `At or before the ${rule.cutoff} cut-off → counts the same day`,
      out: isoLocal(local),
      ...source,
    });
  }
  if (rule.length.unit.endsWith('hour') && Temporal.PlainTime.compare(time, opens) < 0) {
    const deemed = date.toZonedDateTime({ timeZone: rule.timeZone, plainTime: opens });
    return deem(
      deemed,
      `Before business opens at ${rule.opens} → counts from ${formatMoment(deemed.toPlainDateTime())}`,
    );
  }
  // Received within the cut-off's own minute counts as received at the cut-off.
  return Temporal.PlainTime.compare(time, latest) > 0 ? local.withPlainTime(latest) : local;
}

/** A cut-off of 13:00 admits the whole minute 13:00. */
const minute = (time: Temporal.PlainTime): Temporal.PlainTime =>
  time.round({ smallestUnit: 'minute', roundingMode: 'trunc' });

const isoLocal = (at: Temporal.ZonedDateTime): string =>
  at.toPlainDateTime().toString({ smallestUnit: 'second' });

const passedOver = (skipped: readonly string[]): string =>
  skipped.length === 0 ? '' : ` (passed over: ${skipped.join('; ')})`;

/** Hours as a clock runs them, a changed clock included: 4 hours are 4 hours in the night of the change. */
function clockHours(
  rule: ClockRule,
  start: Temporal.ZonedDateTime,
  stops: readonly Stop[],
  trace: Trace,
  source: StepSource,
): Deadline {
  let at = start.add({ hours: rule.length.count });
  for (const stop of stops) {
    const from = Temporal.ZonedDateTime.compare(stop.from, start) < 0 ? start : stop.from;
    if (Temporal.ZonedDateTime.compare(from, at) < 0 && Temporal.ZonedDateTime.compare(stop.to, from) > 0)
      at = at.add(from.until(stop.to, { largestUnit: 'hour' }));
  }
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} from ${formatMoment(start.toPlainDateTime())} → ${formatMoment(at.toPlainDateTime())}`,
    out: at.toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    ...source,
  });
  return { kind: 'instant', at };
}

function businessHours(
  rule: ClockRule,
  start: Temporal.ZonedDateTime,
  stops: readonly Stop[],
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  const opens = Temporal.PlainTime.from(rule.opens);
  const closes = Temporal.PlainTime.from(rule.closes);
  const coming = [...stops];
  let from = start;
  let left = Temporal.Duration.from({ hours: rule.length.count });
  for (;;) {
    const today = businessLeft(from, closes);
    const stop = coming[0];
    if (stop && Temporal.ZonedDateTime.compare(stop.to, from) <= 0) {
      coming.shift();
      continue;
    }
    const ends = from.add(Temporal.Duration.compare(left, today) <= 0 ? left : today);
    if (stop && Temporal.ZonedDateTime.compare(stop.from, ends) < 0) {
      if (Temporal.ZonedDateTime.compare(stop.from, from) > 0)
        left = left.subtract(from.until(stop.from, { largestUnit: 'hour' }));
      from = inBusiness(stop.to, opens, closes, calendar);
      trace.add({
        id: 'count',
        sentence: `${hoursText(left)} of business left; goes on ${formatMoment(from.toPlainDateTime())}`,
        out: isoLocal(from),
        ...source,
      });
      coming.shift();
      continue;
    }
    if (Temporal.Duration.compare(left, today) <= 0) {
      const at = from.add(left);
      trace.add({
        id: 'count',
        sentence: `${hoursText(left)} of business from ${formatMoment(from.toPlainDateTime())} → ${formatMoment(at.toPlainDateTime())}`,
        out: at.toString({ smallestUnit: 'second', timeZoneName: 'never' }),
        ...source,
      });
      return { kind: 'instant', at };
    }
    const next = nextBusinessDay(calendar, from.toPlainDate());
    const resumes = next.date.toZonedDateTime({ timeZone: rule.timeZone, plainTime: opens });
    trace.add({
      id: 'count',
      sentence: `${hoursText(today)} used until ${rule.closes} on ${formatDay(from.toPlainDate())}; goes on ${formatDay(next.date)} ${rule.opens}${passedOver(next.skipped)}`,
      out: isoLocal(resumes),
      ...source,
    });
    left = left.subtract(today);
    from = resumes;
  }
}

/** The first moment of business at or after `at`. */
function inBusiness(
  at: Temporal.ZonedDateTime,
  opens: Temporal.PlainTime,
  closes: Temporal.PlainTime,
  calendar: BusinessCalendar,
): Temporal.ZonedDateTime {
  const [day, time] = [at.toPlainDate(), at.toPlainTime()];
  if (!isBusinessDay(calendar, day) || Temporal.PlainTime.compare(time, closes) >= 0) {
    const next = nextBusinessDay(calendar, day).date;
    return next.toZonedDateTime({ timeZone: at.timeZoneId, plainTime: opens });
  }
  return Temporal.PlainTime.compare(time, opens) < 0 ? at.withPlainTime(opens) : at;
}

/** Time of business left on the day; none after it closed, which a later cut-off allows. */
function businessLeft(from: Temporal.ZonedDateTime, closes: Temporal.PlainTime): Temporal.Duration {
  const left = from.until(from.withPlainTime(closes), { largestUnit: 'hour' });
  return left.sign < 0 ? new Temporal.Duration() : left;
}

function hoursText(duration: Temporal.Duration): string {
  const total = Math.floor(duration.total({ unit: 'minute' }));
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

function businessDays(
  rule: ClockRule,
  start: Temporal.PlainDate,
  stops: readonly Stop[],
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  let day = start;
  const skipped: string[] = [];
  // No business days from a day off, or from one that did not count: the deadline is still a day that does.
  const counts = isBusinessDay(calendar, start) && stoodStill(stops, start) === undefined;
  const steps = rule.length.count === 0 && !counts ? 1 : rule.length.count;
  for (let counted = 0; counted < steps;) {
    const next = nextBusinessDay(calendar, day);
    skipped.push(...next.skipped);
    day = next.date;
    if (stoodStill(stops, day) === undefined) counted += 1;
    else skipped.push(`${formatDay(day)}: stood still`);
  }
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} after ${formatDay(start)}, by ${calendar.owner}'s calendar → ${formatDay(day)}${passedOver(skipped)}`,
    out: day.toString(),
    ...source,
  });
  return { kind: 'date', on: day };
}

function calendarSpan(
  rule: ClockRule,
  start: Temporal.PlainDate,
  stops: readonly Stop[],
  calendar: BusinessCalendar,
  trace: Trace,
  source: StepSource,
): Deadline {
  const { count, unit } = rule.length;
  const day = withStops(start, start.add(unit === 'month' ? { months: count } : { days: count }), stops);
  trace.add({
    id: 'count',
    sentence: `${formatDuration(rule.length)} after ${formatDay(start)} → ${formatDay(day)}`,
    out: day.toString(),
    ...source,
  });
  if (rule.roll === 'none' || isBusinessDay(calendar, day)) return { kind: 'date', on: day };
  let on = day;
  const skipped: string[] = [];
  do {
    const next = nextBusinessDay(calendar, on.subtract({ days: 1 }));
    skipped.push(...next.skipped);
    on = withStops(next.date, next.date, stops);
    if (!on.equals(next.date)) skipped.push(`${formatDay(next.date)}: stood still`);
  } while (!isBusinessDay(calendar, on));
  trace.add({
    id: 'roll',
    sentence: `${skipped.join('; ')} → rolls to ${formatDay(on)}`,
    out: on.toString(),
    ...source,
  });
  return { kind: 'date', on };
}
