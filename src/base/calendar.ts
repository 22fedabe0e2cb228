/**
 * Business days of one party. A business day is Monday to Friday and not one of the party's holidays:
 * whose calendar counts is a term of each clock (47 CFR 52.35 for ports: the current provider's).
 */
export interface BusinessCalendar {
  /** Party whose holidays these are. */
  readonly owner: string;
  readonly timeZone: string;
  /** ISO date → name. */
  readonly holidays: ReadonlyMap<string, string>;
}

const SATURDAY = 6;

/** Why `date` is not a business day, or undefined when it is one. */
export function dayOff(calendar: BusinessCalendar, date: Temporal.PlainDate): string | undefined {
  const holiday = calendar.holidays.get(date.toString());
  if (holiday !== undefined) return `${holiday} (${calendar.owner}'s holiday)`;
  return date.dayOfWeek >= SATURDAY ? formatWeekday(date) : undefined;
}

export const isBusinessDay = (calendar: BusinessCalendar, date: Temporal.PlainDate): boolean =>
  dayOff(calendar, date) === undefined;

/** The first business day after `date`, with the days passed over and why. */
export function nextBusinessDay(
  calendar: BusinessCalendar,
  date: Temporal.PlainDate,
): { date: Temporal.PlainDate; skipped: string[] } {
  const skipped: string[] = [];
  let day = date.add({ days: 1 });
  for (;;) {
    const reason = dayOff(calendar, day);
    if (reason === undefined) return { date: day, skipped };
    skipped.push(`${formatDay(day)}: ${reason}`);
    day = day.add({ days: 1 });
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const formatWeekday = (date: Temporal.PlainDate): string => WEEKDAYS[date.dayOfWeek - 1] ?? '';

/** `Fri 2026-11-20`. */
export const formatDay = (date: Temporal.PlainDate): string =>
  `${formatWeekday(date).slice(0, 3)} ${date.toString()}`;

/** `Fri 2026-11-20 13:01`. */
export const formatMoment = (at: Temporal.PlainDateTime): string =>
  `${formatDay(at.toPlainDate())} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
