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

/** A clock that stands still until it is moved, and never goes back: that of a test deployment. */
export interface MovableClock extends WallClock {
  /** @returns whether it moved: an earlier moment than the present one is refused. */
  moveTo(instant: Temporal.Instant): boolean;
}

export function movableClock(start: Temporal.Instant | string): MovableClock {
  let present = Temporal.Instant.from(start);
  return {
    now: () => present,
    moveTo: (instant) => {
      if (Temporal.Instant.compare(instant, present) < 0) return false;
      present = instant;
      return true;
    },
  };
}
