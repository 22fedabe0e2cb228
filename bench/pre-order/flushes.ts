import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PAGE = 8_192;
const EVERY_MS = 20;

/**
 * How long the disk takes to keep a page, tried fifty times a second beside the questions: each of them is on record before it is answered,
 * and none is faster than its disk. @param folder on the disk of the database. @returns what ends it: milliseconds of each flush.
 */
export function watchFlushes(folder: string): () => Promise<number[]> {
  const file = path.join(folder, 'flush-watch');
  const took: number[] = [];
  let isOver = false;
  const watching = (async () => {
    const handle = await open(file, 'w');
    const page = Buffer.alloc(PAGE);
    while (!isOver) {
      const start = performance.now();
      await handle.write(page, 0, PAGE, 0);
      await handle.datasync();
      took.push(performance.now() - start);
      await sleep(EVERY_MS);
    }
    await handle.close();
    await rm(file);
  })();
  return async () => {
    isOver = true;
    await watching;
    return took;
  };
}
