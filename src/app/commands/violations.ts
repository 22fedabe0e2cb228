import path from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { violations } from '../../flows/lec-to-lec/violations.ts';
import type { ViolationReport } from '../../flows/lec-to-lec/violations.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { dataFolder } from '../paths.ts';

interface ViolationsOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly data?: string;
}

export function addViolations(program: Command): void {
  withJson(withAgreement(program.command('violations')))
    .description('calls of a closed month that do not belong on the LEC-to-LEC network, and what to do')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'closed month')
    .option('--data <dir>', 'data folder in which the month was closed (default: MEETPOINT_DATA)')
    .action(async (options: ViolationsOptions) => {
      const report = await ask(options);
      if (!report.ok) reportProblems(report.problems, options.json === true);
      else if (options.json) printJson(report.value);
      else print(text(report.value));
    });
}

async function ask(options: ViolationsOptions): Promise<Result<ViolationReport>> {
  const agreement = openAgreement(options.agreement, options);
  if (!agreement.ok) return fail(...agreement.problems);
  return violations({
    agreement: agreement.value,
    month: options.month,
    usageDir: path.join(options.data ?? dataFolder(), 'usage'),
  });
}

function text({ month, violations: found, calls, minutes, clause }: ViolationReport): string {
  if (found.length === 0) return `${month}: no call violates ${clause}.`;
  return [
    table(
      ['trunk group', 'originator', 'calls', 'minutes', 'from', 'to', 'clause'],
      [
        ...found.map((one) => [
          one.trunkGroup,
          one.originatingOcn ?? 'unknown',
          one.calls.toLocaleString('en-US'),
          one.minutes,
          one.firstDay,
          one.lastDay,
          one.clauses.join(', '),
        ]),
        ['', 'all', calls.toLocaleString('en-US'), minutes, '', '', clause],
      ],
      [2, 3],
    ),
    ...found.map(({ todo }) => `${todo.sentence} (${todo.clause})`),
  ].join('\n');
}
