import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { summarise } from '../../flows/agreement-summary/summary.ts';
import { summaryPdf } from '../../gateways/pdf/summary-pdf.ts';
import { openAgreement, today, withAgreement, withJson, withTimes } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';

interface SummaryOptions extends AgreementOptions {
  readonly out?: string;
}

export function addSummary(program: Command): void {
  withJson(withTimes(withAgreement(program.command('summary <dir>'))))
    .description('a printable summary: parties, dates, key terms, clocks, rates, coverage')
    .option('--out <file.pdf>', 'file to write (default: <agreement>-<variant>-<date>.pdf)')
    .action((dir: string, options: SummaryOptions) => writeSummary(dir, options));
}

/** `--json` prints what the PDF would hold and writes no file, unless one is named. */
async function writeSummary(dir: string, options: SummaryOptions): Promise<void> {
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, options.json === true);
  const agreement = loaded.value;
  const summary = summarise(agreement.at(options.asOf ?? today(agreement), options.known));
  if (options.json) printJson(summary);
  if (options.json && options.out === undefined) return;
  const file = options.out ?? `${summary.ref.id}-${summary.ref.variant}-${summary.asOf}.pdf`;
  writeFileSync(file, await summaryPdf(summary));
  if (!options.json) print(`Wrote ${path.relative('.', file) || file}`);
}
