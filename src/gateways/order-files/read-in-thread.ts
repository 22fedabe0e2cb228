import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { FileLimits, FileOrder, OrderFile } from '../../formats/order-file/file-order.ts';
import { nextTurn } from '../../platform/next-turn.ts';
import { isWorkbook, readOrderFile } from './read-order-file.ts';

/** Beside this file, in its language: TypeScript as it is, JavaScript when it is built. */
const THREAD = path.join(import.meta.dirname, `reading-thread${path.extname(import.meta.filename)}`);

/** What a thread may use for one file. */
export interface ThreadBounds {
  /** Megabytes of its heap. */
  readonly heapMegabytes?: number;
  /** Milliseconds from its start until the file is read. */
  readonly mostMs?: number;
  /** Files up to so many bytes are read in the thread of the caller, workbooks apart, whose size says little: a thread takes longer to begin. */
  readonly smallBytes?: number;
  /** Told what a thread died of, for the log: whoever sent the file learns only that it died. */
  readonly onDeath?: (error: unknown) => void;
  /** Another thread: for tests of threads that fail. */
  readonly thread?: string | URL;
}

/** Twice what the largest files that the limits let in need. */
const HEAP_MEGABYTES = 768;
const MOST_MS = 120_000;
/** Read in a few milliseconds. */
const SMALL_BYTES = 16 * 1024;

/** What a thread is begun with. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly limits: FileLimits;
}

/** What it says: what the file is, or why it is refused; then a part each time that it is asked for one, an empty one at the end. */
export type ThreadSays =
  | { readonly problems: readonly Problem[] }
  | { readonly format: OrderFile['format']; readonly header?: readonly string[] }
  | {
      readonly orders: readonly FileOrder[];
      readonly rows: readonly (readonly [number, readonly string[]])[];
    };

/**
 * Reads a file of orders as `readOrderFile` does, in a thread of its own: whoever else is waiting is answered meanwhile. It comes back in
 * parts, one a turn of the event loop, since what a message carries is made in the thread that takes it. A thread that dies, needs more
 * than its memory or takes too long refuses the file, whole.
 */
export async function readOrderFileInThread(
  bytes: Uint8Array,
  limits: FileLimits = {},
  bounds: ThreadBounds = {},
): Promise<Result<OrderFile>> {
  const {
    heapMegabytes = HEAP_MEGABYTES,
    mostMs = MOST_MS,
    smallBytes = SMALL_BYTES,
    thread = THREAD,
  } = bounds;
  if (bytes.byteLength <= smallBytes && !isWorkbook(bytes)) return readOrderFile(bytes, limits);
  // A copy of its own is handed over, not copied once more; the caller's bytes stay his.
  const own = new Uint8Array(bytes);
  const task: ReadingTask = { bytes: own, limits };
  const worker = new Worker(thread, {
    execArgv: [],
    workerData: task,
    transferList: [own.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  try {
    return await gather(worker, mostMs);
  } catch (error) {
    bounds.onDeath?.(error);
    return fail(isOutOfMemory(error) ? tooMuchMemory(heapMegabytes) : threadEnded);
  } finally {
    await worker.terminate();
  }
}

async function gather(worker: Worker, mostMs: number): Promise<Result<OrderFile>> {
  const said = listen(worker);
  const head = await inTime(said(), mostMs);
  if (head === undefined) return fail(tookTooLong(mostMs));
  if ('problems' in head) return { ok: false, problems: head.problems };
  if (!('format' in head)) throw new Error('It began with a part.');
  const { format, header } = head;
  const orders: FileOrder[] = [];
  const rows = new Map<number, readonly string[]>();
  for (;;) {
    worker.postMessage('more');
    const part = await said();
    if (!('orders' in part)) throw new Error('It said twice what the file is.');
    if (part.orders.length === 0 && part.rows.length === 0) break;
    for (const order of part.orders) orders.push(order);
    for (const [line, texts] of part.rows) rows.set(line, texts);
    await nextTurn();
  }
  return ok({ format, orders, ...(header === undefined ? {} : { sheet: { header, rows } }) });
}

/** The next thing that a thread says, each time it is asked. @throws whatever the thread died of. */
function listen(worker: Worker): () => Promise<ThreadSays> {
  let next = Promise.withResolvers<ThreadSays>();
  // Nobody may be waiting when it ends.
  const quiet = (): unknown => next.promise.catch(() => undefined);
  quiet();
  worker.on('message', (message: ThreadSays) => next.resolve(message));
  worker.on('messageerror', (error) => next.reject(error));
  worker.on('error', (error) => next.reject(error));
  worker.on('exit', (code) => next.reject(new Error(`It ended with code ${code}.`)));
  return async () => {
    const message = await next.promise;
    next = Promise.withResolvers<ThreadSays>();
    quiet();
    return message;
  };
}

/** Undefined when it is not there in time. */
async function inTime<T>(wanted: Promise<T>, mostMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), mostMs);
  });
  try {
    return await Promise.race([wanted, over]);
  } finally {
    clearTimeout(timer);
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooMuchMemory = (heapMegabytes: number): Problem => ({
  id: 'order-file/too-much-memory',
  field: 'file',
  sentence: `The file needs more than the ${heapMegabytes} MB of memory in which a file is read. Nothing of it was taken.`,
  cure: 'Split it into smaller files; leave out columns and rows that are empty.',
});

const tookTooLong = (mostMs: number): Problem => ({
  id: 'order-file/too-long',
  field: 'file',
  sentence: `The file was not read within ${mostMs / 1000} seconds. Nothing of it was taken.`,
  cure: 'Split it into smaller files, or send it when there is less to do.',
});

const threadEnded: Problem = {
  id: 'order-file/reading-ended',
  field: 'file',
  sentence: 'Reading the file ended before it was over. Nothing of it was taken.',
  cure: 'Send it again. If it ends so again, send it as CSV or in smaller files, and tell whoever runs the server.',
};
