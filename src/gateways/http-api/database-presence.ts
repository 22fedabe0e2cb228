import type { Database } from '../../platform/database.ts';
import type { Api } from './options.ts';
import type { Unknown } from './sign-in.ts';

const NEEDS_DATABASE = /^\/(api|tmf-api|mefApi)\//;

/** Answers at once that the database is away, when it is not back after a moment: nothing begins that cannot be ended. */
export function refuseWhileAway(api: Api, db: Database): void {
  api.addHook('onRequest', async ({ url }) => {
    if (db.isAway() && NEEDS_DATABASE.test(url)) await db.present();
  });
}

/**
 * Asks the authentication library who somebody is. It has connections of its own: without a database it knows nobody, or fails. So
 * who is not known is asked for again once the database is seen to be there.
 * @throws DatabaseAway when it is not.
 */
export async function whilePresent<T>(db: Database, find: () => Promise<T | Unknown>): Promise<T | Unknown> {
  try {
    const found = await find();
    if (!isUnknown(found)) return found;
  } catch {
    // What is wrong comes again where it is not the database.
  }
  await db.withTransaction({ kind: 'install' }, (tx) => tx.query('SELECT 1'));
  return find();
}

const isUnknown = (found: unknown): boolean =>
  typeof found === 'object' && found !== null && 'refused' in found;
