import type { Agreement } from '../agreement/agreement.ts';
import { claimExpired, fireExpired } from '../cases/expire.ts';
import type { CaseKind } from '../cases/kind.ts';
import { claimReservations, fireReservation } from '../flows/pre-order/settle-reservations.ts';
import { claimLosses, fireLoss } from '../flows/take-order/tell-losers.ts';
import { watchNowAndThen } from '../flows/watch-queries/watch-all.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { sweep } from '../platform/sweeper.ts';
import type { Sweep } from '../platform/sweeper.ts';

/** How long after its deadline a clock may be said to have run out. */
const SWEEP_MILLISECONDS = 30_000;
/** The most clocks of one sweep, so that stopping does not wait for all of them. */
const SWEEP_LIMIT = 200;

export interface Sweeping {
  readonly db: Pick<Database, 'withTransaction'>;
  readonly agreements: ReadonlyMap<string, Agreement>;
  /** Kinds whose events are recorded as they happen. */
  readonly kinds: readonly CaseKind[];
  readonly clock: WallClock;
  readonly log: Log;
  readonly everyMilliseconds?: number;
}

interface Job {
  /** What the log calls it, what it says when something was done and when one thing could not be. */
  readonly name: string;
  readonly done: string;
  readonly failed: string;
  readonly run: () => Promise<Sweep>;
}

/** The sweeping of a program that serves. */
export interface Sweeper {
  /** Sweeps what has run out by now, and resolves when it has been recorded: for a clock that is moved by hand. */
  sweep(): Promise<void>;
  /** Ends it, and resolves when the sweep at work has ended. */
  stop(): Promise<void>;
}

/**
 * Records what runs out in cases while the program serves: at once, then again and again until it is told to stop. One sweep
 * ends before the next begins; what fails is logged and tried again.
 */
export function startSweeping(about: Sweeping): Sweeper {
  const { db, agreements, kinds, clock, log } = about;
  const claim = claimExpired(kinds, [...agreements.keys()]);
  const fire = fireExpired((id) => agreements.get(id), kinds);
  const moment = (): Temporal.Instant => clock.now();
  /** What is swept, one after the other. */
  const jobs: readonly Job[] = [
    // Before the clocks: the time of a number that an order has taken up stands still.
    {
      name: 'Reserved numbers',
      done: 'Reserved numbers follow their orders.',
      failed: 'A reserved number could not follow its order.',
      run: () =>
        sweep(db, moment(), claimReservations(agreements), fireReservation(agreements, kinds), SWEEP_LIMIT),
    },
    {
      name: 'The clocks',
      done: 'Clocks ran out.',
      failed: 'A clock could not run out.',
      run: () => sweep(db, moment(), claim, fire, SWEEP_LIMIT),
    },
    {
      name: 'Losses of end users',
      done: 'Carriers were told that they lost an end user.',
      failed: 'A carrier could not be told that it lost an end user.',
      run: () => sweep(db, moment(), claimLosses(agreements), fireLoss(kinds), SWEEP_LIMIT),
    },
    {
      name: 'Queries before orders',
      done: 'Patterns of misuse were found.',
      failed: 'The queries of an agreement could not be looked at.',
      run: watchNowAndThen(db, agreements, kinds, clock),
    },
  ];
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let atWork = Promise.resolve();
  /** @returns how many were recorded. */
  const once = async (): Promise<number> => {
    let recorded = 0;
    for (const job of jobs) {
      try {
        const { fired, failed } = await job.run();
        recorded += fired;
        if (fired > 0) log.info({ fired }, job.done);
        for (const { key, error } of failed) log.error({ err: error, clock: key }, job.failed);
      } catch (error) {
        log.error({ err: error }, `${job.name} could not be looked at.`);
      }
    }
    return recorded;
  };
  const start = (): void => {
    atWork = atWork.then(once).then(() => {
      if (!stopped) timer = setTimeout(start, about.everyMilliseconds ?? SWEEP_MILLISECONDS).unref();
    });
  };
  start();
  return {
    sweep: () => {
      const swept = atWork.then(async () => {
        while (!stopped && (await once()) > 0);
      });
      atWork = swept;
      return swept;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await atWork;
    },
  };
}
