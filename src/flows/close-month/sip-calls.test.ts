import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { writeCdrCsv } from '../../formats/cdr-csv/index.ts';
import type { CdrRecord } from '../../formats/cdr-csv/index.ts';
import { findShipped, readMapped, readMapping } from '../../formats/cdr-mapping/index.ts';
import type { MappedCall } from '../../formats/cdr-mapping/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { planCapture } from '../../../tools/sip-calls/capture-plan.ts';
import { seenAttempts } from '../../../tools/sip-calls/capture-trace.ts';
import { closeMonth } from './close-month.ts';
import type { ClosedMonth } from './summary.ts';

const CAPTURE = 'examples/sip-calls';

let work: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-sip-'));
});
after(() => rmSync(work, { recursive: true, force: true }));

/** The calls of one carrier's border proxy, by a mapping. */
async function callsOf(
  carrier: string,
  mappingFile = `usage/${carrier}/mapping.yaml`,
): Promise<MappedCall[]> {
  const mapping = unwrap(
    readMapping(mappingFile, readFileSync(path.join(CAPTURE, mappingFile), 'utf8'), findShipped),
  );
  const bytes = readFileSync(path.join(CAPTURE, 'usage', carrier, `${carrier}.csv`));
  const calls: MappedCall[] = [];
  for await (const outcome of readMapped(carrier, Readable.from([bytes]), mapping))
    if (outcome.kind === 'record') calls.push(outcome.call);
    else assert.equal(outcome.kind, 'header', JSON.stringify(outcome));
  return calls;
}

const planned = new Map(planCapture(120).map((call) => [call.callId, call]));
const planOf = (recordId: string) => planned.get(recordId.slice(0, recordId.lastIndexOf('/')));

function toRecord(call: MappedCall): CdrRecord {
  const at = (ms: number): string => new Date(ms).toISOString();
  const [connect, elapsed] = [call.utcMs ?? 0, call.elapsedMs ?? 0];
  const end = connect + (call.answered ? call.conversationMs : elapsed);
  return {
    recordId: call.recordId ?? '',
    trunkGroup: call.trunkGroup,
    ...(call.fromNumber === undefined ? {} : { calling: String(call.fromNumber) }),
    called: String(call.toNumber),
    ...(call.lrn === undefined ? {} : { lrn: String(call.lrn) }),
    inviteAt: at(end - elapsed),
    ...(call.answered ? { answerAt: at(connect) } : {}),
    endAt: at(end),
    conversationMs: call.conversationMs,
    releaseCode: call.releaseCode ?? '',
    recordedBy: call.recordedBy ?? '',
  };
}

/** October with nothing but these calls as usage. */
async function close(name: string, calls: readonly MappedCall[]): Promise<ClosedMonth> {
  const folder = path.join(work, name);
  cpSync('examples/october-2026', folder, {
    recursive: true,
    filter: (file) => !/truth|usage|their-bill/.test(file),
  });
  mkdirSync(path.join(folder, 'usage/sip'), { recursive: true });
  writeFileSync(path.join(folder, 'usage/sip/cdr.csv'), writeCdrCsv(calls.map(toRecord)));
  const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
  const db = await testDatabase(migrations);
  try {
    await registerAgreement(db, agreement, []);
    return unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-10',
        inputDir: folder,
        usageDir: path.join(work, `${name}-usage`),
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
  // Each call once, from the switch that it ended at.
  const both = [await callsOf('socket'), await callsOf('centurytel')] as const;
  const calls = [
    ...both[0].filter((call) => planOf(call.recordId ?? '')?.to === 'socket'),
    ...both[1].filter((call) => planOf(call.recordId ?? '')?.to === 'centurytel'),
  ];
  const trace = seenAttempts(gunzipSync(readFileSync(path.join(CAPTURE, 'sipp-messages.txt.gz'))).toString());
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
  const { invoices, details } = await close('terminating', calls);
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
