import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { LONGEST_BYTES } from './mutate-bytes.ts';

export interface Finding {
  readonly kind: 'throws' | 'hangs' | 'dies';
  readonly said: string;
  readonly bytes: Uint8Array;
}

/** What a worker is told. */
export interface Job {
  readonly format: string;
  /** File of the driver. */
  readonly driver: string;
  /** Folder of inputs that failed once. */
  readonly kept: string;
  readonly seconds: number;
  readonly seed: number;
  /** Two 32-bit counters, executions and length, and the input that is being read. */
  readonly shared: SharedArrayBuffer;
}

export interface Run {
  readonly executions: number;
  readonly seconds: number;
  readonly findings: readonly (Finding & { readonly file: string })[];
}

export interface RunOptions {
  readonly seconds: number;
  readonly seed: number;
  /** An input that takes longer hangs. */
  readonly hangSeconds: number;
}

const POLL_MS = 100;
const HEAP_MB = 1024;

/** Fuzzes one format for so many seconds. A worker that hangs or dies is replaced while there is time. */
export async function runFormat(
  format: string,
  driver: string,
  kept: string,
  { seconds, seed, hangSeconds }: RunOptions,
): Promise<Run> {
  const began = performance.now();
  const findings: (Finding & { file: string })[] = [];
  let executions = 0;
  for (let round = 0; findings.length < 5; round++) {
    const left = seconds - (performance.now() - began) / 1000;
    if (left <= 0) break;
    const shared = new SharedArrayBuffer(8 + LONGEST_BYTES);
    const job: Job = { format, driver, kept, seconds: left, seed: seed + round * 1_000_003, shared };
    const found = await watch(job, hangSeconds);
    executions += new Int32Array(shared, 0, 1)[0] ?? 0;
    findings.push(...found.map((finding) => ({ ...finding, file: keep(kept, finding) })));
    if (found.every(({ kind }) => kind === 'throws')) break;
  }
  return { executions, seconds: (performance.now() - began) / 1000, findings };
}

/** Runs one worker to its end, or ends it when it makes no progress. */
function watch(job: Job, hangSeconds: number): Promise<Finding[]> {
  const worker = new Worker(path.join(import.meta.dirname, 'worker.ts'), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const state = new Int32Array(job.shared, 0, 2);
  const reading = (): Uint8Array => Uint8Array.from(new Uint8Array(job.shared, 8, state[1] ?? 0));
  const found: Finding[] = [];
  worker.on('message', (finding: Finding) => found.push(finding));
  worker.on('error', (error) => found.push({ kind: 'dies', said: String(error), bytes: reading() }));
  let last = { executions: -1, at: performance.now() };
  const timer = setInterval(() => {
    const executions = Atomics.load(state, 0);
    // Nothing was read yet while the driver is loading.
    if (executions !== last.executions || (executions === 0 && state[1] === 0))
      last = { executions, at: performance.now() };
    else if (performance.now() - last.at > hangSeconds * 1000) {
      clearInterval(timer);
      found.push({ kind: 'hangs', said: `No end within ${hangSeconds} s.`, bytes: reading() });
      void worker.terminate();
    }
  }, POLL_MS);
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearInterval(timer);
      resolve(found);
    });
  });
}

/** Keeps the input of a finding, so that it is read again in every run from now on. */
function keep(folder: string, { kind, bytes }: Finding): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(
    folder,
    `${kind}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`,
  );
  writeFileSync(file, bytes);
  return file;
}
