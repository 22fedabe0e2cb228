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
 * Claims one due item with `SELECT … FOR UPDATE SKIP LOCKED LIMIT 1`, leaving out the keys that already failed in
 * this sweep; undefined when nothing is left that nobody else holds.
 */
export type Claim<Item extends Due> = (
  tx: Tx,
  now: Temporal.Instant,
  failed: readonly string[],
) => Promise<Item | undefined>;

/** Does what is due and marks it done, both through `tx`. */
export type Fire<Item extends Due> = (tx: Tx, item: Item, now: Temporal.Instant) => Promise<void>;

/**
 * Fires everything that is due at `now`, each item exactly once: claim, effect and mark commit together or not at
 * all, so a sweeper that dies leaves its item to the next, and several may sweep at once.
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
  while (done.fired + done.failed.length < limit) {
    const failedKeys = done.failed.map(({ key }) => key);
    let claimed: Item | undefined;
    try {
      await db.withTransaction({ kind: 'install' }, async (tx) => {
        claimed = await claim(tx, now, failedKeys);
        if (claimed === undefined) return;
        if (claimed.scope !== undefined && claimed.scope.kind !== 'install') await tx.narrow(claimed.scope);
        await fire(tx, claimed, now);
      });
    } catch (error) {
      if (claimed === undefined) throw error;
      if (failedKeys.includes(claimed.key))
        throw new Error(`The claim returned ${claimed.key} again.`, { cause: error });
      done.failed.push({ key: claimed.key, error });
      continue;
    }
    if (claimed === undefined) break;
    done.fired += 1;
  }
  return done;
}
