import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { verifyChain } from '../cases/chain.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { runningPostmaster } from '../platform/postmaster.ts';
import { random } from '../traffic/test-kill.ts';
import { migrations } from './database.ts';

const ORDERS = 1000;
const KILLS = 4;
/** Lines acknowledged, at most, before the next kill. */
const BETWEEN = 300;
const AGREEMENT = 'missouri-2006/centurytel';

const home = mkdtempSync(path.join(tmpdir(), 'meetpoint-taking-'));
// Enterable, so that the cluster stays in the data folder when root runs the tests.
chmodSync(home, 0o755);
after(() => rmSync(home, { recursive: true, force: true }));

/** Runs the taking of orders; `kill` is called each time that so many more were acknowledged. */
async function take(
  dataFolder: string,
  pauses: () => number,
  kill: (child: number) => void,
): Promise<{ acknowledged: string[]; kills: number; done: boolean }> {
  const script = path.join(import.meta.dirname, 'test-taking.ts');
  const child = spawn(process.execPath, [script, dataFolder, String(ORDERS)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let [said, kills, next] = ['', 0, pauses()];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.split('\n').length <= next) return;
    next += pauses();
    kills += 1;
    kill(child.pid ?? 0);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  // A line that was cut off was not read by anybody.
  return { acknowledged: said.split('\n').slice(0, -1), kills, done: code === 0 };
}

/** Takes the orders, killed again and again, until all are taken. */
async function survives(name: string, kill: (dataFolder: string, child: number) => void): Promise<void> {
  const dataFolder = path.join(home, name);
  const next = random(20_060_615);
  const acknowledged = new Set<string>();
  let kills = 0;
  for (let done = false; !done;) {
    const pauses = (): number => 20 + Math.floor(next() * BETWEEN);
    const taken = await take(dataFolder, pauses, (child) => kill(dataFolder, child));
    for (const line of taken.acknowledged) acknowledged.add(line);
    done = taken.done;
    kills += taken.kills;
  }
  assert.ok(kills >= KILLS, `killed ${kills} times`);
  await everyOrderOnce(dataFolder, acknowledged);
}

/** Every order stands, with each clock once, and its events as they were recorded; nothing that was acknowledged is lost. */
async function everyOrderOnce(dataFolder: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const db = await openDatabase({ dataFolder, migrations, log: silentLog, clock: systemClock });
  try {
    await db.withTransaction({ kind: 'agreement', agreementId: AGREEMENT }, async (tx) => {
      const cases = await tx.query<{ case_id: string; state: string; events: string[]; clocks: string[] }>(
        `SELECT case_id, state,
                (SELECT array_agg(e.kind ORDER BY seq) FROM event e WHERE (e.agreement_id, e.case_id) = (s.agreement_id, s.case_id)) AS events,
                (SELECT array_agg(k.name || ' ' || k.run || ' ' || k.state ORDER BY k.name, k.run) FROM clock k
                  WHERE (k.agreement_id, k.case_id) = (s.agreement_id, s.case_id)) AS clocks
           FROM case_state s WHERE agreement_id = $1 ORDER BY case_id`,
        [AGREEMENT],
      );
      assert.equal(cases.length, ORDERS);
      for (const [number, { case_id: caseId, state, events, clocks }] of cases.entries()) {
        const isConfirmed = number % 3 === 0;
        assert.equal(state, isConfirmed ? 'confirmed' : 'acknowledged', caseId);
        assert.deepEqual(events, [
          'lsr.received',
          'lsr.acknowledged',
          ...(isConfirmed ? ['lsr.confirmed'] : []),
        ]);
        const answer = isConfirmed ? 'stopped' : 'running';
        assert.deepEqual(clocks, [`foc 1 ${answer}`, 'installation 1 running', `reject 1 ${answer}`], caseId);
        assert.deepEqual(await verifyChain(tx, AGREEMENT, caseId), []);
      }
      const states = new Map(cases.map(({ case_id: id, state }) => [id, state]));
      for (const line of acknowledged) {
        const [number = '', confirmed] = line.split(' ');
        const state = states.get(`LSR/SKT/K${number.padStart(6, '0')}/01`);
        assert.ok(
          state !== undefined && (confirmed === undefined || state === 'confirmed'),
          `${line} was acknowledged`,
        );
      }
      const held = await tx.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM case_hold WHERE agreement_id = $1',
        [AGREEMENT],
      );
      assert.equal(held[0]?.n, ORDERS);
    });
  } finally {
    await db.close();
  }
}

test(`the program killed at random points of ${ORDERS} orders: no order lost, no clock lost or doubled`, () =>
  survives('program', (_, child) => process.kill(child, 'SIGKILL')));

test(`the database killed at random points of ${ORDERS} orders: no order lost, no clock lost or doubled`, () =>
  survives('database', (dataFolder) => {
    const server = runningPostmaster(path.join(dataFolder, 'postgres'));
    if (server !== undefined) process.kill(server.pid, 'SIGKILL');
  }));
