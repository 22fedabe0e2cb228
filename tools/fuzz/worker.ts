/** Feeds one driver until its time is up. The input that is being read lies in shared memory, so that it outlives a hang. */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { loadDriver, readCorpus } from './formats.ts';
import { LONGEST_BYTES, mutate, shrink } from './mutate-bytes.ts';
import { randomFrom } from './random.ts';
import type { Finding, Job } from './run.ts';

const { format, driver, kept, seconds, seed, shared } = workerData as Job;
const state = new Int32Array(shared, 0, 2);
const current = new Uint8Array(shared, 8);
const { drive, structured } = await loadDriver(driver);
const random = randomFrom(seed);
const corpus = readCorpus(format, kept);
const until = performance.now() + seconds * 1000;
const seen = new Set<string>();

/** Structured inputs are drawn in lots, each of its own seed. */
let lot: readonly Uint8Array[] = [];
let lots = 0;
function nextStructured(): Buffer | undefined {
  if (!structured) return undefined;
  if (lot.length === 0) lot = fc.sample(structured, { seed: seed + lots++, numRuns: 64 });
  const [bytes, ...rest] = lot;
  lot = rest;
  return bytes && Buffer.from(bytes);
}

function nextInput(): Buffer {
  const from = (): Buffer => corpus[random(corpus.length)] ?? Buffer.alloc(0);
  const kind = random(8);
  if (kind < 2) {
    const made = nextStructured();
    if (made) return kind === 0 ? made.subarray(0, LONGEST_BYTES) : mutate(made, random, from());
  }
  return mutate(from(), random, from());
}

/** What the driver throws, said so that two inputs that fail alike say the same. */
function failure(bytes: Buffer): string | undefined {
  current.set(bytes);
  state[1] = bytes.length;
  try {
    drive(Buffer.from(bytes));
    return undefined;
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const place = stack.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
    return `${stack.split('\n')[0]?.replaceAll(/\d+/g, '#')} ${place.trim()}`;
  } finally {
    Atomics.add(state, 0, 1);
  }
}

function report(bytes: Buffer, said: string): void {
  if (seen.has(said)) return;
  seen.add(said);
  const small = shrink(bytes, (smaller) => failure(smaller) === said, performance.now() + 2000);
  parentPort?.postMessage({ kind: 'throws', said, bytes: small } satisfies Finding, []);
}

for (const bytes of corpus) {
  const said = failure(bytes);
  if (said !== undefined) report(bytes, said);
}
while (performance.now() < until && seen.size < 5) {
  const bytes = nextInput();
  const said = failure(bytes);
  if (said !== undefined) report(bytes, said);
}
