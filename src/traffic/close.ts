import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../agreement/agreement.ts';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { RateEngine } from './engine/index.ts';
import { findUsageFiles, landFiles, usageFormatProblems } from './landing/index.ts';
import type { UsageFile } from './landing/index.ts';
import { prepareMonth, rateMonth } from './rate-month.ts';
import type { TrafficMonth } from './rate-month.ts';

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

/** Part of the work, beside reading the files, that rating takes. */
const RATING_SHARE = 1 / 2;

/** Folder of a month's landed usage, in its work folder. */
export const LANDED = 'landed';

/**
 * Lands, identifies, rules, measures and sums the calls of one month. Bad records are outcomes, not problems; it fails when the
 * agreement or the network tables cannot be used or there is no usage.
 */
export async function closeTraffic(options: TrafficOptions): Promise<Result<TrafficMonth>> {
  const { inputDir, workDir } = options;
  const files = findUsageFiles(inputDir);
  const prepared = prepareMonth({
    agreement: options.agreement,
    month: options.month,
    networkDir: path.join(inputDir, 'network'),
    ...(options.numberingDir === undefined ? {} : { numberingDir: options.numberingDir }),
  });
  const problems = [...inputProblems(files, inputDir), ...usageFormatProblems(inputDir)];
  if (!prepared.ok || problems.length > 0)
    return fail(...(prepared.ok ? [] : prepared.problems), ...problems);
  const storeDir = options.storeDir ?? path.join(workDir, LANDED);
  if (options.storeDir === undefined) rmSync(storeDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const total = Math.ceil(bytes * (1 + RATING_SHARE));
  const landed = await landFiles(files, storeDir, {
    progress: (done) => options.progress?.(done, total),
  });
  return rateMonth(prepared.value, landed, {
    workDir,
    storeDir,
    ...(options.engines === undefined ? {} : { engines: options.engines }),
    ...(options.rate ? { rate: options.rate } : {}),
    done: (share) => options.progress?.(Math.floor(bytes + (total - bytes) * share), total),
  });
}

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
