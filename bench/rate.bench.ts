/**
 * Records a second and peak memory of decoding, jurisdiction and rating, beside parsing alone in the same run.
 *
 *   node bin/meetpoint.cjs node bench/rate.bench.ts [--records 1000000] [--smoke] [--json]
 *
 * The input is the example month, repeated. Copies of a file have their connect times moved by whole seconds, so that no copy is a
 * duplicate of another. Each stage runs in a process of its own, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { version as duckDbVersion } from '@duckdb/node-api';
import { sumCents } from '../src/base/money.ts';
import { unwrap } from '../src/base/result.ts';
import { usageCharges } from '../src/articles/interconnection/index.ts';
import { interconnectionAgreement } from '../src/articles/interconnection/test-agreement.ts';
import { EmiLine } from '../src/formats/emi/index.ts';
import { LineSplitter, openBytes } from '../src/formats/lines.ts';
import { closeTraffic } from '../src/traffic/index.ts';

const EXAMPLE = fileURLToPath(new URL('../examples/october-2026', import.meta.url));
const LINE = 176;
const HOUR_AT = 54;

interface Stage {
  readonly records: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly totals: Readonly<Record<string, string | number>>;
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    stage: { type: 'string' },
    dir: { type: 'string' },
  },
});

/** Uncompressed copies of the month until there are enough records. @returns bytes written and records of one copy. */
function prepare(dir: string, wanted: number): { bytes: number; copies: number; records: number } {
  mkdirSync(path.join(dir, 'usage/emi'), { recursive: true });
  cpSync(path.join(EXAMPLE, 'network'), path.join(dir, 'network'), { recursive: true });
  const from = path.join(EXAMPLE, 'usage/emi');
  const files = readdirSync(from).sort();
  let [records, bytes, copies] = [0, 0, 0];
  while (records < wanted) {
    for (const file of files) {
      if (records >= wanted) break;
      const content = gunzipSync(readFileSync(path.join(from, file)));
      if (copies > 0) shift(content, copies);
      records += content
        .toString('latin1')
        .split('\n')
        .filter((line) => line !== '' && !/^20200[12]/.test(line)).length;
      bytes += content.length;
      writeFileSync(
        path.join(dir, 'usage/emi', `${String(copies).padStart(3, '0')}-${file.slice(0, -3)}`),
        content,
      );
    }
    copies += 1;
  }
  return { bytes, copies, records };
}

/** Moves each whole detail line's connect time by `copies` minutes, within its hour, and its seconds with the rest. */
function shift(content: Buffer, copies: number): void {
  let start = 0;
  for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, start)) {
    const whole = end - start === LINE - 1 && content[start] === 49;
    const minutes = Number(content.toString('latin1', start + HOUR_AT + 2, start + HOUR_AT + 4));
    if (whole && minutes <= 59)
      content.write(String((minutes + copies) % 60).padStart(2, '0'), start + HOUR_AT + 2, 'latin1');
    start = end + 1;
  }
}

/** Decoding only: every line read, checked and counted. */
async function parseOnly(dir: string): Promise<Pick<Stage, 'records' | 'totals'>> {
  const line = new EmiLine();
  let [records, usable, milliseconds] = [0, 0, 0];
  for (const file of readdirSync(path.join(dir, 'usage/emi')).sort()) {
    const splitter = new LineSplitter();
    const take = (bytes: Buffer, start: number, end: number, number: number, offset: number): void => {
      const { kind, conversationMs } = line.read(bytes, start, end, number, offset);
      if (kind === 'header' || kind === 'trailer') return;
      records += 1;
      if (kind !== 'record') return;
      usable += 1;
      milliseconds += conversationMs;
    };
    for await (const chunk of openBytes(path.join(dir, 'usage/emi', file)))
      splitter.push(chunk as Buffer, take);
    splitter.end(take);
  }
  return { records, totals: { usable, conversationMs: milliseconds } };
}

/** Decode, land, identify, rule, measure, sum and price. */
async function rate(dir: string): Promise<Pick<Stage, 'records' | 'totals'>> {
  const agreement = interconnectionAgreement();
  const month = unwrap(
    await closeTraffic({ agreement, month: '2026-10', inputDir: dir, workDir: path.join(dir, 'work') }),
  );
  const charges = unwrap(usageCharges(agreement, month.summaries));
  const { read, rated, zeroRated, nonBillable, duplicate, held, rejected } = month.counts;
  assertEqual('outcomes', rated + zeroRated + nonBillable + duplicate + held + rejected, read);
  const recorded = month.minutesByBucket.reduce((sum, bucket) => sum + bucket.recordedMs, 0);
  const once = month.summaries.filter(({ callsAgain }) => !callsAgain);
  const summed = once.reduce((sum, summary) => sum + summary.conversationMs, 0);
  assertEqual('conversation time', recorded, summed);
  return {
    records: read,
    totals: {
      rated,
      zeroRated,
      duplicate,
      held,
      rejected,
      lines: charges.length,
      cents: String(sumCents(charges.map((c) => c.amount))),
    },
  };
}

function assertEqual(what: string, got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${what}: ${got} is not ${wanted}.`);
}

const STAGES: Readonly<Record<string, (dir: string) => Promise<Pick<Stage, 'records' | 'totals'>>>> = {
  parse: parseOnly,
  rate,
};

function inProcess(stage: string, dir: string): Stage {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--stage', stage, '--dir', dir],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.status !== 0) throw new Error(`Stage ${stage} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout) as Stage;
}

async function runStage(name: string, dir: string): Promise<void> {
  const started = performance.now();
  const result = await STAGES[name]?.(dir);
  const seconds = (performance.now() - started) / 1000;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ ...result, seconds, peakMegabytes }));
}

function main(): void {
  const wanted = values.smoke ? 50_000 : Number(values.records);
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-bench-'));
  try {
    const input = prepare(dir, wanted);
    const stages = Object.fromEntries(Object.keys(STAGES).map((name) => [name, inProcess(name, dir)]));
    for (const [name, stage] of Object.entries(stages))
      assertEqual(`records of ${name}`, stage.records, input.records);
    const machine = {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      duckdb: duckDbVersion(),
      threads: 1,
    };
    if (values.json) process.stdout.write(`${JSON.stringify({ machine, input, stages }, null, 2)}\n`);
    else print(machine, input, stages);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function print(
  machine: Readonly<Record<string, string | number>>,
  input: { bytes: number; copies: number; records: number },
  stages: Readonly<Record<string, Stage>>,
): void {
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );
  console.log(
    `${input.records} records, ${Math.round(input.bytes / 1e6)} MB, ${input.copies} copies of the example month or part of it\n`,
  );
  console.log('stage        records/s   seconds   peak MB   totals');
  for (const [name, stage] of Object.entries(stages)) {
    const perSecond = Math.round(stage.records / stage.seconds).toLocaleString('en-US');
    const totals = Object.entries(stage.totals)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
    console.log(
      `${name.padEnd(10)} ${perSecond.padStart(11)} ${stage.seconds.toFixed(2).padStart(9)} ${String(stage.peakMegabytes).padStart(9)}   ${totals}`,
    );
  }
}

if (values.stage !== undefined && values.dir !== undefined) await runStage(values.stage, values.dir);
else main();
