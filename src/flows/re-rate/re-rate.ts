import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readMonthClose } from '../../accounts/month-close.ts';
import { readInvoices } from '../../accounts/read-invoices.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { monthUsageCharges } from '../../articles/interconnection/month-charges.ts';
import { FACTORS_FILE } from '../../articles/interconnection/post-aggregation/index.ts';
import { cents } from '../../base/money.ts';
import type { Cents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import type { AgreementRef } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { readLandedMonth } from '../../traffic/landed-month.ts';
import { CALLS_PARQUET, prepareMonth, rateMonth } from '../../traffic/rate-month.ts';
import type { TrafficMonth } from '../../traffic/rate-month.ts';
import { usageFolder } from '../close-month/landing.ts';
import { adjustmentsTo } from './adjustments.ts';
import type { Adjustment, Corrected, Unplaced } from './adjustments.ts';
import { linesOfCharges, linesOfInvoices } from './billed-line.ts';
import type { UsageLine } from './billed-line.ts';
import { moneyBy, pairLines } from './line-differences.ts';
import type { LineDifference, MoneyDifference } from './line-differences.ts';
import { correctionsCsv, differencesCsv } from './tables.ts';
import { compareCalls, usageBy } from './usage-differences.ts';
import type { MovedCalls, UsageDifference } from './usage-differences.ts';
import { VERSION_FILE, lastVersion, readVersion, versionDir } from './versions.ts';
import type { VersionRecord } from './versions.ts';

export interface ReRateOptions {
  readonly db: Database;
  /** The corrected agreement. */
  readonly agreement: Agreement;
  /** `YYYY-MM`; it must be issued. */
  readonly month: string;
  /** Where landed usage is kept. */
  readonly usageDir: string;
  /** Corrected tables of the network, all of them; default: those of the version before. */
  readonly networkDir?: string;
  /** Corrected factors; default: those of the version before. */
  readonly factorsFile?: string;
  /** Why, in words: bills show it. */
  readonly reason: string;
  readonly clock: WallClock;
  readonly progress?: (done: number, total: number) => void;
}

/** A month rated again, beside what it was. Amounts are dollars. */
export interface ReRated {
  readonly month: string;
  readonly version: number;
  readonly comparedWith: number;
  readonly agreementBefore: AgreementRef;
  readonly agreement: AgreementRef;
  readonly reason: string;
  /** Folder of the new version. */
  readonly folder: string;
  readonly counts: TrafficMonth['counts'];
  readonly usage: {
    readonly buckets: readonly UsageDifference[];
    readonly directions: readonly UsageDifference[];
    readonly trunkGroups: readonly UsageDifference[];
    /** Calls that are elsewhere now. */
    readonly moved: readonly MovedCalls[];
  };
  readonly money: {
    readonly buckets: readonly MoneyDifference[];
    readonly directions: readonly MoneyDifference[];
    readonly trunkGroups: readonly MoneyDifference[];
    /** Lines that differ in anything that a bill shows. */
    readonly lines: readonly LineDifference[];
  };
  /** What the issued bills lack, as rows of `corrections.csv` of the next month. */
  readonly adjustments: readonly Adjustment[];
  readonly unplaced: readonly Unplaced[];
}

/**
 * Rates an issued month again, into a new version beside the old ones: calls, sums, lines and what differs from the version
 * before. Nothing that is there changes; what the issued bills lack is proposed as corrections of the next month.
 */
export async function reRate(options: ReRateOptions): Promise<Result<ReRated>> {
  const { agreement, month } = options;
  const monthDir = usageFolder(options.usageDir, agreement, month);
  const billed = await readBilled(options.db, agreement, month);
  const problems = [
    ...(options.reason.trim() === '' ? [noReason] : []),
    ...(billed ? [] : [notIssued(month)]),
    ...(existsSync(path.join(monthDir, CALLS_PARQUET)) ? [] : [noCalls(month, monthDir)]),
    ...missingFiles(options),
  ];
  if (!billed || problems.length > 0) return fail(...problems);
  const before = lastVersion(monthDir);
  const scratch = mkdtempSync(path.join(monthDir, '.rating-'));
  try {
    const made = await makeVersion(options, { monthDir, before, billed, scratch });
    if (!made.ok) return made;
    // A folder of that name is another run's, which was faster: renaming onto it fails, and nothing is overwritten.
    renameSync(scratch, made.value.folder);
    return made;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Making {
  readonly monthDir: string;
  /** The version to compare with. */
  readonly before: number;
  readonly billed: Billed;
  /** Where the new version is made. */
  readonly scratch: string;
}

async function makeVersion(
  options: ReRateOptions,
  { monthDir, before, billed, scratch }: Making,
): Promise<Result<ReRated>> {
  const { agreement, month, reason } = options;
  const oldDir = versionDir(monthDir, before);
  const prepared = prepareMonth({
    agreement,
    month,
    networkDir: options.networkDir ?? path.join(oldDir, 'network'),
    numberingDir: path.join(oldDir, 'numbering'),
  });
  if (!prepared.ok) return prepared;
  const { landed, storeDir } = await readLandedMonth(oldDir);
  const traffic = await rateMonth(prepared.value, landed, {
    workDir: scratch,
    storeDir,
    ...(options.progress ? { done: (share) => options.progress?.(Math.round(share * 100), 100) } : {}),
  });
  if (!traffic.ok) return traffic;
  const factors = options.factorsFile ?? path.join(oldDir, FACTORS_FILE);
  if (existsSync(factors)) copyFileSync(factors, path.join(scratch, FACTORS_FILE));
  const charges = monthUsageCharges(agreement, {
    month,
    inputDir: scratch,
    summaries: traffic.value.summaries,
  });
  if (!charges.ok) return charges;
  const old = before === 1 ? undefined : readVersion(monthDir, before);
  const [was, is] = [old?.lines ?? billed.lines, linesOfCharges(charges.value)];
  const moved = await compareCalls(path.join(oldDir, CALLS_PARQUET), traffic.value.callsParquet);
  const version = before + 1;
  const { adjustments, unplaced } = adjustmentsTo(billed.lines, billed.corrected, is, reason);
  const result: ReRated = {
    month,
    version,
    comparedWith: before,
    agreementBefore: old?.agreement ?? billed.agreement,
    agreement: agreement.ref,
    reason,
    folder: versionDir(monthDir, version),
    counts: traffic.value.counts,
    usage: {
      buckets: usageBy(moved, ({ from, to }) => [from, to]),
      directions: usageBy(moved, ({ directionBefore, directionAfter }) => [directionBefore, directionAfter]),
      trunkGroups: usageBy(moved, ({ trunkGroup }) => [trunkGroup, trunkGroup]),
      moved: moved.filter(
        (calls) => calls.from !== calls.to || calls.directionBefore !== calls.directionAfter,
      ),
    },
    money: {
      buckets: moneyBy('bucket', was, is),
      directions: moneyBy('direction', was, is),
      trunkGroups: moneyBy('trunkGroup', was, is),
      lines: pairLines(was, is).filter(isOther),
    },
    adjustments,
    unplaced,
  };
  const record: VersionRecord = {
    version,
    month,
    agreement: agreement.ref,
    reason,
    recordedAt: options.clock.now().toString(),
    comparedWith: before,
    otherNetwork: options.networkDir !== undefined,
    lines: is,
  };
  const files = {
    'summaries.json': traffic.value.summaries,
    'difference.json': { ...result, folder: undefined },
    [VERSION_FILE]: record,
  };
  mkdirSync(scratch, { recursive: true });
  for (const [name, value] of Object.entries(files))
    writeFileSync(path.join(scratch, name), `${JSON.stringify(value, null, 2)}\n`);
  writeFileSync(path.join(scratch, 'difference.csv'), differencesCsv(result.money.lines));
  writeFileSync(path.join(scratch, 'corrections.csv'), correctionsCsv(adjustments));
  return ok(result);
}

const isOther = ({ before, after }: LineDifference): boolean =>
  before?.quantity !== after?.quantity ||
  before?.rate !== after?.rate ||
  before?.amount !== after?.amount ||
  before?.from !== after?.from ||
  before?.to !== after?.to;

interface Billed {
  readonly agreement: AgreementRef;
  readonly lines: readonly UsageLine[];
  readonly corrected: Corrected;
}

/** Usage on the issued bills of a month, and what issued bills of later months have corrected of it; undefined: not issued. */
async function readBilled(db: Database, agreement: Agreement, month: string): Promise<Billed | undefined> {
  return db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
    const close = await readMonthClose(tx, agreement.id, month);
    if (close?.state !== 'issued') return undefined;
    const invoices = await readInvoices(tx, agreement.id, { month });
    const rows = await tx.query<{ bill: string; line: number; amount: bigint }>(
      `SELECT l.corrects_invoice AS bill, l.corrects_line AS line, sum(l.amount)::bigint AS amount
       FROM invoice_line l
         JOIN invoice i USING (agreement_id, number)
         JOIN invoice was ON was.agreement_id = l.agreement_id AND was.number = l.corrects_invoice
       WHERE l.agreement_id = $1 AND i.status = 'issued' AND was.month = $2
       GROUP BY 1, 2 ORDER BY 1, 2`,
      [agreement.id, month],
    );
    return {
      agreement: { ...agreement.ref, hash: close.agreementHash, ...invoices[0]?.agreement },
      lines: linesOfInvoices(invoices),
      corrected: new Map(
        rows.map(({ bill, line, amount }): [string, Cents] => [`${bill}/${line}`, cents(amount)]),
      ),
    };
  });
}

const missingFiles = ({ networkDir, factorsFile }: ReRateOptions): Problem[] =>
  [networkDir, factorsFile]
    .filter((file) => file !== undefined)
    .filter((file) => !existsSync(file))
    .map((file) => ({
      id: 're-rate/no-file',
      file,
      sentence: `${file} is not there.`,
      cure: 'Correct the path.',
    }));

const noReason: Problem = {
  id: 're-rate/no-reason',
  field: 'reason',
  sentence: 'Nothing says why the month is rated again.',
  cure: 'Say what was corrected: the corrections on the next bill show it.',
};

const notIssued = (month: string): Problem => ({
  id: 're-rate/not-issued',
  field: 'month',
  sentence: `The bills of ${month} are not issued.`,
  cure: 'Close the month again under the corrected agreement: a draft is replaced.',
});

const noCalls = (month: string, dir: string): Problem => ({
  id: 're-rate/no-calls',
  file: dir,
  field: 'month',
  sentence: `The calls of ${month} are not here.`,
  cure: 'Name the data folder in which the month was closed.',
});
