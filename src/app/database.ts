import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { Agreement } from '../agreement/agreement.ts';
import { loadAgreement } from '../agreement/load.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { dataFolder } from './paths.ts';
import { vocabulary } from './vocabulary.ts';

/** Folders of numbered SQL, of every room that stores. */
export const migrations: readonly string[] = [
  'parties',
  'network',
  'cases',
  'inventory',
  'accounts',
  'articles/oss-access',
  'articles/dsl',
  'flows/pre-order',
  'gateways',
  'gateways/webhooks',
].map((room) => fileURLToPath(new URL(`../${room}/migrations`, import.meta.url)));

/** Opens the server that DATABASE_URL names, or the private one of the data folder; migrated. */
export async function openMeetpointDatabase(log: Log = createLog()): Promise<Database> {
  const url = process.env['DATABASE_URL'];
  return openDatabase({
    dataFolder: dataFolder(),
    ...(url ? { url } : {}),
    migrations,
    log,
    clock: systemClock,
  });
}

/** Runs `work` on the database and closes it whatever happens. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openMeetpointDatabase();
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The registered agreements, loaded from their folders; those whose folder is gone or unsound are left out. */
export async function loadRegistered(db: Database): Promise<Map<string, Agreement>> {
  const rows = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ folder: string; variant: string; amendments: string[] }>(
      'SELECT folder, variant, amendments FROM agreement ORDER BY id',
    ),
  );
  const loaded = rows.flatMap(({ folder, variant, amendments }) => {
    const result = loadAgreement(folder, { vocabulary, variant, amendments });
    return result.ok ? [result.value] : [];
  });
  return new Map(loaded.map((agreement) => [agreement.id, agreement]));
}

/**
 * Makes the agreement known to the database, where it is not: who its parties are decides who sees what. One that is
 * known stays as it is.
 */
export async function registerAgreement(
  db: Database,
  agreement: Agreement,
  amendments: readonly string[],
): Promise<void> {
  const { ref, manifest, parties } = agreement;
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING`,
      [
        agreement.id,
        ref.id,
        ref.variant,
        titleOf(agreement),
        path.resolve(agreement.dir),
        amendments.map((file) => path.resolve(file)),
        ref.version,
        ref.hash,
        manifest.timeZone,
        parties.ilec,
        parties.clec,
        manifest.state,
      ],
    );
  });
}

/** Keeps in which state each agreement is at home, where that is not known yet: its commission sees it from then on. */
export async function recordStates(db: Database, agreements: ReadonlyMap<string, Agreement>): Promise<void> {
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const { id, manifest } of agreements.values())
      await tx.execute('UPDATE agreement SET state = $2 WHERE id = $1 AND state IS NULL', [
        id,
        manifest.state,
      ]);
  });
}

/** Brings a known agreement to the folder, amendments and content that a month was closed under. */
export async function updateAgreement(
  db: Database,
  agreement: Agreement,
  amendments: readonly string[],
): Promise<void> {
  const { ref, manifest } = agreement;
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute(
      `UPDATE agreement SET title = $2, folder = $3, amendments = $4, version = $5, hash = $6, time_zone = $7, state = $8
       WHERE id = $1`,
      [
        agreement.id,
        titleOf(agreement),
        path.resolve(agreement.dir),
        amendments.map((file) => path.resolve(file)),
        ref.version,
        ref.hash,
        manifest.timeZone,
        manifest.state,
      ],
    );
  });
}

const titleOf = ({ manifest, ref }: Agreement): string =>
  manifest.variants[ref.variant]?.title ?? manifest.title;
