import { globSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unwrap } from '../base/result.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { writeCdrCsv } from '../formats/cdr-csv/index.ts';
import type { CdrRecord } from '../formats/cdr-csv/index.ts';
import { writePack } from '../formats/emi/index.ts';
import type { EmiRecord } from '../formats/emi/index.ts';
import { LANDED, closeTraffic } from './close.ts';
import type { TrafficMonth } from './rate-month.ts';
import { callsRelation } from './calls.ts';
import { parquetRelation, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import { copyNetwork, trafficAgreement } from './test-agreement.ts';

/** A call of Socket's customer in Columbia to CenturyTel's customer in Columbia, answered for two minutes. */
const CALL: EmiRecord = {
  connectDate: '2026-10-05',
  connectTime: '09:00:00',
  fromNumber: '5737773456',
  toNumber: '5738741234',
  trunkGroup: 'CO521001',
  conversationMs: 120_000,
  elapsedMs: 130_000,
  answered: true,
  sequence: 0,
  recordingSwitch: 'CLMBMOZA05T',
  recordedBy: '9C01',
};

export type Call = Partial<EmiRecord>;

export const emiFile = (calls: readonly Call[]): string =>
  writePack(
    { date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' },
    calls.map((call) => ({
      ...CALL,
      ...(call.conversationMs === undefined ? {} : { elapsedMs: call.conversationMs + 10_000 }),
      ...call,
    })),
  );

/** One file of EMI, one of call detail, and the example's network. */
export interface TestInput {
  readonly emi?: Readonly<Record<string, string | Uint8Array>>;
  readonly cdr?: readonly CdrRecord[];
  /** Changes a network table on its way into the copy. */
  readonly network?: (dir: string) => void;
}

export function inputFolder(input: TestInput): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-month-'));
  for (const folder of ['usage/emi', 'usage/sip', 'network'])
    mkdirSync(path.join(dir, folder), { recursive: true });
  copyNetwork(path.join(dir, 'network'));
  input.network?.(path.join(dir, 'network'));
  for (const [name, content] of Object.entries(input.emi ?? {}))
    writeFileSync(
      path.join(dir, 'usage/emi', name),
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    );
  if (input.cdr) writeFileSync(path.join(dir, 'usage/sip/cdr.csv'), writeCdrCsv(input.cdr));
  return dir;
}

export interface ClosedTest {
  readonly month: TrafficMonth;
  /** All records in order. */
  readonly rows: readonly SqlRow[];
  /** `outcome bucket reason` of each record. */
  readonly outcomes: readonly string[];
  readonly workDir: string;
}

export async function closeTest(
  input: TestInput,
  agreement: Agreement = trafficAgreement(),
  month = '2026-10',
): Promise<ClosedTest> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-work-'));
  const closed = unwrap(await closeTraffic({ agreement, month, inputDir: inputFolder(input), workDir }));
  const parts = globSync(path.join(workDir, LANDED, '**/*.parquet'));
  const landed =
    parts.length > 0 ? parquetRelation(parts) : '(SELECT NULL AS file, NULL AS line, NULL AS bad_column)';
  const rows = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT c.*, l.bad_column FROM ${callsRelation(closed.callsParquet)} c
       LEFT JOIN ${landed} l ON l.file = c.file_key AND l.line = c.line ORDER BY c.seq`,
    ),
  );
  const outcomes = rows.map((row) =>
    [row['outcome'], row['bucket'], row['reason']].filter((part) => part !== null).join(' '),
  );
  return { month: closed, rows, outcomes, workDir };
}
