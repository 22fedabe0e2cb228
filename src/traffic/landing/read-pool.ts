import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadFile } from './land-file.ts';
import { readTask } from './read-task.ts';
import type { ReadTask } from './read-task.ts';

/** Beside this file, in its language: TypeScript as it is, JavaScript when it is built. */
const WORKER = path.join(import.meta.dirname, `read-worker${path.extname(import.meta.filename)}`);

export type ReadAnswer =
  { readonly ok: true; readonly read: ReadFile } | { readonly ok: false; readonly error: unknown };

interface Waiting {
  readonly take: (worker: Worker) => void;
  readonly fail: (error: Error) => void;
}

/** Reads files, as many at the same time as it has threads; with one, in the thread of the caller. */
export class ReadPool {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  #waiting: Waiting[] = [];
  #closed = false;

  constructor(threads: number) {
    if (threads < 2) return;
    for (let i = 0; i < threads; i++) this.#workers.push(new Worker(WORKER, { execArgv: [] }));
    this.#idle.push(...this.#workers);
  }

  /** @throws Error as `readTask`, and when its thread dies or the pool is closed. */
  async read(task: ReadTask): Promise<ReadFile> {
    if (this.#workers.length === 0) return readTask(task);
    if (this.#closed) throw closed();
    const worker =
      this.#idle.pop() ??
      (await new Promise<Worker>((take, fail) => {
        this.#waiting.push({ take, fail });
      }));
    const answer = await ask(worker, task);
    const next = this.#waiting.shift();
    if (next) next.take(worker);
    else this.#idle.push(worker);
    if (!answer.ok) throw answer.error;
    return answer.read;
  }

  /** Ends the threads; what they were reading fails. */
  async close(): Promise<void> {
    this.#closed = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { fail } of waiting) fail(closed());
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

const closed = (): Error => new Error('The landing was ended before the file was read.');

/** A thread that dies fails all that is read: what it did is not known. */
function ask(worker: Worker, task: ReadTask): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const on = <T>(event: 'message' | 'error' | 'exit', then: (value: T) => void): void => {
      const listener = (value: T): void => {
        end.abort();
        then(value);
      };
      worker.on(event, listener);
      end.signal.addEventListener('abort', () => worker.off(event, listener), { once: true });
    };
    on<ReadAnswer>('message', resolve);
    on<Error>('error', reject);
    on<number>('exit', () => reject(closed()));
    worker.postMessage(task);
  });
}
