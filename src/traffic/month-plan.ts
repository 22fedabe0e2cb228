import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../agreement/agreement.ts';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import { readNetwork } from '../network/network.ts';
import { monthTerms } from './month-terms.ts';
import type { UsagePlan } from './plan/types.ts';
import { plansOf } from './rate.ts';
import { findSpans } from './spans.ts';
import type { Span } from './spans.ts';

/** What the calls of a month were rated by, beside the agreement: kept with them, so that a call can be explained. */
export interface MonthFile {
  /** First and last day. */
  readonly month: Span;
  /** In the order of their names. */
  readonly files: readonly { readonly key: number; readonly name: string }[];
  /** Store of landed usage, relative to the folder of the month where it lies in it or beside it. */
  readonly store: string;
}

const MONTH_FILE = 'month.json';

/** Keeps the tables of the network, and the files of the month, in its work folder. */
export function keepMonth(
  workDir: string,
  kept: MonthFile,
  from: { readonly networkDir: string; readonly numberingDir: string },
): void {
  for (const [name, dir] of [
    ['network', from.networkDir],
    ['numbering', from.numberingDir],
  ] as const) {
    const target = path.join(workDir, name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(dir).filter((entry) => entry.endsWith('.csv')))
      cpSync(path.join(dir, file), path.join(target, file));
  }
  // Versions of a month share the store of the folder above; the data folder may be moved as a whole.
  const near = !path.relative(path.dirname(workDir), kept.store).startsWith('..');
  const store = near ? path.relative(workDir, kept.store) : path.resolve(kept.store);
  writeFileSync(path.join(workDir, MONTH_FILE), JSON.stringify({ ...kept, store }, null, 2));
}

/** @param workDir of a closed month. */
export function readMonthFile(workDir: string): MonthFile {
  const read = JSON.parse(readFileSync(path.join(workDir, MONTH_FILE), 'utf8')) as MonthFile;
  return { ...read, store: path.resolve(workDir, read.store) };
}

/** The plan of a day of a closed month, under the agreement at hand. */
export function planOfDay(workDir: string, agreement: Agreement, day: string | undefined): Result<UsagePlan> {
  const { month, files } = readMonthFile(workDir);
  const network = readNetwork(path.join(workDir, 'network'), path.join(workDir, 'numbering'));
  if (!network.ok) return network;
  const on = day ?? month.from;
  const spans = findSpans(agreement, network.value, on, on);
  const terms = monthTerms(agreement, month, spans);
  if (!terms.ok) return fail(...terms.problems);
  const [plan] = plansOf({
    agreement,
    network: network.value,
    month,
    spans,
    terms: terms.value,
    files,
  }).values();
  return ok(plan as UsagePlan);
}
