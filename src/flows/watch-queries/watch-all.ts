import type { Agreement } from '../../agreement/agreement.ts';
import type { CaseKind } from '../../cases/kind.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Sweep } from '../../platform/sweeper.ts';
import { watchQueries } from './watch-queries.ts';

/** Patterns are a matter of days: the log is not read whole every half minute. */
const EVERY_MINUTES = 15;

/**
 * For the sweeper: looks at the log of every agreement when it was not looked at for a while. An agreement that cannot be looked at keeps
 * none of the others waiting.
 */
export function watchNowAndThen(
  db: Pick<Database, 'withTransaction'>,
  agreements: ReadonlyMap<string, Agreement>,
  kinds: readonly CaseKind[],
  clock: WallClock,
): () => Promise<Sweep> {
  let next: Temporal.Instant | undefined;
  return async () => {
    const now = clock.now();
    const done: Sweep = { fired: 0, failed: [] };
    if (next !== undefined && Temporal.Instant.compare(now, next) < 0) return done;
    next = now.add({ minutes: EVERY_MINUTES });
    for (const [id, agreement] of agreements) {
      try {
        done.fired += (await watchQueries(db, { agreement, kinds }, now)).length;
      } catch (error) {
        done.failed.push({ key: id, error });
      }
    }
    return done;
  };
}
