const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})(?:Z|([+-])(\d\d):(\d\d))$/;
const FIRST_YEAR = 2000;

/** A written time: milliseconds since 1970 in UTC, and the same on the clock that wrote it. */
export interface WrittenTime {
  readonly utcMs: number;
  readonly localMs: number;
}

/** Reads ISO-8601 with milliseconds and offset: `no-form` is not one, `no-time` has the form and does not exist. */
export function readTime(text: string): WrittenTime | 'no-form' | 'no-time' {
  const match = FORM.exec(text);
  if (!match) return 'no-form';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = match
    .slice(1, 8)
    .map(Number);
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const date = new Date(localMs);
  const offset = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * 60_000;
  const exists =
    year >= FIRST_YEAR &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offset <= 18 * 3_600_000 &&
    Number(match[10] ?? 0) <= 59;
  if (!exists) return 'no-time';
  return { localMs, utcMs: localMs - (match[8] === '-' ? -offset : offset) };
}
