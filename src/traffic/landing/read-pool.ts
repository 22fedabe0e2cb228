import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadFile } from './land-file.ts';
import { readTask } from './read-task.ts';
import type { ReadTask } from './read-task.ts';

/** Beside this file, in its language: TypeScript as it is, JavaScript when it is built. */
const WORKER = path.join(import.meta.dirname, `read-worker${path.extname(import.meta.filename)}`);

type Answer = { readonly read: ReadFile } | { readonly error: unknown };

/** Reads files, as many at the same time as it has threads; with one, in the thread of the caller. */
export class ReadPool {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(threads: number) {
    if (threads < 2) return;
    for (let i = 0; i < threads; i++) {
      const worker = new Worker(WORKER, { execArgv: [] });
      // Each task listens for itself.
      worker.setMaxListeners(0);
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** @throws Error as `readTask`, and when the thread dies. */
  async read(task: ReadTask): Promise<ReadFile> {
    if (this.#workers.length === 0) return readTask(task);
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    const answer = await ask(worker, task);
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
    if ('error' in answer) throw answer.error;
    return answer.read;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, task: ReadTask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const answer = (message: Answer): void => {
      worker.off('error', failed);
      resolve(message);
    };
    const failed = (error: Error): void => {
      worker.off('message', answer);
      reject(error);
    };
    worker.once('message', answer);
    worker.once('error', failed);
    worker.postMessage(task);
  });
}
