/** A span in which a clock stands still. */
export interface Pause {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** What paused it, in words: `force majeure FM-1`. */
  readonly why: string;
}

/** A pause in the clock's zone. */
export interface Stop {
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
  readonly why: string;
}

/** The pauses in order, those that meet as one. */
export function stopsOf(pauses: readonly Pause[], timeZone: string): Stop[] {
  const sorted = pauses
    .map(({ from, to, why }) => ({
      from: from.toZonedDateTimeISO(timeZone),
      to: to.toZonedDateTimeISO(timeZone),
      why,
    }))
    .sort((a, b) => Temporal.ZonedDateTime.compare(a.from, b.from));
  const joined: Stop[] = [];
  for (const stop of sorted) {
    const last = joined.at(-1);
    if (last === undefined || Temporal.ZonedDateTime.compare(stop.from, last.to) > 0) joined.push(stop);
    else {
      const to = Temporal.ZonedDateTime.compare(stop.to, last.to) > 0 ? stop.to : last.to;
      joined[joined.length - 1] = { from: last.from, to, why: `${last.why}; ${stop.why}` };
    }
  }
  return joined;
}

/** Why a day does not count: the clock stood still at its end. */
export const stoodStill = (stops: readonly Stop[], day: Temporal.PlainDate): string | undefined =>
  stops.find(
    ({ from, to }) =>
      Temporal.PlainDate.compare(from.toPlainDate(), day) <= 0 &&
      Temporal.PlainDate.compare(day, to.toPlainDate()) < 0,
  )?.why;

/** The last day, later by each day after `start` that did not count; never itself a day that does not. */
export function withStops(
  start: Temporal.PlainDate,
  last: Temporal.PlainDate,
  stops: readonly Stop[],
): Temporal.PlainDate {
  if (stops.length === 0) return last;
  let end = last;
  for (
    let day = start.add({ days: 1 });
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (stoodStill(stops, day) !== undefined) end = end.add({ days: 1 });
  }
  // A span of no days has no day after its start.
  while (stoodStill(stops, end) !== undefined) end = end.add({ days: 1 });
  return end;
}
