import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Agreement } from '../agreement/agreement.ts';
import type { AgreementRef } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { readNetwork } from '../network/network.ts';
import type { Network } from '../network/network.ts';
import { onDuckDb } from './engine/index.ts';
import type { RateEngine } from './engine/index.ts';
import type { Landed, LandedFile } from './landing/index.ts';
import { keepMonth } from './month-plan.ts';
import { monthTerms } from './month-terms.ts';
import type { MonthTerms } from './month-terms.ts';
import { reachOf } from './plan/clock-stages.ts';
import { findSpans } from './spans.ts';
import type { Span, Spans } from './spans.ts';
import { summarise } from './summarise.ts';
import type { UsageSummary } from './summarise.ts';
import { readTotals } from './totals.ts';
import type { BucketTotal, OutcomeCounts, ReasonCount } from './totals.ts';

/** Folder of a closed month's calls, in its work folder. */
export const CALLS_PARQUET = 'calls.parquet';

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

/** What the calls of a month are rated by, read and found usable. */
export interface PreparedMonth {
  readonly name: string;
  readonly agreement: Agreement;
  readonly month: Span;
  readonly network: Network;
  readonly spans: Spans;
  readonly terms: MonthTerms;
  readonly networkDir: string;
  readonly numberingDir: string;
}

const NUMBERING = fileURLToPath(new URL('../../reference/numbering', import.meta.url));
const MOST_ENGINES = 2;

/** Reads the network and the terms of a month, or says everything that is wrong with them. */
export function prepareMonth(options: {
  readonly agreement: Agreement;
  /** `YYYY-MM` */
  readonly month: string;
  readonly networkDir: string;
  /** By default the lists that come with the product. */
  readonly numberingDir?: string;
}): Result<PreparedMonth> {
  const { agreement, networkDir, numberingDir = NUMBERING } = options;
  const month = monthSpan(options.month);
  const network = readNetwork(networkDir, numberingDir);
  if (!month || !network.ok)
    return fail(...(month ? [] : [badMonth(options.month)]), ...(network.ok ? [] : network.problems));
  const spans = findSpans(agreement, network.value, reachOf(month), month.to);
  const terms = monthTerms(agreement, month, spans);
  if (!terms.ok) return terms;
  return ok({
    name: options.month,
    agreement,
    month,
    network: network.value,
    spans,
    terms: terms.value,
    networkDir,
    numberingDir,
  });
}

/** Rates and sums landed records into `workDir`. */
export async function rateMonth(
  prepared: PreparedMonth,
  landed: Landed,
  options: {
    readonly workDir: string;
    /** Where the records were landed. */
    readonly storeDir: string;
    /** Engines of one thread; by default one a processor, two at most. */
    readonly engines?: number;
    readonly rate?: RateEngine;
    readonly done?: (share: number) => void;
  },
): Promise<Result<TrafficMonth>> {
  const { agreement, month, network, spans, terms, networkDir, numberingDir } = prepared;
  const callsParquet = path.join(options.workDir, CALLS_PARQUET);
  const files = inOrder(landed.files);
  const rate = options.rate ?? onDuckDb(options.engines ?? Math.min(MOST_ENGINES, availableParallelism()));
  const input = { agreement, network, month, spans, terms, files, parts: landed.parts };
  const rated = await rate(input, callsParquet, options.done);
  if (!rated.ok) return rated;
  keepMonth(options.workDir, { month, files, store: options.storeDir }, { networkDir, numberingDir });
  const summaries = summarise(agreement, rated.value, { month, spans, terms });
  const totals = await readTotals(landed, rated.value, summaries);
  return ok({
    month: prepared.name,
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
