import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Agreement } from '../agreement/agreement.ts';
import type { AgreementRef } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { readNetwork } from '../network/network.ts';
import { findUsageFiles, landFiles, usageFormatProblems } from './landing/index.ts';
import type { LandedFile, UsageFile } from './landing/index.ts';
import { monthTerms } from './month-terms.ts';
import { keepMonth } from './month-plan.ts';
import { LONGEST_CALL_DAYS } from './plan/clock-stages.ts';
import { onDuckDb } from './engine/index.ts';
import type { RateEngine } from './engine/index.ts';
import { findSpans } from './spans.ts';
import type { Span } from './spans.ts';
import { summarise } from './summarise.ts';
import type { UsageSummary } from './summarise.ts';
import { readTotals } from './totals.ts';
import type { BucketTotal, OutcomeCounts, ReasonCount } from './totals.ts';

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
  /** Store of landed usage; by default one in the work folder, made anew. */
  readonly storeDir?: string;
  /** Engines that rate at the same time, each with one thread; by default one a processor, two at most. */
  readonly engines?: number;
  /** Where calls are rated; by default on DuckDB, here. */
  readonly rate?: RateEngine;
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
  /** Folder of Parquet parts of rated calls; `callsRelation` reads them. */
  readonly callsParquet: string;
}

const NUMBERING = fileURLToPath(new URL('../../reference/numbering', import.meta.url));

/** Part of the work, beside reading the files, that rating takes. */
const RATING_SHARE = 1 / 2;
const MOST_ENGINES = 2;

/** Folder of a month's landed usage, in its work folder. */
export const LANDED = 'landed';

/**
 * Lands, identifies, rules, measures and sums the calls of one month. Bad records are outcomes, not problems; it fails when the
 * agreement or the network tables cannot be used or there is no usage.
 */
export async function closeTraffic(options: TrafficOptions): Promise<Result<TrafficMonth>> {
  const { agreement, inputDir, workDir } = options;
  const month = monthSpan(options.month);
  const files = findUsageFiles(inputDir);
  const network = readNetwork(path.join(inputDir, 'network'), options.numberingDir ?? NUMBERING);
  const problems = [
    ...(month ? [] : [badMonth(options.month)]),
    ...inputProblems(files, inputDir),
    ...usageFormatProblems(inputDir),
  ];
  if (!month || !network.ok || problems.length > 0)
    return fail(...problems, ...(network.ok ? [] : network.problems));
  const from = Temporal.PlainDate.from(month.from).subtract({ days: LONGEST_CALL_DAYS }).toString();
  const spans = findSpans(agreement, network.value, from, month.to);
  const terms = monthTerms(agreement, month, spans);
  if (!terms.ok) return terms;
  const callsParquet = path.join(workDir, CALLS_PARQUET);
  const storeDir = options.storeDir ?? path.join(workDir, LANDED);
  if (options.storeDir === undefined) rmSync(storeDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const total = Math.ceil(bytes * (1 + RATING_SHARE));
  const landed = await landFiles(files, storeDir, {
    progress: (done) => options.progress?.(done, total),
  });
  const input = {
    agreement,
    network: network.value,
    month,
    spans,
    terms: terms.value,
    files: inOrder(landed.files),
    parts: landed.parts,
  };
  const rate = options.rate ?? onDuckDb(options.engines ?? Math.min(MOST_ENGINES, availableParallelism()));
  const rated = await rate(input, callsParquet, (share) =>
    options.progress?.(Math.floor(bytes + (total - bytes) * share), total),
  );
  if (!rated.ok) return rated;
  const groups = rated.value;
  keepMonth(
    workDir,
    { month, files: input.files, store: storeDir },
    {
      networkDir: path.join(inputDir, 'network'),
      numberingDir: options.numberingDir ?? NUMBERING,
    },
  );
  const summaries = summarise(agreement, groups, { month, spans, terms: terms.value });
  const totals = await readTotals(landed, groups, summaries);
  return ok({
    month: options.month,
    agreement: agreement.ref,
    ...totals,
    files: landed.files,
    summaries,
    callsParquet,
  });
}

/** Files by the order of their names, each content once. */
function inOrder(files: readonly LandedFile[]): { key: number; name: string }[] {
  const names = new Map<number, string>();
  for (const { key, name, state } of files) if (state !== 'refused' && !names.has(key)) names.set(key, name);
  return [...names].map(([key, name]) => ({ key, name })).sort((a, b) => (a.name < b.name ? -1 : 1));
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
