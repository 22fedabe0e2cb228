import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readBases } from '../articles/ordering/forms/bases.ts';
import { verifyChain } from '../cases/chain.ts';
import { writeOrderCsv } from '../formats/order-csv/index.ts';
import type { FileResult } from '../gateways/order-files/result.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { migrations } from './database.ts';

const ORDERS = 400;
/** Verdicts seen before each kill. */
const KILLED_AFTER = [30, 90, 40];
const AGREEMENT = 'missouri-2006/centurytel';

const home = mkdtempSync(path.join(tmpdir(), 'meetpoint-sending-'));
// Enterable, so that the cluster stays in the data folder when root runs the tests.
chmodSync(home, 0o755);
after(() => rmSync(home, { recursive: true, force: true }));

/** Sends the file from the command line; killed after so many verdicts, if said. Answers the lines that were told. */
async function send(
  file: string,
  out: string,
  kill = Infinity,
): Promise<{ told: string[]; code: number | null }> {
  const args = [
    'orders',
    'send',
    file,
    '--agreement',
    'agreements/missouri-2006',
    '--at',
    '2026-11-02T09:00',
  ];
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'cli.ts'), ...args, '--each', '--out', out],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, MEETPOINT_DATA: path.join(home, 'data') },
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.split('\n').length > kill) child.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  // A line that was cut off was not read by anybody.
  return { told: said.split('\n').slice(0, -1), code };
}

test(`sending ${ORDERS} orders killed again and again: none that was told is lost, and the last run finishes exactly`, async () => {
  const base = readBases().bases.get('loop-new') ?? {};
  const file = path.join(home, 'orders.csv');
  writeFileSync(
    file,
    writeOrderCsv(
      Array.from({ length: ORDERS }, (_, at) => ({
        ...base,
        LSR: [{ ...base.LSR?.[0], PON: `K${at}` }],
        LS: [{ ...base.LS?.[0], CFA: `CLMAMOXA-K-${at}` }],
      })),
    ),
  );
  const out = path.join(home, 'result.json');
  const told = new Set<string>();
  for (const kill of KILLED_AFTER) {
    const run = await send(file, out, kill);
    assert.equal(run.code, null, 'it was killed');
    for (const line of run.told) told.add(line.split(' ')[1] ?? '');
    assert.throws(() => readFileSync(out), 'no result is there before it is whole');
  }
  const last = await send(file, out);
  assert.equal(last.code, 0);
  const result = JSON.parse(readFileSync(out, 'utf8')) as FileResult;
  assert.equal(result.orders.taken + result.orders.repeated, ORDERS);
  assert.ok(result.orders.repeated >= Math.max(...KILLED_AFTER) - 1, `${result.orders.repeated} were known`);
  const known = new Set(result.rows.filter(({ verdict }) => verdict === 'repeated').map(({ pon }) => pon));
  for (const pon of told) assert.ok(known.has(pon), `${pon} was told`);

  const db = await openDatabase({
    dataFolder: path.join(home, 'data'),
    migrations,
    log: silentLog,
    clock: systemClock,
  });
  try {
    await db.withTransaction({ kind: 'agreement', agreementId: AGREEMENT }, async (tx) => {
      const cases = await tx.query<{ case_id: string; kinds: string[] }>(
        `SELECT case_id, array_agg(kind ORDER BY seq) AS kinds FROM event WHERE agreement_id = $1 GROUP BY case_id`,
        [AGREEMENT],
      );
      assert.equal(cases.length, ORDERS);
      for (const { case_id: id, kinds } of cases) {
        assert.deepEqual(kinds, ['lsr.received', 'lsr.acknowledged'], id);
        assert.deepEqual(await verifyChain(tx, AGREEMENT, id), []);
      }
    });
  } finally {
    await db.close();
  }
});
