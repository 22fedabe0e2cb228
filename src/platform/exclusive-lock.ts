import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 15;

/**
 * Runs `work` while this process alone holds the lock file, waiting for other holders up to `waitMs`.
 *
 * The lock is the operating system's own (through an empty SQLite file), so it vanishes with its holder, however
 * that one dies: a lock file that must be judged stale can be stolen twice.
 * @throws Error when the lock is still taken after `waitMs`.
 */
export async function withExclusiveLock<T>(
  file: string,
  work: () => Promise<T>,
  waitMs = 120_000,
): Promise<T> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    await take(lock, file, waitMs);
    return await work();
  } finally {
    lock.close();
  }
}

async function take(lock: DatabaseSync, file: string, waitMs: number): Promise<void> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waited >= waitMs)
        throw new Error(`Another process has held ${file} for ${waitMs / 1000} s.`, { cause: error });
    }
    await sleep(RETRY_MS);
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
