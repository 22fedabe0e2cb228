import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeTraffic } from '../../traffic/close.ts';
import { trafficAgreement } from '../../traffic/test-agreement.ts';
import { planCapture } from '../../../tools/sip-calls/capture-plan.ts';
import type { CaptureRow } from '../../../tools/sip-calls/capture-records.ts';
import { seenAttempts } from '../../../tools/sip-calls/capture-trace.ts';
import { closeMonth } from './close-month.ts';
import type { ClosedMonth } from './summary.ts';

const CAPTURE = 'examples/sip-calls';

let work: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-sip-'));
});
after(() => rmSync(work, { recursive: true, force: true }));

const planned = new Map(planCapture(120).map((call) => [call.callId, call]));
const planOf = (recordId: string) => planned.get(recordId.slice(0, recordId.lastIndexOf('/')));
const trace = seenAttempts(gunzipSync(readFileSync(path.join(CAPTURE, 'sipp-messages.txt.gz'))).toString());

/** October with nothing as usage but those records of the two border proxies that are wanted. */
function october(name: string, wanted: (carrier: string, row: CaptureRow) => boolean): string {
  const folder = path.join(work, name);
  cpSync('examples/october-2026', folder, {
    recursive: true,
    filter: (file) => !/truth|usage|their-bill/.test(file),
  });
  for (const carrier of ['socket', 'centurytel']) {
    const [from, to] = [path.join(CAPTURE, 'usage', carrier), path.join(folder, 'usage', carrier)];
    cpSync(from, to, { recursive: true });
    const [header = '', ...lines] = readFileSync(path.join(from, `${carrier}.csv`), 'utf8')
      .trim()
      .split('\n');
    const rows = parse<CaptureRow>([header, ...lines].join('\n'), { columns: true });
    const kept = lines.filter((_, index) => wanted(carrier, rows[index]!));
    writeFileSync(path.join(to, `${carrier}.csv`), `${[header, ...kept].join('\n')}\n`);
  }
  return folder;
}

async function close(inputDir: string): Promise<ClosedMonth> {
  const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
  const db = await testDatabase(migrations);
  try {
    await registerAgreement(db, agreement, []);
    return unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-10',
        inputDir,
        usageDir: path.join(work, 'landed'),
        numberingDir: 'reference/numbering',
        clock: fixedClock('2026-11-02T15:00:00Z'),
      }),
    );
  } finally {
    await db.close();
  }
}

/** Elements of the lines with a price: dollars of a minute as the agreement's rates.csv has them, in ten-thousandths. */
const RATES: Readonly<Record<string, number>> = {
  'isp-bound-termination': 7,
  'intrastate-access': 235,
  'unidentified-access': 235,
};

/** What one line comes to: milliseconds summed, rounded up to a minute once, times the rate, rounded half up to a cent. */
function lineOf(element: string, ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const cents = Math.round((minutes * (RATES[element] ?? 0)) / 100);
  return `${element} ${minutes} min ${cents} cents`;
}

test('charges of the captured calls are what the callers’ own message trace comes to, to the cent', async () => {
  const sums = new Map<string, number>();
  for (const attempt of trace.filter(({ status }) => status === 200)) {
    const { kind = 'local', from } = planned.get(attempt.callId) ?? {};
    const element =
      attempt.asserted === undefined
        ? 'unidentified-access'
        : { local: 'local-termination', 'isp-bound': 'isp-bound-termination', toll: 'intrastate-access' }[
            kind
          ];
    const key = `${element}|${from}`;
    const talked = (attempt.byeMs ?? 0) - (attempt.finalMs ?? 0);
    sums.set(key, (sums.get(key) ?? 0) + talked);
  }
  const byHand = [...sums].map(([key, ms]) => {
    const [element = '', payer = ''] = key.split('|');
    return `${payer} pays ${lineOf(element, ms)}`;
  });
  // Each call once, from the switch that it ended at.
  const input = october('terminating', (carrier, row) => planOf(row.record_id)?.to === carrier);
  const { invoices, details } = await close(input);
  const billed = invoices.flatMap(({ to, lines }) =>
    lines
      .filter(({ source }) => source.kind === 'usage')
      .map(({ element, quantity, amount }) => `${to} pays ${element} ${quantity} min ${amount} cents`),
  );
  assert.deepEqual(billed.sort(), byHand.sort());
  // 84 attempts were answered, 48 were busy, not picked up, given up or refused.
  assert.equal(details.traffic.read, 132);
  assert.equal(details.traffic.nonBillable, 48);
});

test('a call that both proxies recorded is billed once, from the record of the switch that it ended at', async () => {
  const input = october('both', (_, row) => row.calling !== '');
  writeFileSync(
    path.join(input, 'network/switches.csv'),
    [
      'clli,ocn,role,effective_from,effective_to,provenance,source',
      'CLMBMOZSDS1,9S01,end-office,2020-01-01,,assumed,a test',
      'CLMBMOZA05T,9C01,end-office,2020-01-01,,assumed,a test',
      '',
    ].join('\n'),
  );
  // Even where two proxies measured the same milliseconds, their records are no copies of each other.
  const agreement = trafficAgreement({
    edit: (_, text) => text.replace('bill: [terminating, tandem, originating]', 'bill: [terminating]'),
  });
  const month = unwrap(
    await closeTraffic({ agreement, month: '2026-10', inputDir: input, workDir: path.join(work, 'points') }),
  );
  const asserted = trace.filter((attempt) => attempt.asserted !== undefined);
  const answered = asserted.filter(({ status }) => status === 200);
  const { read, rated, zeroRated, nonBillable, duplicate } = month.counts;
  // Of an answered call one record is billed and one is of the same call; attempts without answer are not billed at all.
  assert.equal(rated + zeroRated, answered.length);
  assert.equal(duplicate, answered.length);
  assert.equal(nonBillable, 2 * (asserted.length - answered.length));
  assert.equal(read, 2 * asserted.length);
  const talked = answered.reduce((sum, { finalMs = 0, byeMs = 0 }) => sum + byeMs - finalMs, 0);
  const summed = month.summaries.reduce((sum, { conversationMs }) => sum + conversationMs, 0);
  // A record differs from its caller by at most 50 ms.
  assert.ok(Math.abs(summed - talked) <= 50 * answered.length, `${summed} and ${talked}`);
});
