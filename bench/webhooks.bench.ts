/**
 * Notices at speed: events of many cases are told to partners, one of whom refuses every fifth attempt; what recording an event costs
 * with nobody to be told; each notice is delivered, and counted once by its id.
 *
 *   node bin/meetpoint.cjs node bench/webhooks.bench.ts [--events 2500] [--smoke] [--json]
 *
 * A server of its own, which writes durably; DATABASE_URL names another. Counts are asserted, times are not.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { unwrap } from '../src/base/result.ts';
import { cloudEvents } from '../src/gateways/webhooks/cloud-events.ts';
import { startDelivering } from '../src/gateways/webhooks/deliver.ts';
import { sealingKey } from '../src/gateways/webhooks/secret.ts';
import { addSubscription } from '../src/gateways/webhooks/subscriptions.ts';
import { systemClock } from '../src/platform/clock.ts';
import { silentLog } from '../src/platform/log.ts';
import { assertEqual, machine, openGround } from './orders/ground.ts';
import type { Ground } from './orders/ground.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '2500' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const events = values.smoke ? 100 : Number(values.events);
const single = values.smoke ? 50 : 1_000;
/** Three partners that take what comes, and one that refuses every fifth attempt. */
const REFUSED = [0, 0, 0, 5];
const KEY = sealingKey('of a bench');

const ground = await openGround();
const receivers = REFUSED.map(
  (refused) => new Worker(new URL('./webhooks/receiver.ts', import.meta.url), { workerData: { refused } }),
);
const addresses = Promise.all(receivers.map(async (one) => (await next(one)) as string));
try {
  const recording = await costOfRecording(ground);
  const urls = await addresses;
  await ground.db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const url of urls) {
      const wanted = {
        party: ground.agreement.parties.clec,
        url,
        format: 'cloudevents',
        at: at(),
        who: 'bench',
      };
      unwrap(
        await addSubscription(tx, wanted, {
          key: KEY,
          formats: ['cloudevents'],
          events: [],
          allowPrivate: true,
        }),
      );
    }
  });
  await putEvents(ground, 'N', events, events);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const stop = startDelivering({
    db: ground.db,
    agreements: new Map(),
    formats: [cloudEvents],
    key: KEY,
    baseUrl: 'http://localhost',
    clock: systemClock,
    log: silentLog,
    allowPrivate: true,
    settings: { schedule: [0.2, 0.2, 0.5, 0.5, 1, 1, 2, 2, 2, 2] },
  });
  let left = await waiting(ground);
  while (left > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    left = await waiting(ground);
  }
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  await stop();
  const counts = await Promise.all(
    receivers.map(async (one) => {
      const counted = next(one);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      one.postMessage('count');
      return (await counted) as { attempts: number; distinct: number; twice: number };
    }),
  );
  for (const { distinct } of counts) assertEqual('notices that a partner had', distinct, events);
  const [stored] = await ground.db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ delivered: number; attempts: number }>(
      "SELECT count(*) FILTER (WHERE status = 'delivered')::int AS delivered, sum(attempts)::int AS attempts FROM webhook_notice",
    ),
  );
  assertEqual('notices delivered', stored?.delivered, events * REFUSED.length);
  const attempts = counts.reduce((sum, one) => sum + one.attempts, 0);
  assertEqual('attempts as counted on both sides', stored?.attempts, attempts);
  const result = {
    machine: machine(),
    deliveries: events * REFUSED.length,
    perSecond: Math.round((events * REFUSED.length) / seconds),
    attempts,
    attemptsPerSecond: Math.round(attempts / seconds),
    cpuMillisecondsEach: Number(((used.user + used.system) / 1000 / attempts).toFixed(2)),
    recording,
    rss: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
  if (values.json) console.log(JSON.stringify(result));
  else {
    console.log(result.machine);
    console.log(
      `${result.deliveries} notices delivered, ${result.perSecond}/s (wanted: 500/s), in ${attempts} attempts, ${result.attemptsPerSecond}/s`,
    );
    console.log(`${result.cpuMillisecondsEach} ms of processor time an attempt, receivers included`);
    console.log(
      `an event recorded alone: ${recording.plain} ms without the trigger, ${recording.untold} ms with it and nobody to be told`,
    );
    console.log(`rss ${result.rss} MB`);
  }
} finally {
  for (const one of receivers) await one.terminate();
  await ground.close();
}

function at(): string {
  return '2026-11-02T14:30:00Z';
}

async function next(worker: Worker): Promise<unknown> {
  const [message] = (await once(worker, 'message')) as unknown[];
  return message;
}

async function waiting({ db }: Ground): Promise<number> {
  const [row] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ count: number }>("SELECT count(*)::int AS count FROM webhook_notice WHERE status = 'waiting'"),
  );
  return row?.count ?? 0;
}

/** Events of as many cases, so many in one transaction. */
async function putEvents(
  { within, agreement }: Ground,
  prefix: string,
  count: number,
  together: number,
): Promise<void> {
  for (let first = 0; first < count; first += together)
    await within((tx) =>
      tx.execute(
        `INSERT INTO event (agreement_id, case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash)
         SELECT $1, $2 || n, 1, 'lsr.received', $3, $3, 'bench', '{}', '', '' FROM generate_series($4::int, $5::int) AS n`,
        [agreement.id, `LSR/SKT/${prefix}`, at(), first, Math.min(first + together, count) - 1],
      ),
    );
}

/** Milliseconds of an event in a transaction of its own: the middle of five rounds each, in turns. */
async function costOfRecording(on: Ground): Promise<{ plain: number; untold: number }> {
  const rounds: Record<'plain' | 'untold', number[]> = { plain: [], untold: [] };
  for (let round = 0; round < 5; round++)
    for (const [name, how] of [
      ['plain', 'DISABLE'],
      ['untold', 'ENABLE'],
    ] as const) {
      await on.db.withTransaction({ kind: 'install' }, (tx) =>
        tx.execute(`ALTER TABLE event ${how} TRIGGER event_tells_webhooks`),
      );
      const started = performance.now();
      await putEvents(on, `${name}${round}-`, single, 1);
      rounds[name].push((performance.now() - started) / single);
    }
  const middle = (all: number[]): number => Number((all.sort((a, b) => a - b)[2] ?? 0).toFixed(3));
  return { plain: middle(rounds.plain), untold: middle(rounds.untold) };
}
