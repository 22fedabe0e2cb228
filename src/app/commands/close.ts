import type { Command } from 'commander';
import type { Agreement } from '../../agreement/agreement.ts';
import { closeMonth } from '../../flows/close-month/close-month.ts';
import { monthFiles, monthSummary } from '../../flows/close-month/files.ts';
import { publish } from '../../flows/close-month/publish.ts';
import type { ClosedMonth } from '../../flows/close-month/summary.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { registerAgreement, updateAgreement, withDatabase } from '../database.ts';
import { monthTable } from '../month-table.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { numberingDir, usageDir } from '../paths.ts';
import { rateEngine } from '../rate-engine.ts';
import { progressBar } from '../progress.ts';

export interface CloseOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly in: string;
  readonly out: string;
  readonly issue?: boolean;
}

export function addClose(program: Command): void {
  withJson(withAgreement(program.command('close')))
    .description('close a month: orders, calls, bills each way, measures, the other side’s bill')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'month to close')
    .requiredOption('--in <dir>', 'folder with the month’s inputs')
    .requiredOption('--out <dir>', 'folder for the results')
    .option('--issue', 'issue the bills: from then on they never change')
    .action(async (options: CloseOptions) => {
      const closed = await withDatabase((db) => close(db, options));
      if (!closed.ok) reportProblems(closed.problems, options.json === true);
      else if (options.json) printJson(monthSummary(closed.value.closed));
      else print(monthTable(closed.value.closed, options.out));
    });
}

/** Closes the month and puts its files in place; nothing is written when anything is wrong. */
export async function close(
  db: Database,
  options: CloseOptions,
): Promise<Result<{ agreement: Agreement; closed: ClosedMonth }>> {
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return fail(...loaded.problems);
  const agreement = loaded.value;
  const amendments = options.amendment ?? [];
  await registerAgreement(db, agreement, amendments);
  const rate = rateEngine(agreement, options.month);
  const bar = options.json === true ? undefined : progressBar('calls');
  const closed = await closeMonth({
    db,
    agreement,
    month: options.month,
    inputDir: options.in,
    usageDir: usageDir(),
    numberingDir,
    clock: systemClock,
    issue: options.issue === true,
    ...(rate ? { rate } : {}),
    ...(bar ? { progress: bar.update } : {}),
  });
  bar?.stop();
  if (!closed.ok) return closed;
  await updateAgreement(db, agreement, amendments);
  publish(options.out, monthFiles(closed.value));
  return ok({ agreement, closed: closed.value });
}
