import type { Command } from 'commander';
import { findUsageFiles, landFiles, usageFormatProblems } from '../../traffic/landing/index.ts';
import { landingTable } from '../landing-table.ts';
import { wholeNumber, withJson } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { progressBar } from '../progress.ts';

interface LandCommandOptions {
  readonly in: string;
  readonly store: string;
  readonly parallel?: number;
  readonly json?: boolean;
}

export function addLand(program: Command): void {
  withJson(program.command('land'))
    .description('land usage files: decode them into Parquet by day, each file once, with control totals')
    .requiredOption('--in <dir>', 'folder with usage/')
    .requiredOption('--store <dir>', 'folder of the landed files')
    .option('--parallel <n>', 'files that are read at the same time (default: 1)', wholeNumber)
    .action(land);
}

async function land(options: LandCommandOptions): Promise<void> {
  const json = options.json === true;
  const files = findUsageFiles(options.in);
  const problems = [...usageFormatProblems(options.in), ...(files.length === 0 ? [noUsage(options.in)] : [])];
  if (problems.length > 0) {
    reportProblems(problems, json);
    return;
  }
  const bar = json ? undefined : progressBar('files');
  const landed = await landFiles(files, options.store, {
    ...(bar ? { progress: bar.update } : {}),
    ...(options.parallel === undefined ? {} : { parallel: options.parallel }),
  });
  bar?.stop();
  if (json) printJson(landed);
  else print(landingTable(landed, options.store));
  // Records that cannot be used are counts; what is wrong with a file as a whole somebody has to cure.
  if (landed.files.some((file) => file.problems.length > 0)) process.exitCode = EXIT.problems;
}

const noUsage = (dir: string) => ({
  id: 'traffic/no-usage',
  file: `${dir}/usage`,
  sentence: 'There are no usage files.',
  cure: 'Put EMI files into usage/emi/*.emi, AMA/BAF into usage/baf/*.baf, call detail into usage/…/cdr.csv or beside a mapping.yaml.',
});
