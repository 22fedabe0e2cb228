import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { contents, random, runAndKill } from '../test-kill.ts';
import { ask, emiPack, landFolder, temporaryFolder, usageFolder } from './test-usage.ts';

/** Kills with so many files at a time. */
const KILLS = [
  { parallel: 1, kills: 20 },
  { parallel: 2, kills: 8 },
];
const FILES = 12;
const CALLS = 1500;

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

const landAndKill = (store: string, parallel: number, afterMs: number) =>
  runAndKill(SCRIPT, [input, store, String(parallel)], afterMs);

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
