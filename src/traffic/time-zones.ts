/** A zone's offset from UTC, in force from `fromUtcMs` (the first: from ever) up to the next. Milliseconds. */
interface Offset {
  readonly fromUtcMs: number;
  readonly offsetMs: number;
}

const NS = 1_000_000;

/** The offsets of a zone between two days, compiled once: looking a zone up for each call costs five times the rating. */
function offsets(zone: string, fromDay: string, toDay: string): Offset[] {
  const at = (day: string): Temporal.ZonedDateTime => Temporal.PlainDate.from(day).toZonedDateTime(zone);
  const end = at(toDay).epochMilliseconds;
  let moment: Temporal.ZonedDateTime | null = at(fromDay);
  const found: Offset[] = [];
  while (moment && moment.epochMilliseconds <= end) {
    found.push({ fromUtcMs: moment.epochMilliseconds, offsetMs: moment.offsetNanoseconds / NS });
    moment = moment.getTimeZoneTransition('next');
  }
  return found;
}

function cases(
  zones: readonly string[],
  zoneSql: string,
  range: { readonly from: string; readonly to: string },
  timeSql: string,
  switchMs: (before: Offset, after: Offset) => number,
): string {
  const branches = zones.map((zone) => {
    const list = offsets(zone, range.from, range.to);
    const steps = list.slice(1).map((after, index) => {
      const before = list[index] as Offset;
      return `WHEN ${timeSql} < ${switchMs(before, after)} THEN ${before.offsetMs}`;
    });
    const last = list.at(-1)?.offsetMs ?? 0;
    const value = steps.length === 0 ? String(last) : `CASE ${steps.join(' ')} ELSE ${last} END`;
    return `WHEN '${zone.replaceAll("'", "''")}' THEN ${value}`;
  });
  return branches.length === 0 ? 'NULL' : `(CASE ${zoneSql} ${branches.join(' ')} END)`;
}

/** SQL of the offset in milliseconds at a moment given in UTC milliseconds; NULL for a zone that is not listed. */
export const offsetOfUtc = (
  zones: readonly string[],
  zoneSql: string,
  range: { readonly from: string; readonly to: string },
  utcSql: string,
): string => cases(zones, zoneSql, range, utcSql, (_, after) => after.fromUtcMs);

/**
 * SQL of the offset at a time read off a wall clock. An hour that comes twice is taken as the first, a time
 * that the clock skips as if it had not skipped: what Temporal calls `compatible`.
 */
export const offsetOfLocal = (
  zones: readonly string[],
  zoneSql: string,
  range: { readonly from: string; readonly to: string },
  localSql: string,
): string =>
  cases(
    zones,
    zoneSql,
    range,
    localSql,
    (before, after) => after.fromUtcMs + Math.max(before.offsetMs, after.offsetMs),
  );
