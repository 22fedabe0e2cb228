/**
 * Questions before an order at speed: so many a second over HTTP, from a program with a token, of a plant of a million loops.
 *
 *   node bin/meetpoint.cjs node bench/pre-order.bench.ts [--loops 1000000] [--rate 200] [--seconds 30] [--smoke] [--json]
 *
 * The server is a process of its own over a database that writes durably; DATABASE_URL names another. Questions are sent when they are
 * due, whether or not those before are answered: what waits counts as time. Every answer is known beforehand and asserted, and every
 * question must be on the log; times are not asserted, because machines differ.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadAgreement } from '../src/agreement/load.ts';
import { migrations, registerAgreement } from '../src/app/database.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { loadPlant } from '../src/network/plant/load-plant.ts';
import { addClient } from '../src/parties/api-clients.ts';
import { systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/database.ts';
import { silentLog } from '../src/platform/log.ts';
import { assertEqual, machine } from './orders/ground.ts';
import { watchFlushes } from './pre-order/flushes.ts';
import { writeBenchPlant } from './pre-order/plant.ts';
import { question } from './pre-order/questions.ts';

const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [loops, rate, seconds] = values.smoke
  ? [4_000, 50, 2]
  : [Number(values.loops), Number(values.rate), Number(values.seconds)];
const say = (text: string): void => {
  if (!values.json) console.log(text);
};
const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
};

const dataFolder = mkdtempSync(path.join(tmpdir(), 'meetpoint-bench-pre-order-'));
const url = process.env['DATABASE_URL'];
const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const db = await openDatabase({
  dataFolder,
  migrations,
  log: silentLog,
  clock: systemClock,
  ...(url ? { url } : {}),
});
let server: ChildProcessByStdio<null, Readable, null> | undefined;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Waits until the server has done what follows a load of millions of rows: questions come in the morning, plants at night. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const [row] = await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ vacuumed: boolean; busy: boolean }>(
        `SELECT (SELECT last_autovacuum IS NOT NULL FROM pg_stat_all_tables WHERE relname = 'loop_record') AS vacuumed,
                EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') AS busy`,
      ),
    );
    if (row?.vacuumed === true && !row.busy) return;
    await sleep(5_000);
  }
}

try {
  await registerAgreement(db, agreement, []);
  const { ilec, clec } = agreement.parties;
  const { dir, places } = await writeBenchPlant(loops);
  const begun = performance.now();
  const counts = unwrap(await loadPlant(db, ilec, dir));
  const loading = (performance.now() - begun) / 1_000;
  rmSync(dir, { recursive: true });
  if (!values.smoke) await settled();
  assertEqual('loops loaded', counts['loops.jsonl'], places * 2);
  const client = unwrap(
    await addClient(
      db,
      { party: clec, who: 'bench' },
      { name: 'Bench', scopes: ['pre-order:query', 'customers:view'] },
      systemClock,
    ),
  );

  const started = spawn(
    process.execPath,
    [fileURLToPath(new URL('./pre-order/serve.ts', import.meta.url)), dataFolder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<Record<string, number>> =>
    JSON.parse((await lines.next()).value as string) as Record<string, number>;

  server = started;
  const { port } = await said();
  const send = async (target: string, headers: Record<string, string>, body: string) => {
    const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path: target, headers });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return {
      status: answer.statusCode,
      body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
    };
  };
  const token = await send(
    '/api/token',
    { 'content-type': 'application/x-www-form-urlencoded' },
    `grant_type=client_credentials&client_id=${client.client.id}&client_secret=${client.secret.secret}`,
  );
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${String(token.body['access_token'])}`,
  };
  const asked = async (n: number): Promise<[string, number]> => {
    const one = question(n, places);
    const start = performance.now();
    const answer = await send(
      `/api/agreements/${agreement.id}/pre-order/${one.function}`,
      headers,
      JSON.stringify(one.body),
    );
    const took = performance.now() - start;
    assertEqual(
      `${one.function} ${JSON.stringify(one.body)} → ${answer.status} ${JSON.stringify(answer.body['problems'] ?? answer.body)}`,
      [answer.body['outcome'], answer.body['value']],
      [one.outcome, one.value],
    );
    return [one.function, took];
  };
  // Connections, plans and compiled code are there before anything is measured.
  const warm = values.smoke ? 20 : 400;
  for (let n = 0; n < warm; n += 1) await asked(n);

  const count = rate * seconds;
  const endFlushes = watchFlushes(dataFolder);
  const start = performance.now();
  const open: Promise<[string, number]>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = start + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const late = performance.now() - due;
    // What was sent late because this process was busy is the asker's fault, and counts all the same.
    open.push(asked(warm + n).then(([name, took]) => [name, took + late]));
  }
  const times = await Promise.all(open);
  const flushes = await endFlushes();
  const elapsed = (performance.now() - start) / 1_000;
  const [logged] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ n: number }>(`SELECT count(*)::integer AS n FROM pre_order_query WHERE outcome = 'answered'`),
  );
  assertEqual('questions on the log', logged?.n, warm + count);
  const byFunction = Map.groupBy(times, ([name]) => name);
  const all = times.map(([, took]) => took);
  const stopped = said();
  started.kill('SIGTERM');
  const { peakMegabytes, processorMilliseconds = 0 } = await stopped;
  const result = {
    machine: machine(),
    load: Number(loadavg()[0]?.toFixed(1)),
    loops: places * 2,
    loading: Number(loading.toFixed(1)),
    asked: count,
    perSecond: Math.round(count / elapsed),
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    p99: percentile(all, 0.99),
    functions: Object.fromEntries(
      [...byFunction].map(([name, some]) => [
        name,
        percentile(
          some.map(([, took]) => took),
          0.95,
        ),
      ]),
    ),
    flush: { p95: percentile(flushes, 0.95), p99: percentile(flushes, 0.99), most: percentile(flushes, 1) },
    peakMegabytes,
    processor: Number((processorMilliseconds / (warm + count)).toFixed(2)),
  };
  if (values.json) console.log(JSON.stringify(result));
  say(`${result.machine}, load ${result.load}`);
  say(
    `${result.loops.toLocaleString('en-US')} loops loaded in ${result.loading} s (${Math.round(result.loops / loading).toLocaleString('en-US')}/s)`,
  );
  say(
    `${result.asked} questions at ${result.perSecond}/s: p50 ${result.p50} ms, p95 ${result.p95} ms, p99 ${result.p99} ms (wanted: p95 under 20 ms at 200/s)`,
  );
  for (const [name, p95] of Object.entries(result.functions)) say(`  ${name}: p95 ${p95} ms`);
  say(
    `the disk, tried beside them: a page is kept in ${result.flush.p95} ms (p95), ${result.flush.p99} ms (p99), at most ${result.flush.most} ms`,
  );
  say(
    `the server, the database apart: ${result.processor} ms of processor time a question, peak of memory ${result.peakMegabytes} MB`,
  );
} finally {
  agent.destroy();
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await db.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
