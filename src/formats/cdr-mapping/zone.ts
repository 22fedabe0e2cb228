/** Instants that a wall clock time may be: none in the hour that a clock change leaves out, two in the hour that comes twice. */
export type ZoneReader = (localMs: number) => readonly number[];

const QUARTER_MS = 15 * 60_000;

/** For an offset such as `-05:00`, or an IANA zone. Zones change on quarters of an hour, so one answer serves a quarter. */
export function zoneReader(zone: string): ZoneReader {
  const offsets = new Map<number, readonly number[]>();
  return (localMs) => {
    const quarter = Math.floor(localMs / QUARTER_MS);
    let found = offsets.get(quarter);
    if (!found) {
      found = offsetsAt(quarter * QUARTER_MS, zone);
      offsets.set(quarter, found);
    }
    return found.map((offset) => localMs - offset);
  };
}

/** Offsets from UTC that the zone's clocks have when they show the time, the earlier instant first. */
function offsetsAt(localMs: number, zone: string): number[] {
  const wall = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO('UTC').toPlainDateTime();
  const instants = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  const real = instants.filter((at) => at.toPlainDateTime().equals(wall));
  return [...new Set(real.map((at) => localMs - at.epochMilliseconds))];
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
