/**
 * One month on both engines: CPU time, elapsed time, memory and bytes a record of rating it, and that the sums are equal.
 *
 *   node bin/meetpoint.cjs node bench/engines.bench.ts [--records 1000000] [--smoke] [--json]
 *
 * The records are made from a seed, with every bucket, duplicates and other recording points in them, and are landed before the clock
 * starts. Each engine runs in a process of its own. CPU time is user and system time of the whole process, which other work on the machine
 * disturbs less than elapsed time. ClickHouse is the embedded one (tools/clickhouse) and is left out where it is not installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { unwrap } from '../src/base/result.ts';
import { rows } from '../src/traffic/engine/cluster.ts';
import type { Cluster } from '../src/traffic/engine/cluster.ts';
import { rateOnClickHouse } from '../src/traffic/engine/rate.ts';
import { everySource, testMonth } from '../src/traffic/engine/test-month.ts';
import { rateCalls } from '../src/traffic/rate.ts';
import type { CallGroup, RateInput } from '../src/traffic/rate.ts';
import { trafficAgreement } from '../src/traffic/test-agreement.ts';
import { openEmbeddedClickHouse, withoutClickHouse } from '../tools/clickhouse/embedded.ts';

interface Measured {
  readonly engine: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Stored rated calls, in bytes. */
  readonly storedBytes: number;
  readonly rated: number;
  readonly sums: string;
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    engine: { type: 'string' },
    parts: { type: 'string' },
  },
});

const count = values.smoke ? 20_000 : Number(values.records);
const agreement = trafficAgreement({ edit: everySource });

const bytesIn = (dir: string): number =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(path.join(dir, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);

async function onDuckDb(input: RateInput, dir: string) {
  const calls = path.join(dir, 'calls');
  const groups = await rateCalls(input, calls, { engines: 1 });
  return { groups, storedBytes: bytesIn(calls) };
}

async function onClickHouse(input: RateInput) {
  const client = openEmbeddedClickHouse();
  const cluster: Cluster = {
    shards: [{ client, database: 'bench' }],
    everywhere: (table) => `"bench"."${table}"`,
  };
  const groups = unwrap(await rateOnClickHouse(input, cluster));
  const [stored] = await rows(
    cluster.shards[0],
    "SELECT toUInt32(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE active AND database = 'bench' AND table = 'calls'",
  );
  await client.close();
  return { groups, storedBytes: Number(stored?.['bytes']) };
}

const sumOf = (groups: readonly CallGroup[]): number => groups.reduce((sum, { calls }) => sum + calls, 0);

/** One engine, in this process. */
async function measure(engine: string, dir: string): Promise<Measured> {
  const input = (await testMonth(
    agreement,
    0,
    JSON.parse(readFileSync(path.join(dir, 'parts.json'), 'utf8')),
  )) as RateInput;
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const { groups, storedBytes } =
    engine === 'DuckDB' ? await onDuckDb(input, dir) : await onClickHouse(input);
  const used = process.cpuUsage(cpu);
  return {
    engine,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    storedBytes,
    rated: sumOf(groups),
    sums: createHash('sha256').update(JSON.stringify(groups)).digest('hex').slice(0, 16),
  };
}

function inProcess(engine: string, dir: string): Measured {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--engine', engine, '--parts', dir], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${engine} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout) as Measured;
}

async function main(): Promise<void> {
  const month = await testMonth(agreement, count);
  try {
    writeFileSync(path.join(month.dir, 'parts.json'), JSON.stringify(month.parts));
    const landedBytes = month.parts.reduce((sum, part) => sum + statSync(part.path).size, 0);
    const engines = withoutClickHouse() === false ? ['DuckDB', 'ClickHouse'] : ['DuckDB'];
    const measured = engines.map((engine) => inProcess(engine, month.dir));
    for (const { engine, rated, sums } of measured) {
      if (rated !== count) throw new Error(`${engine} rated ${rated} of ${count} records.`);
      if (sums !== measured[0]?.sums) throw new Error(`${engine} has other sums.`);
    }
    const machine = `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, node ${process.version}`;
    if (values.json) console.log(JSON.stringify({ machine, count, landedBytes, measured }, null, 2));
    else print(machine, landedBytes, measured);
  } finally {
    rmSync(month.dir, { recursive: true, force: true });
  }
}

function print(machine: string, landedBytes: number, measured: readonly Measured[]): void {
  console.log(machine);
  console.log(
    `${count} records, ${(landedBytes / count).toFixed(1)} bytes a record landed; the same sums on each engine\n`,
  );
  console.log('engine       µs CPU a record   seconds   peak MB   bytes a record stored');
  for (const { engine, cpuSeconds, seconds, peakMegabytes, storedBytes } of measured)
    console.log(
      `${engine.padEnd(12)} ${((cpuSeconds / count) * 1e6).toFixed(2).padStart(15)} ${seconds.toFixed(2).padStart(9)} ${String(peakMegabytes).padStart(9)} ${(storedBytes / count).toFixed(1).padStart(23)}`,
    );
}

if (values.engine !== undefined && values.parts !== undefined)
  process.stdout.write(JSON.stringify(await measure(values.engine, values.parts)));
else await main();
