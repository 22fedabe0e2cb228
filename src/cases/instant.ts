import type { Agreement } from '../agreement/agreement.ts';
import { remember } from '../base/remember.ts';

/** Years that a moment may lie in, so that a deadline counted from it is one that calendars have. */
export const YEARS = { first: 1900, last: 2200 } as const;

/** Instant, or local date-time or date in `zone`; undefined when the text is none of these or of no year we count. */
export function readInstant(text: string, zone: string): Temporal.Instant | undefined {
  const instant = parseInstant(text, zone);
  const year = instant?.toZonedDateTimeISO('UTC').year ?? 0;
  return year >= YEARS.first && year <= YEARS.last ? instant : undefined;
}

/** Contract date of a moment: its day in the agreement's time zone, ISO. @throws RangeError when `at` is no instant. */
export const localDate = ({ timeZone }: Pick<Agreement, 'timeZone'>, at: string | Temporal.Instant): string =>
  dateIn(`${timeZone} ${at.toString()}`);

/** Dates of moments that are kept: one case asks for its own many times. */
const KEPT = 10_000;
const dateIn = remember((zoneAndInstant) => {
  const [zone = '', at = ''] = zoneAndInstant.split(' ');
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}, KEPT);

/** Contract date of a moment as people write it: an instant, or a local date or date-time; undefined when it is none. */
export function readLocalDate(agreement: Pick<Agreement, 'timeZone'>, text: string): string | undefined {
  const at = readInstant(text, agreement.timeZone);
  return at && localDate(agreement, at);
}

function parseInstant(text: string, zone: string): Temporal.Instant | undefined {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})(\[|$)/i.test(text.slice(10))) return Temporal.Instant.from(text);
    if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(text)) return undefined;
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(zone).toInstant();
  } catch {
    return undefined;
  }
}
