import { SingleBar } from 'cli-progress';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { findUsageFiles, landFiles, usageFormatProblems } from '../../traffic/landing/index.ts';
import { landingTable } from '../landing-table.ts';
import { withJson } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';

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

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Write a whole number from 1.');
  return value;
}

async function land(options: LandCommandOptions): Promise<void> {
  const json = options.json === true;
  const files = findUsageFiles(options.in);
  const problems = [...usageFormatProblems(options.in), ...(files.length === 0 ? [noUsage(options.in)] : [])];
  if (problems.length > 0) {
    reportProblems(problems, json);
    return;
  }
  const bar = json ? undefined : progressBar();
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

/** A bar on a terminal; nothing in a file or a pipe. */
function progressBar(): { update: (done: number, total: number) => void; stop: () => void } | undefined {
  if (!process.stderr.isTTY) return undefined;
  const bar = new SingleBar({
    format: 'files  {bar} {percentage} %  {duration_formatted}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    update: (done, total) => {
      if (!started) bar.start(total, 0);
      started = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
