import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { rateMonth } from '../../flows/month-traffic/rate-month.ts';
import type { RatedMonth } from '../../flows/month-traffic/rate-month.ts';
import { openAgreement, wholeNumber, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { numberingDir } from '../paths.ts';
import { progressBar } from '../progress.ts';
import { ratedTable } from '../rated-table.ts';

interface RateOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly in: string;
  readonly store?: string;
  readonly out?: string;
  readonly engines?: number;
}

export function addRate(program: Command): void {
  withJson(withAgreement(program.command('rate')))
    .description('land and rate the usage of a month alone: buckets, what is held and why, prices; no bills')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'month to rate')
    .requiredOption('--in <dir>', 'folder with usage/ and network/')
    .option('--store <dir>', 'folder of landed usage, which is landed once (default: thrown away)')
    .option('--out <dir>', 'folder for the rated calls (default: thrown away)')
    .option(
      '--engines <n>',
      'engines that rate at the same time (default: one a processor, two at most)',
      wholeNumber,
    )
    .action(async (options: RateOptions) => {
      const rated = await rate(options);
      if (!rated.ok) {
        reportProblems(rated.problems, options.json === true);
        return;
      }
      if (options.json) printJson(rated.value);
      else print(ratedTable(rated.value));
      // Records that cannot be used are counts; what is wrong with a file as a whole somebody has to cure.
      if (rated.value.files.problems.length > 0) process.exitCode = EXIT.problems;
    });
}

async function rate(options: RateOptions): Promise<Result<RatedMonth>> {
  const agreement = openAgreement(options.agreement, options);
  if (!agreement.ok) return fail(...agreement.problems);
  const scratch = options.out === undefined ? mkdtempSync(path.join(tmpdir(), 'meetpoint-rate-')) : undefined;
  const bar = options.json === true ? undefined : progressBar('calls');
  try {
    return await rateMonth({
      agreement: agreement.value,
      month: options.month,
      inputDir: options.in,
      workDir: options.out ?? scratch ?? '',
      numberingDir,
      ...(options.store === undefined ? {} : { storeDir: options.store }),
      ...(options.engines === undefined ? {} : { engines: options.engines }),
      ...(bar ? { progress: bar.update } : {}),
    });
  } finally {
    bar?.stop();
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
}
