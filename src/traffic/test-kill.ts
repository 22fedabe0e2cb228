import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Numbers from 0 below 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Runs a script in a process of its own, which is killed `afterMs` after it wrote something to its output.
 *
 * @returns whether it was finished before, and when
 */
export async function runAndKill(
  script: string,
  args: readonly string[],
  afterMs: number,
): Promise<{ done: boolean; ms: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const began = performance.now();
  const timer = new AbortController();
  const code = await Promise.race([
    ended,
    sleep(afterMs, undefined, { signal: timer.signal }).then(
      () => {
        child.kill('SIGKILL');
        return ended;
      },
      () => ended,
    ),
  ]);
  timer.abort();
  return { done: code === 0, ms: performance.now() - began };
}

/** Every file of a folder with the hash of its content, without locks and what `passedOver` says. */
export const contents = (dir: string, passedOver: (file: string) => boolean = () => false): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.lock'))
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .filter((file) => !passedOver(file))
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(path.join(dir, file)))
          .digest('hex')}`,
    )
    .sort();
