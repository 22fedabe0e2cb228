import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.ts';
import { closeTraffic } from './close.ts';
import { CALLS_PARQUET } from './rate-month.ts';
import { trafficAgreement } from './test-agreement.ts';
import { contents, random, runAndKill } from './test-kill.ts';
import { emiFile, inputFolder } from './test-month.ts';
import type { Call } from './test-month.ts';

const KILLS = 20;
const FILES = 4;
const CALLS = 1000;
const AGAIN = 100;
/** Blocks change hands on these days, so that each is rated under a plan of its own. */
const CHANGES = ['2026-10-08', '2026-10-15', '2026-10-22'];

/** Calls of 0.1 to 100 seconds from a number for each, spread over the month. */
const calls = (file: number): Call[] =>
  Array.from({ length: CALLS }, (_, i) => ({
    connectDate: `2026-10-${String(1 + (i % 28)).padStart(2, '0')}`,
    connectTime: `${String(8 + file).padStart(2, '0')}:00:00`,
    fromNumber: String(5_737_773_000 + i),
    conversationMs: 100 * (i + 1),
  }));

const packs = Array.from({ length: FILES }, (_, file) => calls(file));
const names = ['a.emi', 'b.emi', 'c.emi', 'd.emi'];
// The last file has the first calls of the first once more.
const emi = Object.fromEntries(
  packs.map((pack, file) => [
    names[file],
    emiFile(file === FILES - 1 ? [...pack, ...calls(0).slice(0, AGAIN)] : pack),
  ]),
);

/** A table of numbers that were ported on those days: none of them is called. */
function ported(dir: string): void {
  const rows = CHANGES.map((day, at) => `573999000${at},5738750000,${day},,assumed,made for a test`);
  writeFileSync(
    path.join(dir, 'ported-numbers.csv'),
    `tn,lrn,effective_from,effective_to,provenance,source\n${rows.join('\n')}\n`,
  );
}
const inputDir = inputFolder({ emi, network: ported });

/** Of the blocks of the state, all of which would take most of the time, those of the callers and the called. */
const NUMBERING = path.join(import.meta.dirname, '../../reference/numbering');
const BLOCKS = 'missouri-thousands-blocks.csv';
const numberingDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-numbering-'));
writeFileSync(
  path.join(numberingDir, BLOCKS),
  readFileSync(path.join(NUMBERING, BLOCKS), 'utf8')
    .split('\n')
    .filter((line) => /^(npa|573,777|573,874),/.test(line))
    .join('\n'),
);

const ROOM = new URL('.', import.meta.url).href;
const SCRIPT = `
  const { closeTraffic } = await import(${JSON.stringify(`${ROOM}close.ts`)});
  const { trafficAgreement } = await import(${JSON.stringify(`${ROOM}test-agreement.ts`)});
  const [inputDir, numberingDir, workDir, storeDir] = process.argv.slice(1);
  const agreement = trafficAgreement();
  process.stdout.write('ready');
  const closed = await closeTraffic({ agreement, month: '2026-10', inputDir, numberingDir, workDir, storeDir, engines: 2 });
  if (!closed.ok) throw new Error(JSON.stringify(closed.problems));
`;

const agreement = trafficAgreement();
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'meetpoint-kill-'));
const storeOf = (workDir: string): string => path.join(workDir, 'store');
const close = async (workDir: string) =>
  unwrap(
    await closeTraffic({
      agreement,
      month: '2026-10',
      inputDir,
      numberingDir,
      workDir,
      storeDir: storeOf(workDir),
      engines: 2,
    }),
  );
const closeAndKill = (workDir: string, afterMs: number) =>
  runAndKill(SCRIPT, [inputDir, numberingDir, workDir, storeOf(workDir)], afterMs);

test(`landing and rating killed at ${KILLS} moments: done again, nothing is lost and nothing is double`, async () => {
  const whole = folder();
  const { done, ms } = await closeAndKill(whole, 600_000);
  assert.ok(done);
  const expected = contents(whole);
  const parts = readdirSync(path.join(whole, CALLS_PARQUET)).filter((name) => name.endsWith('.parquet'));
  assert.equal(parts.length, 1 + CHANGES.length);
  const next = random(20_061_130);
  let [interrupted, inRating] = [0, 0];
  let workDir = folder();
  for (let kill = 0; kill < KILLS; kill++) {
    const killed = await closeAndKill(workDir, next() * ms);
    if (!killed.done) interrupted += 1;
    if (!killed.done && contents(workDir).some((file) => file.startsWith(CALLS_PARQUET))) inRating += 1;
    // Some are killed again where they were left, some on a month that was whole.
    if (kill % 3 > 0 && kill < KILLS - 1) continue;
    const { counts, summaries } = await close(workDir);
    // 4,000 calls and 100 of them once more.
    assert.deepEqual(counts, {
      read: FILES * CALLS + AGAIN,
      rated: 0,
      zeroRated: FILES * CALLS,
      nonBillable: 0,
      duplicate: AGAIN,
      held: 0,
      rejected: 0,
    });
    // 0.1 + 0.2 + … + 100.0 seconds: 1,000 × 1,001 ÷ 2 tenths a file.
    const talkedMs = summaries.reduce((sum, { conversationMs }) => sum + conversationMs, 0);
    assert.equal(talkedMs, FILES * ((CALLS * (CALLS + 1)) / 2) * 100);
    assert.deepEqual(contents(workDir), expected);
    if (kill % 2 === 0) workDir = folder();
  }
  assert.ok(interrupted > KILLS / 3, `${interrupted} of ${KILLS} were killed before they were finished`);
  assert.ok(inRating > 0, 'none was killed while it rated');
});
