import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { migrations } from './database.ts';

/** Runs `work` on a database that nobody else sees, gone when it is over. */
export async function withPrivateDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'meetpoint-private-'));
  // Enterable, so that the server stays in the folder when it runs under an account of its own.
  chmodSync(dataFolder, 0o755);
  try {
    const db = await openDatabase({ dataFolder, migrations, log: silentLog, clock: systemClock });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
