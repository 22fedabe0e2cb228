import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** The database does not answer, and did not come back while it was waited for. */
export class DatabaseAway extends Error {
  /** It went away during COMMIT: whether what was asked for is on record is not known. */
  readonly maybeDone: boolean;

  constructor(maybeDone: boolean, cause?: unknown) {
    super(
      maybeDone
        ? 'The database went away while it recorded this: it may be on record.'
        : 'The database does not answer.',
      { cause },
    );
    this.maybeDone = maybeDone;
  }
}

const PROBE_PAUSE_MS = 200;

/**
 * Whether the database is there. Once a connection was lost, one probe looks for it again and again; everybody else waits for that
 * probe instead of trying for themselves, each as long as they can.
 */
export class Presence {
  readonly #probe: () => Promise<void>;
  readonly #log: Log;
  #back: Promise<void> | undefined;
  #isClosed = false;

  /** @param probe resolves when a connection can be made, and rejects when it cannot now. */
  constructor(probe: () => Promise<void>, log: Log) {
    this.#probe = probe;
    this.#log = log;
  }

  get isAway(): boolean {
    return this.#back !== undefined;
  }

  /** A connection was lost, or could not be made. */
  lost(): void {
    if (this.#isClosed) return;
    this.#back ??= this.#look().finally(() => (this.#back = undefined));
  }

  /** Resolves at once while it is there. @throws DatabaseAway when it is not back in so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (this.#back === undefined) return;
    const patience = new AbortController();
    const isBack = await Promise.race([
      this.#back.then(() => !this.#isClosed),
      pause(Math.max(0, milliseconds), false, { signal: patience.signal }),
    ]);
    patience.abort();
    if (!isBack) throw new DatabaseAway(false);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #look(): Promise<void> {
    const since = performance.now();
    while (!this.#isClosed) {
      try {
        await this.#probe();
        const milliseconds = Math.round(performance.now() - since);
        if (milliseconds > PROBE_PAUSE_MS) this.#log.warn({ milliseconds }, 'The database is back.');
        return;
      } catch (error) {
        this.#log.debug({ err: error }, 'The database is still away.');
        await pause(PROBE_PAUSE_MS, undefined, { ref: false });
      }
    }
  }
}
