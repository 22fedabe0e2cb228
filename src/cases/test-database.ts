import type { Agreement } from '../agreement/agreement.ts';
import type { Database } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';

/** For tests: a fresh database of parties and cases that knows these agreements. */
export const casesDatabase = (...agreements: readonly Agreement[]): Promise<Database> =>
  roomsDatabase(['parties', 'cases'], ...agreements);

/** For tests: a fresh database of these rooms that knows these agreements. */
export async function roomsDatabase(
  rooms: readonly string[],
  ...agreements: readonly Agreement[]
): Promise<Database> {
  const db = await testDatabase(rooms.map((room) => `src/${room}/migrations`));
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const { id, timeZone, parties } of agreements)
      await tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, $3, $4)`,
        [id, timeZone, parties.ilec, parties.clec],
      );
  });
  return db;
}
