/** A thread of a `ReadPool`: takes one task after the other. */
import { parentPort } from 'node:worker_threads';
import type { ReadAnswer } from './read-pool.ts';
import { readTask } from './read-task.ts';
import type { ReadTask } from './read-task.ts';

parentPort?.on('message', (task: ReadTask) => {
  void answer(task);
});

async function answer(task: ReadTask): Promise<void> {
  try {
    parentPort?.postMessage({ ok: true, read: await readTask(task) } satisfies ReadAnswer);
  } catch (error) {
    parentPort?.postMessage({ ok: false, error } satisfies ReadAnswer);
  }
}
