import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Agreement } from '../agreement/agreement.ts';
import type { AgreementRef } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { readNetwork } from '../network/network.ts';
import type { Network } from '../network/network.ts';
import { CALL_FACT_NAMES } from './call-facts.ts';
import { withDuckDb } from './duck.ts';
import { land } from './land.ts';
import type { Landed, LandedFile } from './land.ts';
import { monthTerms } from './month-terms.ts';
import type { MonthTerms } from './month-terms.ts';
import { LONGEST_CALL_DAYS, callsSql, duplicateTableSql } from './plan.ts';
import type { PlanInput } from './plan.ts';
import { createReferenceTables } from './reference-tables.ts';
import { findSpans } from './spans.ts';
import type { Span, Spans } from './spans.ts';
import { summarise } from './summarise.ts';
import type { UsageSummary } from './summarise.ts';
import { readTotals } from './totals.ts';
import type { BucketTotal, OutcomeCounts, ReasonCount } from './totals.ts';
import { findUsageFiles } from './usage-files.ts';
import type { UsageFile } from './usage-files.ts';

/** Folder of a closed month's calls, in its work folder. */
export const CALLS_PARQUET = 'calls.parquet';

export interface TrafficOptions {
  readonly agreement: Agreement;
  /** `YYYY-MM` */
  readonly month: string;
  /** Folder with `usage/` and `network/`. */
  readonly inputDir: string;
  /** Folder for the Parquet files; what it held of an earlier close of the month is replaced. */
  readonly workDir: string;
  /** Folder of the block lists; by default those that come with the product. */
  readonly numberingDir?: string;
  /** Called as work goes on; `total` does not change. */
  readonly progress?: (done: number, total: number) => void;
}

/** A month of calls, each with its outcome. */
export interface TrafficMonth {
  readonly month: string;
  readonly agreement: AgreementRef;
  /** `read` is the sum of the six others. */
  readonly counts: OutcomeCounts;
  readonly minutesByBucket: readonly BucketTotal[];
  /** Why records were held, rejected, duplicate or not billable. */
  readonly reasons: readonly ReasonCount[];
  readonly files: readonly LandedFile[];
  readonly summaries: readonly UsageSummary[];
  /** Decoded records in the order of files and lines. */
  readonly landedParquet: readonly string[];
  /** Folder of Parquet parts with the same records, their facts and outcomes. */
  readonly callsParquet: string;
}

const NUMBERING = fileURLToPath(new URL('../../reference/numbering', import.meta.url));

/** Part of the work, beside reading the files, that the plan takes. */
const PLAN_SHARE = 1 / 3;

/**
 * Reads, identifies, rules, measures and sums the calls of one month. Bad records are outcomes, not problems; it fails when the
 * agreement or the network tables cannot be used or there is no usage.
 */
export async function closeTraffic(options: TrafficOptions): Promise<Result<TrafficMonth>> {
  const { agreement, inputDir, workDir } = options;
  const month = monthSpan(options.month);
  const files = findUsageFiles(inputDir);
  const network = readNetwork(path.join(inputDir, 'network'), options.numberingDir ?? NUMBERING);
  const problems = [...(month ? [] : [badMonth(options.month)]), ...inputProblems(files, inputDir)];
  if (!month || !network.ok || problems.length > 0)
    return fail(...problems, ...(network.ok ? [] : network.problems));
  const from = Temporal.PlainDate.from(month.from).subtract({ days: LONGEST_CALL_DAYS }).toString();
  const spans = findSpans(agreement, network.value, from, month.to);
  const terms = monthTerms(agreement, month, spans);
  if (!terms.ok) return terms;
  for (const folder of ['landed', CALLS_PARQUET])
    rmSync(path.join(workDir, folder), { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const total = Math.ceil(bytes * (1 + PLAN_SHARE));
  const result = await withDuckDb(workDir, async (db) => {
    const landed = await land(db, files, workDir, (done) => options.progress?.(done, total));
    const judged = (share: number): void =>
      options.progress?.(Math.floor(bytes + (total - bytes) * share), total);
    return judge(db, {
      agreement,
      network: network.value,
      month,
      spans,
      terms: terms.value,
      landed,
      workDir,
      judged,
    });
  });
  return ok({ month: options.month, agreement: agreement.ref, ...result });
}

async function judge(
  db: DuckDBConnection,
  input: {
    agreement: Agreement;
    network: Network;
    month: Span;
    spans: Spans;
    terms: MonthTerms;
    landed: Landed;
    workDir: string;
    judged: (share: number) => void;
  },
): Promise<Omit<TrafficMonth, 'month' | 'agreement'>> {
  const { agreement, network, month, spans, terms, landed } = input;
  const callsParquet = path.join(input.workDir, CALLS_PARQUET);
  mkdirSync(callsParquet, { recursive: true });
  await createReferenceTables(db, { agreement, network, spans, rules: terms.rules });
  const plan: PlanInput = {
    month,
    spans,
    rules: terms.rules,
    zones: [...new Set(network.trunkGroups.map(({ value }) => value.time_zone))].sort(),
    unusableRecords: terms.unusableRecords.value,
    monthOfCall: terms.monthOfCall.value,
    duplicateKey: terms.duplicateKey.value,
    identification: terms.identification.value,
    measurements: terms.measurements.map(({ term, stepMs }) => ({ measurement: term.value, stepMs })),
  };
  await db.run(duplicateTableSql(plan, landed.parts));
  for (const [index, part] of landed.parts.entries()) {
    await db.run(callsSql(plan, part, CALL_FACT_NAMES, path.join(callsParquet, path.basename(part))));
    input.judged((index + 1) / landed.parts.length);
  }
  const summaries = await summarise(db, agreement, { callsParquet, month, spans, terms });
  const totals = await readTotals(db, callsParquet, landed, summaries);
  return { ...totals, files: landed.files, summaries, landedParquet: landed.parts, callsParquet };
}

function monthSpan(month: string): Span | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return undefined;
  const from = Temporal.PlainDate.from(`${month}-01`);
  return { from: from.toString(), to: from.with({ day: from.daysInMonth }).toString() };
}

const badMonth = (month: string) => ({
  id: 'traffic/month',
  field: 'month',
  sentence: `"${month}" is not a month.`,
  cure: 'Write it like 2026-10.',
});

function inputProblems(files: readonly UsageFile[], inputDir: string) {
  if (files.length === 0) {
    return [
      {
        id: 'traffic/no-usage',
        file: path.join(inputDir, 'usage'),
        sentence: 'There are no usage files.',
        cure: 'Put EMI files into usage/emi/*.emi (or .emi.gz), call detail into usage/…/cdr.csv.',
      },
    ];
  }
  return files
    .filter((file, index) => files[index - 1]?.name === file.name)
    .map((file) => ({
      id: 'traffic/file-twice',
      file: file.path,
      sentence: `${file.name} is there compressed and plain.`,
      cure: 'Remove one of the two.',
    }));
}
