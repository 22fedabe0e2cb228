import type { Problem } from './problem.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

/** First and last day of a calendar month, ISO dates. */
export interface CalendarMonth {
  /** `2026-10` */
  readonly month: string;
  readonly from: string;
  readonly to: string;
}

/** Reads `2026-10`. */
export function calendarMonth(text: string): Result<CalendarMonth> {
  const problem: Problem = {
    id: 'calendar/month',
    field: 'month',
    sentence: `"${text}" is no month.`,
    cure: 'Write it like 2026-10.',
  };
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return fail(problem);
  const first = Temporal.PlainYearMonth.from(text);
  return ok({
    month: text,
    from: first.toPlainDate({ day: 1 }).toString(),
    to: first.toPlainDate({ day: first.daysInMonth }).toString(),
  });
}

/** The month `count` months later; earlier when negative. */
export function monthAfter(month: CalendarMonth, count = 1): CalendarMonth {
  const first = Temporal.PlainYearMonth.from(month.month).add({ months: count });
  return {
    month: first.toString(),
    from: first.toPlainDate({ day: 1 }).toString(),
    to: first.toPlainDate({ day: first.daysInMonth }).toString(),
  };
}
