/** How long after the first, second … failed attempt the next one comes, in seconds; after the last it is given up, about a day later. */
export const RETRY_SECONDS: readonly number[] = [
  5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800,
];

/** A fifth earlier or later, so that what failed together does not come again together. */
const JITTER = 0.2;
/** A receiver may ask for a later attempt, and not for one tomorrow. */
const LONGEST_WAIT_SECONDS = 3_600;

/**
 * When the next attempt is made; undefined: it is given up.
 * @param attempts how many were made, the failed one included.
 * @param wanted seconds that the receiver asked to be left alone.
 * @param random between 0 and 1.
 */
export function nextTry(
  attempts: number,
  now: Temporal.Instant,
  about: {
    readonly wanted?: number | undefined;
    readonly random: number;
    readonly schedule?: readonly number[];
  },
): Temporal.Instant | undefined {
  const planned = (about.schedule ?? RETRY_SECONDS)[attempts - 1];
  if (planned === undefined) return undefined;
  const spread = planned * (1 + JITTER * (2 * about.random - 1));
  const seconds = Math.max(spread, Math.min(about.wanted ?? 0, LONGEST_WAIT_SECONDS));
  return now.add({ milliseconds: Math.round(seconds * 1000) });
}
