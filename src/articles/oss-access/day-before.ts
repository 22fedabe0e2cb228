import { parseDuration } from '../../base/quantity.ts';

const daysOf = (length: string): Temporal.DurationLike => {
  const duration = parseDuration(length);
  if (!duration || (duration.unit !== 'calendar day' && duration.unit !== 'month'))
    throw new Error(`${length} passed the check and is no number of calendar days.`);
  return duration.unit === 'month' ? { months: duration.count } : { days: duration.count };
};

/** The day so long before a day, ISO: a term's calendar days or months. */
export const dayBefore = (on: string, length: string): string =>
  Temporal.PlainDate.from(on).subtract(daysOf(length)).toString();

/** The day so long after a day, ISO. */
export const dayAfter = (on: string, length: string): string =>
  Temporal.PlainDate.from(on).add(daysOf(length)).toString();

/** Whether a term's length counts by the calendar, back or forth from a day. */
export const countsByCalendar = (length: string): boolean =>
  ['calendar day', 'month'].includes(parseDuration(length)?.unit ?? '');
