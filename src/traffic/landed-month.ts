import path from 'node:path';
import { withExclusiveLock } from '../platform/exclusive-lock.ts';
import { Store } from './landing/store.ts';
import type { Landed } from './landing/index.ts';
import { readMonthFile } from './month-plan.ts';

/** How long a landing into the same store is waited for. */
const WAIT_MS = 60_000;

/**
 * What was landed of a month that was rated before, from its store: to rate it again. Nothing is landed.
 * @param monthDir folder of the month.
 * @throws Error when its records are no longer there.
 */
export async function readLandedMonth(
  monthDir: string,
): Promise<{ readonly landed: Landed; readonly storeDir: string }> {
  const { files, store: storeDir } = readMonthFile(monthDir);
  const read = await withExclusiveLock(
    path.join(storeDir, '.lock'),
    () => {
      const store = new Store(storeDir);
      return Promise.resolve(
        files.map(({ key, name }) => ({ name, folder: store.folder(key), stored: store.byKey(key) })),
      );
    },
    WAIT_MS,
  );
  const missing = read.filter(({ stored }) => stored === undefined).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`${storeDir} no longer has ${missing.join(', ')}.`);
  // A file with the content of another has its records there.
  const there = read.flatMap(({ name, folder, stored }) =>
    stored && stored.sameAs === undefined ? [{ name, folder, stored }] : [],
  );
  return {
    storeDir,
    landed: {
      files: there.map(({ name, stored }) => ({ ...stored.report, name, state: 'already-landed' })),
      parts: there.flatMap(({ folder, stored: { days, report } }) =>
        days.map(({ path: inside, ...day }) => ({
          ...day,
          file: report.key,
          path: path.join(folder, ...inside.split('/')),
        })),
      ),
    },
  };
}
