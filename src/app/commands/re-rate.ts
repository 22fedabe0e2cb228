import path from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { reRate } from '../../flows/re-rate/re-rate.ts';
import type { ReRated } from '../../flows/re-rate/re-rate.ts';
import { differencesCsv } from '../../flows/re-rate/tables.ts';
import { systemClock } from '../../platform/clock.ts';
import { withDatabase } from '../database.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { dataFolder } from '../paths.ts';
import { progressBar } from '../progress.ts';
import { reRatedTable } from '../re-rated-table.ts';

interface ReRateOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly reason: string;
  readonly network?: string;
  readonly factors?: string;
  readonly data?: string;
  readonly csv?: boolean;
}

export function addReRate(program: Command): void {
  withJson(withAgreement(program.command('re-rate')))
    .description(
      'rate an issued month again, as a new version beside the old: what differs, and the corrections for the next month',
    )
    .requiredOption('--agreement <dir>', 'folder of the corrected agreement')
    .requiredOption('--month <YYYY-MM>', 'issued month')
    .requiredOption('--reason <text>', 'what was corrected: bills show it')
    .option('--network <dir>', 'corrected tables of the network, all of them (default: as before)')
    .option('--factors <file>', 'corrected factors.csv (default: as before)')
    .option('--data <dir>', 'data folder in which the month was closed (default: MEETPOINT_DATA)')
    .option('--csv', 'the lines that differ as CSV')
    .action(async (options: ReRateOptions) => {
      const json = options.json === true;
      // The private database is in the data folder, too.
      if (options.data !== undefined) process.env['MEETPOINT_DATA'] = path.resolve(options.data);
      const rated = await run(options);
      if (!rated.ok) reportProblems(rated.problems, json);
      else if (json) printJson(rated.value);
      else if (options.csv === true) print(differencesCsv(rated.value.money.lines));
      else print(reRatedTable(rated.value));
    });
}

async function run(options: ReRateOptions): Promise<Result<ReRated>> {
  const agreement = openAgreement(options.agreement, options);
  if (!agreement.ok) return fail(...agreement.problems);
  const quiet = options.json === true || options.csv === true;
  const bar = quiet ? undefined : progressBar('calls');
  try {
    return await withDatabase((db) =>
      reRate({
        db,
        agreement: agreement.value,
        month: options.month,
        usageDir: path.join(dataFolder(), 'usage'),
        reason: options.reason,
        clock: systemClock,
        ...(options.network === undefined ? {} : { networkDir: options.network }),
        ...(options.factors === undefined ? {} : { factorsFile: options.factors }),
        ...(bar ? { progress: bar.update } : {}),
      }),
    );
  } finally {
    bar?.stop();
  }
}
