/** After so many failures in a row, a receiver is left alone for a while. */
const FAILURES = 8;
const FIRST_PAUSE_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;

interface Standing {
  failures: number;
  pause: number;
  until: number;
}

/**
 * Which receivers are left alone now. One that fails again and again is asked with one notice at a time, at growing distance:
 * a thousand notices that wait for it would otherwise all be tried, and all fail.
 */
export class Breaker {
  readonly #standings = new Map<string, Standing>();

  /** How many notices may be under way to it at `now`, of `most`; milliseconds. */
  room(id: string, now: number, most: number): number {
    const standing = this.#standings.get(id);
    if (standing === undefined || standing.failures < FAILURES) return most;
    return now < standing.until ? 0 : 1;
  }

  failed(id: string, now: number): void {
    const standing = this.#standings.get(id) ?? { failures: 0, pause: FIRST_PAUSE_MILLISECONDS, until: 0 };
    standing.failures += 1;
    if (standing.failures >= FAILURES && now >= standing.until) {
      standing.until = now + standing.pause;
      standing.pause = Math.min(standing.pause * 2, LONGEST_PAUSE_MILLISECONDS);
    }
    this.#standings.set(id, standing);
  }

  answered(id: string): void {
    this.#standings.delete(id);
  }

  /** Those of which anything is known. */
  ids(): Iterable<string> {
    return this.#standings.keys();
  }
}
