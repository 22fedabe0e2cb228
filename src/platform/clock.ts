/** The wall clock. Everything that needs the present instant is handed one of these; nothing else reads time. */
export interface WallClock {
  now(): Temporal.Instant;
}

/** The machine's clock. */
export const systemClock: WallClock = { now: () => Temporal.Now.instant() };

/** A clock that stands still, for tests and for runs that must be repeatable. */
export function fixedClock(instant: Temporal.Instant | string): WallClock {
  const fixed = Temporal.Instant.from(instant);
  return { now: () => fixed };
}
