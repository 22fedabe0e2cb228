import { parseDuration } from '../../../base/quantity.ts';

/**
 * A date so many months or calendar days later, or earlier: months by the calendar, a day that the month does not have
 * becomes its last. Undefined for hours and business days, which need a calendar.
 */
export function shiftDate(day: string, length: string, direction: 'later' | 'earlier'): string | undefined {
  const duration = parseDuration(length);
  if (duration?.unit !== 'month' && duration?.unit !== 'calendar day') return undefined;
  const span = duration.unit === 'month' ? { months: duration.count } : { days: duration.count };
  const date = Temporal.PlainDate.from(day);
  return (direction === 'later' ? date.add(span) : date.subtract(span)).toString();
}

/** Whether a length can be counted without a business calendar. */
export const isPlainLength = (length: string): boolean =>
  shiftDate('2000-01-01', length, 'later') !== undefined;
