import type { Database, Scope, Tx } from './database.ts';

/** A thing that has fallen due, locked by the transaction that claimed it. */
export interface Due {
  /** Names the item among all that the claim can return. */
  key: string;
  /** The scope to fire in; the whole transaction stays an install transaction without it. */
  scope?: Scope;
}

/** What a sweep did. Items that failed are still due and will be claimed by the next sweep. */
export interface Sweep {
  fired: number;
  failed: { key: string; error: unknown }[];
}

/**
 * Claims up to `atMost` due items with `SELECT … FOR UPDATE SKIP LOCKED`, all of one scope, leaving out the keys that already
 * failed in this sweep; none when nothing is left that nobody else holds.
 */
export type Claim<Item extends Due> = (
  tx: Tx,
  now: Temporal.Instant,
  failed: readonly string[],
  atMost: number,
) => Promise<readonly Item[]>;

/** Does what falls due and marks it as done, in the transaction that claimed the items: all of them, or it throws. */
export type Fire<Item extends Due> = (tx: Tx, items: readonly Item[], now: Temporal.Instant) => Promise<void>;

/** The most items of one transaction: enough that the cost of a transaction no longer tells. */
const TOGETHER = 200;

/**
 * Fires everything that is due at `now`, each item exactly once: claim, effect and mark commit together or not at
 * all, so a sweeper that dies leaves its items to the next, and several may sweep at once. Items are fired many at a time; where
 * one of them fails, each of those is fired by itself, so that none keeps the others waiting.
 * @param limit the most items of this sweep, so that a caller can stop between sweeps.
 */
export async function sweep<Item extends Due>(
  db: Pick<Database, 'withTransaction'>,
  now: Temporal.Instant,
  claim: Claim<Item>,
  fire: Fire<Item>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Sweep> {
  const done: Sweep = { fired: 0, failed: [] };
  let oneByOne = 0;
  while (done.fired + done.failed.length < limit) {
    const failedKeys = done.failed.map(({ key }) => key);
    const atMost = oneByOne > 0 ? 1 : Math.min(TOGETHER, limit - done.fired - done.failed.length);
    let claimed: readonly Item[] = [];
    try {
      await db.withTransaction({ kind: 'install' }, async (tx) => {
        claimed = await claim(tx, now, failedKeys, atMost);
        const scope = claimed[0]?.scope;
        if (scope !== undefined && scope.kind !== 'install') await tx.narrow(scope);
        if (claimed.length > 0) await fire(tx, claimed, now);
      });
    } catch (error) {
      const [first] = claimed;
      if (first === undefined) throw error;
      if (claimed.length > 1) {
        oneByOne = claimed.length;
        continue;
      }
      if (failedKeys.includes(first.key))
        throw new Error(`The claim returned ${first.key} again.`, { cause: error });
      done.failed.push({ key: first.key, error });
      oneByOne -= 1;
      continue;
    }
    if (claimed.length === 0) break;
    done.fired += claimed.length;
    oneByOne -= 1;
  }
  return done;
}
