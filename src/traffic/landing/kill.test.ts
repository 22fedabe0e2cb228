import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, emiPack, landFolder, temporaryFolder, usageFolder } from './test-usage.ts';

/** Kills with so many files at a time. */
const KILLS = [
  { parallel: 1, kills: 20 },
  { parallel: 2, kills: 8 },
];
const FILES = 12;
const CALLS = 1500;

/** Numbers from 0 below 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Files of several days each, all different. */
const input = usageFolder(
  Object.fromEntries(
    Array.from({ length: FILES }, (_, file) => [
      `emi/${String(file).padStart(2, '0')}.emi`,
      emiPack(
        Array.from({ length: CALLS }, (_, i) => ({
          connectDate: `2026-10-${String(1 + ((i + file) % 5)).padStart(2, '0')}`,
          connectTime: `${String(file).padStart(2, '0')}:00:00`,
          conversationMs: 100 * i,
          elapsedMs: 1_000_000,
        })),
      ),
    ]),
  ),
);

const LANDING = path.join(import.meta.dirname, 'index.ts');
const SCRIPT = `
  const { findUsageFiles, landFiles } = await import(${JSON.stringify(new URL(`file://${LANDING}`).href)});
  const files = findUsageFiles(process.argv[1]);
  process.stdout.write('ready');
  await landFiles(files, process.argv[2], { parallel: Number(process.argv[3]) });
`;

/** Lands in a process of its own, which is killed \`afterMs\` after it began. @returns whether it was finished before, and when */
async function landAndKill(
  store: string,
  parallel: number,
  afterMs: number,
): Promise<{ done: boolean; ms: number }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', SCRIPT, input, store, String(parallel)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
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

/** Every file of a store with the hash of its content. */
const contents = (store: string): string[] =>
  readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.lock'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map(
      (file) =>
        `${path.relative(store, file)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`,
    )
    .sort();

for (const { parallel, kills } of KILLS) {
  test(`killed at ${kills} moments, with ${parallel} at a time: nothing is lost, nothing is doubled`, async () => {
    const whole = temporaryFolder();
    const { ms } = await landAndKill(whole, parallel, 600_000);
    const next = random(20_061_130 + parallel);
    const expected = contents(whole);
    assert.equal(expected.length, FILES * (1 + 5));
    let store = temporaryFolder();
    let interrupted = 0;
    for (let kill = 0; kill < kills; kill++) {
      const { done } = await landAndKill(store, parallel, next() * ms);
      if (!done) interrupted += 1;
      // What was finished stays; a folder that has a report is whole.
      const there = contents(store).filter((file) => !file.startsWith('tmp-'));
      assert.deepEqual(
        there.filter((file) => !expected.includes(file)),
        [],
      );
      if (kill % 4 < 3 && !done) continue;
      const landed = await landFolder(input, store);
      assert.deepEqual(contents(store), expected);
      const [said] = await ask(
        landed,
        'SELECT count(*) AS n, sum(conversation_ms)::BIGINT AS ms, count(DISTINCT (file, line)) AS places FROM landed',
      );
      // 1,500 calls a file of 0, 0.1 … 149.9 seconds: 1,500 × 1,499 / 2 tenths.
      const n = BigInt(FILES * CALLS);
      assert.deepEqual(said, { n, ms: BigInt(FILES * ((CALLS * (CALLS - 1)) / 2) * 100), places: n });
      store = temporaryFolder();
    }
    assert.ok(interrupted > kills / 3, `${interrupted} of ${kills} were killed before they were finished`);
  });
}
