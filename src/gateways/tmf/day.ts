import { isDate } from '../../agreement/schema.ts';
import { readInstant } from '../../cases/instant.ts';

/** `2026-12-08T00:00:00-06:00`: a day, as the first moment of it where the agreement is at home. */
export const dayAsDateTime = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

/** An instant of a record, as the documents write date-times. */
export const dateTime = (instant: string): string =>
  Temporal.Instant.from(instant).toString({ smallestUnit: 'second' });

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The day that a date-time means for an order, which knows days alone: midnight of whichever offset is the day that is written,
 * any other time the day that it then is where the agreement is at home. Undefined when it is no date-time.
 */
export function dayMeant(text: string, timeZone: string): string | undefined {
  const found = WRITTEN.exec(text);
  const [, day = '', time, seconds = '00', offset] = found ?? [];
  if (found === null || !isDate(day)) return undefined;
  if (time === undefined || offset === undefined || (time === '00:00' && seconds === '00')) return day;
  return readInstant(text, timeZone)?.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
