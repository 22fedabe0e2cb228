import { firstOf, quoted } from './stages.ts';

/** A zone's offset from UTC, in force from `fromUtcMs` (the first: from ever) up to the next. Milliseconds. */
interface Offset {
  readonly fromUtcMs: number;
  readonly offsetMs: number;
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

const NS = 1_000_000;

/** The offsets of a zone between two days, compiled once: looking a zone up for each call costs five times the rating. */
function offsets(zone: string, { from, to }: Range): Offset[] {
  const at = (day: string): Temporal.ZonedDateTime => Temporal.PlainDate.from(day).toZonedDateTime(zone);
  const end = at(to).epochMilliseconds;
  let moment: Temporal.ZonedDateTime | null = at(from);
  const found: Offset[] = [];
  while (moment && moment.epochMilliseconds <= end) {
    found.push({ fromUtcMs: moment.epochMilliseconds, offsetMs: moment.offsetNanoseconds / NS });
    moment = moment.getTimeZoneTransition('next');
  }
  return found;
}

function cases(
  zones: readonly string[],
  range: Range,
  time: string,
  switchMs: (before: Offset, after: Offset) => number,
): string {
  const branches = zones.map((zone): [string, string] => {
    const list = offsets(zone, range);
    const steps = list.slice(1).map((after, index): [string, string] => {
      const before = list[index] as Offset;
      return [`${time} < ${switchMs(before, after)}`, signed(before.offsetMs)];
    });
    const last = signed(list.at(-1)?.offsetMs ?? 0);
    return [`zone = ${quoted(zone)}`, steps.length === 0 ? last : firstOf(steps, last)];
  });
  return firstOf(branches);
}

const signed = (ms: number): string => (ms < 0 ? `(0 - ${-ms})` : String(ms));

/** Offset in milliseconds at a moment given in UTC milliseconds; missing for a zone that is not listed. */
export const offsetOfUtc = (zones: readonly string[], range: Range, utc: string): string =>
  cases(zones, range, utc, (_, after) => after.fromUtcMs);

/**
 * Offset at a time read off a wall clock. An hour that comes twice is taken as the first, a time that the clock skips as if
 * it had not skipped: what Temporal calls `compatible`.
 */
export const offsetOfLocal = (zones: readonly string[], range: Range, local: string): string =>
  cases(zones, range, local, (before, after) => after.fromUtcMs + Math.max(before.offsetMs, after.offsetMs));
