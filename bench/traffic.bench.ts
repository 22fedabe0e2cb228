/**
 * A month of calls from EMI text to bills, stage by stage: records a second, CPU time, memory, and the two ratios that are promised.
 *
 *   node bin/meetpoint.cjs node bench/traffic.bench.ts [--records 1000000] [--smoke] [--json] [--dir DIR]
 *
 * The month is made from a seed: 16,000 real thousands-blocks, 100,000 ported numbers, 50 trunk groups, three versions of prices, every
 * bucket, 0.5 % duplicates. What it must come to is worked out beside it, and asserted: calls by bucket and reason, milliseconds, and
 * cents. Each stage runs in a process of its own, so that its memory is its own; times are by the wall and by the processor.
 */
import { spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version as duckDbVersion } from '@duckdb/node-api';
import { usageCharges } from '../src/articles/interconnection/index.ts';
import { interconnectionAgreement } from '../src/articles/interconnection/test-agreement.ts';
import { sumCents } from '../src/base/money.ts';
import { unwrap } from '../src/base/result.ts';
import { EmiFile } from '../src/formats/emi/index.ts';
import { openBytes } from '../src/formats/lines.ts';
import { parquetRelation, select, withDuckDb } from '../src/traffic/duck.ts';
import { CALLS_PARQUET, listCalls, prepareMonth, rateMonth } from '../src/traffic/index.ts';
import type { UsageSummary } from '../src/traffic/index.ts';
import { LANDED_COLUMNS } from '../src/traffic/landed.ts';
import { findUsageFiles, landFiles } from '../src/traffic/landing/index.ts';
import type { Landed } from '../src/traffic/landing/index.ts';
import { expected, withPrices } from './traffic/expect.ts';
import { makeTemplates, seeded } from './traffic/templates.ts';
import { writeMonth } from './traffic/write-month.ts';
import { makeWorld, writeNumbering, writeWorld } from './traffic/world.ts';

const SEED = 20_261_001;
const ENGINES = Math.min(2, availableParallelism());

interface Stage {
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly totals: Readonly<Record<string, unknown>>;
}

type Work = (dir: string) => Promise<Pick<Stage, 'records' | 'totals'>>;

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    dir: { type: 'string' },
    stage: { type: 'string' },
  },
});

/** Reads every line, checks every field, and keeps nothing. */
async function parse(dir: string): ReturnType<Work> {
  let [records, conversationMs] = [0, 0];
  for (const file of readdirSync(path.join(dir, 'usage/emi')).sort()) {
    const emi = new EmiFile(file);
    const onLine = (line: { kind: string; conversationMs: number }): void => {
      if (line.kind !== 'record') return;
      records += 1;
      conversationMs += line.conversationMs;
    };
    for await (const chunk of openBytes(path.join(dir, 'usage/emi', file))) emi.push(chunk as Buffer, onLine);
    emi.flush(onLine);
    emi.end(onLine);
  }
  return { records, totals: { conversationMs } };
}

const LANDING = 'landing.json';
const SUMMARIES = 'summaries.json';
const storeOf = (dir: string): string => path.join(dir, 'store');

async function land(dir: string): ReturnType<Work> {
  rmSync(storeOf(dir), { recursive: true, force: true });
  const landed = await landFiles(findUsageFiles(dir), storeOf(dir), { parallel: ENGINES });
  writeFileSync(path.join(dir, LANDING), JSON.stringify(landed));
  const records = landed.files.reduce((sum, { read }) => sum + read, 0);
  const bytes = landed.parts.reduce((sum, part) => sum + statSync(part.path).size, 0);
  return { records, totals: { megabytes: Math.round(bytes / 1e6) } };
}

/** Every column of every landed record, added up by the engine with one thread. */
async function scan(dir: string): ReturnType<Work> {
  const parts = globSync(path.join(storeOf(dir), '**/*.parquet')).sort();
  const sums = Object.entries(LANDED_COLUMNS).map(([name, { type }]) =>
    type === 'VARCHAR' ? `max(${name})` : type === 'BOOLEAN' ? `bool_and(${name})` : `sum(${name})`,
  );
  const [row] = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT count(*) AS n, sum(conversation_ms)::BIGINT AS ms, ${sums.join(', ')} FROM ${parquetRelation(parts)}`,
    ),
  );
  return { records: Number(row?.['n']), totals: { conversationMs: Number(row?.['ms']) } };
}

/** Landed records to bills. */
async function rate(dir: string): ReturnType<Work> {
  const landed = JSON.parse(readFileSync(path.join(dir, LANDING), 'utf8')) as Landed;
  const agreement = interconnectionAgreement({ edit: withPrices });
  const prepared = prepareMonth({
    agreement,
    month: '2026-10',
    networkDir: path.join(dir, 'network'),
    numberingDir: path.join(dir, 'numbering'),
  });
  const work = { workDir: path.join(dir, 'work'), storeDir: storeOf(dir), engines: ENGINES };
  const month = unwrap(await rateMonth(unwrap(prepared), landed, work));
  const charges = unwrap(usageCharges(agreement, month.summaries));
  writeFileSync(path.join(dir, SUMMARIES), JSON.stringify(month.summaries));
  const calls: Record<string, number> = {};
  for (const { bucket, calls: n } of month.minutesByBucket) calls[bucket] = n;
  for (const { reason, records } of month.reasons) calls[reason] = records;
  return {
    records: month.counts.read,
    totals: {
      calls,
      conversationMs: month.minutesByBucket.reduce((sum, { recordedMs }) => sum + recordedMs, 0),
      lines: charges.length,
      cents: String(sumCents(charges.map(({ amount }) => amount))),
    },
  };
}

const DRILLS = 100;

/** From a line of a bill to its first hundred calls, their number and their time. */
async function drill(dir: string): ReturnType<Work> {
  const random = seeded(SEED);
  const summaries = JSON.parse(readFileSync(path.join(dir, SUMMARIES), 'utf8')) as UsageSummary[];
  const priced = summaries.filter(({ payer }) => payer !== undefined);
  const times: number[] = [];
  for (let n = 0; n < DRILLS; n++) {
    const summary = priced[Math.floor(random() * priced.length)] as UsageSummary;
    const started = performance.now();
    const found = await listCalls(path.join(dir, 'work', CALLS_PARQUET), {
      trunkGroup: summary.trunkGroup,
      bucket: summary.bucket,
      direction: summary.direction,
      period: { from: summary.periodFrom, to: summary.periodTo },
      between: 'parties',
    });
    times.push(performance.now() - started);
    if (found.total !== summary.calls)
      throw new Error(`${found.total} calls were found, ${summary.calls} are billed.`);
  }
  const sorted = times.sort((x, y) => x - y);
  const at = (share: number): number => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  return { records: DRILLS, totals: { p50ms: at(0.5), p95ms: at(0.95), maxMs: at(1) } };
}

const STAGES: Readonly<Record<string, Work>> = { parse, land, scan, rate, drill };

function inProcess(stage: string, dir: string): Stage {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--stage', stage, '--dir', dir],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 },
  );
  if (child.status !== 0) throw new Error(`Stage ${stage} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout) as Stage;
}

async function runStage(name: string, dir: string): Promise<void> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const result = await (STAGES[name] as Work)(dir);
  const used = process.cpuUsage(cpu);
  const stage: Stage = {
    ...result,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(JSON.stringify(stage));
}

function assertEqual(what: string, got: unknown, wanted: unknown): void {
  const [a, b] = [got, wanted].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}.`);
}

const sorted = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

function main(): void {
  const wanted = values.smoke ? 60_000 : Number(values.records);
  const dir = values.dir ?? mkdtempSync(path.join(tmpdir(), 'meetpoint-bench-'));
  mkdirSync(dir, { recursive: true });
  try {
    const world = makeWorld();
    writeWorld(world, path.join(dir, 'network'));
    writeNumbering(world, path.join(dir, 'numbering'));
    const random = seeded(SEED);
    const { templates, often } = makeTemplates(world, random);
    const tally = writeMonth(dir, wanted, templates, often, random);
    const must = expected(templates, tally);
    const stages: Record<string, Stage> = {};
    for (const name of Object.keys(STAGES)) {
      stages[name] = inProcess(name, dir);
      if (name !== 'drill') assertEqual(`records of ${name}`, stages[name].records, tally.records);
    }
    const { calls, cents } = (stages['rate'] as Stage).totals as {
      calls: Record<string, number>;
      cents: string;
    };
    assertEqual('calls by bucket and reason', sorted(calls), sorted(must.calls));
    assertEqual('cents', cents, String(must.cents));
    report({ tally, must, stages });
  } finally {
    if (values.dir === undefined) rmSync(dir, { recursive: true, force: true });
  }
}

function report({
  tally,
  must,
  stages,
}: {
  tally: { records: number; bytes: number; duplicates: number };
  must: ReturnType<typeof expected>;
  stages: Readonly<Record<string, Stage>>;
}): void {
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    duckdb: duckDbVersion(),
    engines: ENGINES,
  };
  const of = (name: string): Stage => stages[name] as Stage;
  const ratios = {
    textToBillOverParseByWall: (of('land').seconds + of('rate').seconds) / of('parse').seconds,
    textToBillOverParseByCpu: (of('land').cpuSeconds + of('rate').cpuSeconds) / of('parse').cpuSeconds,
    landedToBillOverScanByWall: of('rate').seconds / of('scan').seconds,
    landedToBillOverScanByCpu: of('rate').cpuSeconds / of('scan').cpuSeconds,
  };
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ machine, tally, stages, ratios }, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`,
    );
    return;
  }
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );
  console.log(
    `${tally.records.toLocaleString('en-US')} records, ${Math.round(tally.bytes / 1e6)} MB of EMI text, ${tally.duplicates} duplicates\n`,
  );
  console.log('stage    records/s   seconds  CPU seconds   peak MB');
  for (const [name, stage] of Object.entries(stages)) {
    const perSecond = Math.round(stage.records / stage.seconds).toLocaleString('en-US');
    console.log(
      `${name.padEnd(6)} ${perSecond.padStart(11)} ${stage.seconds.toFixed(2).padStart(9)} ${stage.cpuSeconds.toFixed(2).padStart(12)} ${String(stage.peakMegabytes).padStart(9)}`,
    );
  }
  const { p50ms, p95ms, maxMs } = of('drill').totals;
  console.log(`\nfrom a bill line to its calls: p50 ${p50ms} ms, p95 ${p95ms} ms, longest ${maxMs} ms`);
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name} ${ratio.toFixed(2)}`);
  console.log(
    `\nas worked out beside it: ${must.cents} cents, ${sorted(must.calls)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')}`,
  );
}

if (values.stage !== undefined && values.dir !== undefined) await runStage(values.stage, values.dir);
else main();
