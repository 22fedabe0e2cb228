import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { parse } from 'yaml';
import type { OrderDocument } from '../formats/order-forms/document.ts';
import { NoticeInbox } from '../gateways/webhooks/inbox.ts';
import { receiver } from '../gateways/webhooks/test-receiver.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { runningPostmaster } from '../platform/postmaster.ts';
import { migrations } from './database.ts';
import { packageRoot } from './paths.ts';
import type { Serving } from './test-serving.ts';

export interface RestartRun {
  readonly seconds: number;
  /** Requests a second, of which one in five sends an order under an idempotency key. */
  readonly rate: number;
  /** When the database is killed, in seconds from the start. */
  readonly killAfter: number;
  /** How long each server that is started again is killed too, in seconds; 0: killed once. */
  readonly keepAway: number;
}

export interface RestartOutcome {
  /** Answers by status, and refusals by status and problem. */
  readonly answers: Readonly<Record<string, number>>;
  /** Connections that broke and requests that nobody answered. */
  readonly broken: number;
  /** Orders that were answered 201, and orders on record. */
  readonly acknowledged: readonly string[];
  readonly recorded: readonly string[];
  /** Orders that have other than their two events. */
  readonly doubled: number;
  /** Events on record, and events that the partner was told of, each counted once; and how often it was told. */
  readonly events: number;
  readonly told: number;
  readonly attempts: number;
  /** From the last kill to the answer of the first order that was sent after it and taken, milliseconds. */
  readonly recoveredAfter: number;
  /** The longest that any request, and any that was refused, was kept waiting, milliseconds. */
  readonly slowest: number;
  readonly slowestRefusal: number;
}

/** What may be answered: a refusal says that the database is away, or that the same request is at work. */
const ALLOWED = new Set(['200', '201', '503 api/database-away', '409 api/idempotency-running']);

/** What a run shows that must not be, in words; none when nothing acknowledged was lost and nothing was done twice. */
export function wrongIn(run: RestartOutcome): string[] {
  const isSame = [...run.acknowledged].sort().join() === run.recorded.join();
  const odd = Object.keys(run.answers).filter((answer) => !ALLOWED.has(answer));
  return [
    run.acknowledged.length > 0 ? '' : 'No order was taken.',
    isSame
      ? ''
      : `${run.acknowledged.length} orders were acknowledged and ${run.recorded.length} are on record.`,
    run.doubled === 0 ? '' : `${run.doubled} orders have other than two events.`,
    run.told === run.events ? '' : `Of ${run.events} events ${run.told} were told.`,
    odd.length === 0 ? '' : `Answers that may not be: ${odd.join(', ')}.`,
    run.broken === 0 ? '' : `${run.broken} requests were not answered.`,
    Number.isFinite(run.recoveredAfter) ? '' : 'No order was taken after the database was killed.',
  ].filter((sentence) => sentence !== '');
}

/** Enough that a slow answer does not hold back the rate. */
const CONNECTIONS = 40;
const RETRIES_AT_END = 100;

/**
 * Sends orders and questions at a rate to a server in a process of its own, kills its database in the middle, and counts. A sender
 * that is refused sends the same order again under the same key, as its answer says.
 */
export async function restartUnderLoad(run: RestartRun): Promise<RestartOutcome> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'meetpoint-restart-'));
  // Enterable, so that the cluster stays in the data folder when root runs it.
  chmodSync(dataFolder, 0o755);
  const partner = await receiver();
  const { child, serving } = await startServing(dataFolder, partner.url);
  try {
    const sender = await newSender(serving);
    const killed = wait(run.killAfter * 1000).then(() => killDatabase(dataFolder, run.keepAway));
    const load = await sender.load(run, () => killed);
    await killed;
    await sender.finish();
    const inbox = new NoticeInbox([serving.webhookSecret]);
    const wanted = sender.acknowledged.length * 2;
    const told = (): number => new Set(partner.got.map(({ headers }) => headers['webhook-id'])).size;
    for (let tries = 0; tries < RETRIES_AT_END && told() < wanted; tries++) await wait(100);
    const taken = partner.got.filter((one) => inbox.take(one, systemClock.now()).ok).length;
    const stored = await readStored(dataFolder, serving.agreement);
    return { ...load, ...sender.counts(), ...stored, told: taken, attempts: partner.got.length };
  } finally {
    child.stdin?.end();
    if (child.exitCode === null) await once(child, 'exit');
    await partner.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function startServing(
  dataFolder: string,
  address: string,
): Promise<{ child: ChildProcess; serving: Serving }> {
  const child = spawn(
    process.execPath,
    [path.join(packageRoot, 'src', 'app', 'test-serving.ts'), dataFolder, address],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        MEETPOINT_DATA: dataFolder,
        MEETPOINT_LOG: process.env['MEETPOINT_LOG'] ?? 'silent',
      },
    },
  );
  const line = await Promise.race([
    once(child.stdout ?? child, 'data').then(([data]) => String(data)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${code} before it served.`);
    }),
  ]);
  return { child, serving: JSON.parse(line) as Serving };
}

/** As a crash of the machine's database does: no farewell, nothing written down. @returns when it was last killed, by the clock of this process. */
async function killDatabase(dataFolder: string, keepAway: number): Promise<number> {
  const secret = JSON.parse(readFileSync(path.join(dataFolder, 'database.json'), 'utf8')) as {
    cluster: string;
  };
  const cluster = path.resolve(dataFolder, secret.cluster);
  const first = runningPostmaster(cluster);
  if (first === undefined) throw new Error('There is no database to kill.');
  process.kill(first.pid, 'SIGKILL');
  const from = performance.now();
  let last = from;
  while (performance.now() - from < keepAway * 1000) {
    await wait(20);
    const again = runningPostmaster(cluster);
    if (again !== undefined && wasKilled(again.pid)) last = performance.now();
  }
  return last;
}

/** False where it had ended by itself between the look and the kill. */
function wasKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

interface Order {
  readonly pon: string;
  readonly key: string;
  readonly body: string;
  sentAt: number;
}

interface Sender {
  readonly acknowledged: string[];
  load(
    run: RestartRun,
    killed: () => Promise<number>,
  ): Promise<Pick<RestartOutcome, 'broken' | 'slowest' | 'slowestRefusal'>>;
  /** Sends again what was not answered for good when the time was over. */
  finish(): Promise<void>;
  counts(): Pick<RestartOutcome, 'answers' | 'acknowledged' | 'recoveredAfter'>;
}

async function newSender({ port, client, secret, agreement }: Serving): Promise<Sender> {
  const url = `http://127.0.0.1:${port}`;
  const base = `/api/agreements/${agreement}`;
  const granted = await fetch(`${url}/api/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const forms =
    (
      parse(readFileSync(path.join(packageRoot, 'reference', 'forms', 'bases.yaml'), 'utf8')) as Record<
        string,
        OrderDocument
      >
    )['loop-new'] ?? {};
  const answers: Record<string, number> = {};
  const acknowledged: string[] = [];
  const pending = new Set<Order>();
  let number = 0;
  let firstAfterKill: number | undefined;
  let killedAt: number | undefined;

  const newOrder = (): Order => {
    number += 1;
    const pon = `R${String(number).padStart(6, '0')}`;
    const document = {
      ...forms,
      LSR: [{ ...forms.LSR?.[0], PON: pon }],
      LS: [{ ...forms.LS?.[0], CFA: `CLMAMOXA-R-${number}` }],
    };
    const order = { pon, key: randomUUID(), body: JSON.stringify({ document }), sentAt: 0 };
    pending.add(order);
    return order;
  };
  const count = (status: number, body: string): void => {
    const problem = status < 300 ? '' : ` ${problemOf(body)}`;
    answers[`${status}${problem}`] = (answers[`${status}${problem}`] ?? 0) + 1;
  };
  /** Whether the order has its answer for good. */
  const settle = (order: Order, status: number): boolean => {
    if (status === 503 || status === 409) return false;
    pending.delete(order);
    if (status !== 201) return true;
    acknowledged.push(order.pon);
    if (killedAt !== undefined && order.sentAt > killedAt) firstAfterKill ??= performance.now();
    return true;
  };

  let connections = 0;
  /** What one connection sends in turn: an order, or the one before it again, and four questions. Each begins elsewhere. */
  const requests = (): autocannon.Request[] => {
    const first = connections++;
    let order: Order | undefined;
    const question = (request: autocannon.Request): autocannon.Request => ({
      ...request,
      headers,
      onResponse: count,
    });
    const turn: autocannon.Request[] = [
      {
        method: 'POST',
        path: `${base}/orders`,
        setupRequest: (request) => {
          order ??= newOrder();
          order.sentAt = performance.now();
          return { ...request, headers: { ...headers, 'idempotency-key': order.key }, body: order.body };
        },
        onResponse: (status, body) => {
          count(status, body);
          if (order !== undefined && settle(order, status)) order = undefined;
        },
      },
      question({ method: 'GET', path: `${base}/orders?limit=20` }),
      question({
        method: 'POST',
        path: `${base}/pre-order/nc-nci-validation`,
        body: JSON.stringify({ facts: { nc: 'LX--', nci: '02QC2.OOF', secnci: '02LS2' } }),
      }),
      question({ method: 'GET', path: `${base}/order-counts` }),
      question({ method: 'GET', path: `${base}/orders?state=acknowledged&limit=20` }),
    ];
    return turn.map((_, index) => turn[(first + index) % turn.length] ?? {});
  };

  return {
    acknowledged,
    load: async (run, killed) => {
      void killed().then((at) => (killedAt = at));
      let [slowest, slowestRefusal] = [0, 0];
      const result = await new Promise<autocannon.Result>((done, failed) => {
        const cannon = autocannon(
          {
            url,
            connections: CONNECTIONS,
            overallRate: run.rate,
            duration: run.seconds,
            timeout: 30,
            setupClient: (one) => one.setRequests(requests()),
          },
          (error: Error | null, counted: autocannon.Result) =>
            error === null ? done(counted) : failed(error),
        );
        cannon.on('response', (_client, status, _bytes, milliseconds) => {
          slowest = Math.max(slowest, milliseconds);
          if (status === 503) slowestRefusal = Math.max(slowestRefusal, milliseconds);
        });
      });
      return { broken: result.errors + result.timeouts, slowest, slowestRefusal };
    },
    finish: async () => {
      for (let tries = 0; tries < RETRIES_AT_END && pending.size > 0; tries++) {
        for (const order of pending) {
          order.sentAt = performance.now();
          const answer = await fetch(`${url}${base}/orders`, {
            method: 'POST',
            headers: { ...headers, 'idempotency-key': order.key },
            body: order.body,
          });
          count(answer.status, await answer.text());
          if (!settle(order, answer.status)) await wait(200);
        }
      }
      if (pending.size > 0) throw new Error(`${pending.size} orders have no answer.`);
    },
    counts: () => ({
      answers,
      acknowledged,
      recoveredAfter:
        firstAfterKill === undefined || killedAt === undefined ? Infinity : firstAfterKill - killedAt,
    }),
  };
}

function problemOf(body: string): string {
  try {
    const { problems } = JSON.parse(body) as { problems?: { id: string; cure: string }[] };
    return (
      problems?.map(({ id, cure }) => (cure === '' ? `${id} without cure` : id)).join(' ') ?? 'no problem'
    );
  } catch {
    return 'no JSON';
  }
}

async function readStored(
  dataFolder: string,
  agreementId: string,
): Promise<Pick<RestartOutcome, 'recorded' | 'doubled' | 'events'>> {
  const db = await openDatabase({ dataFolder, migrations, log: silentLog, clock: systemClock });
  try {
    const rows = await db.withTransaction({ kind: 'agreement', agreementId }, (tx) =>
      tx.query<{ pon: string; events: number }>(
        `SELECT s.pon, (SELECT count(*)::int FROM event e WHERE e.agreement_id = s.agreement_id AND e.case_id = s.case_id) AS events
           FROM case_state s WHERE s.kind = 'lsr' ORDER BY s.pon`,
      ),
    );
    return {
      recorded: rows.map(({ pon }) => pon),
      doubled: rows.filter(({ events }) => events !== 2).length,
      events: rows.reduce((sum, { events }) => sum + events, 0),
    };
  } finally {
    await db.close();
  }
}
