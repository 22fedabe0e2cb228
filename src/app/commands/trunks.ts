import path from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { TrunkStudy } from '../../flows/trunk-study/study.ts';
import { trunkStudy } from '../../flows/trunk-study/trunk-study.ts';
import { readNetwork } from '../../network/network.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { dataFolder, numberingDir } from '../paths.ts';

interface TrunksOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly in: string;
  readonly data?: string;
}

export function addTrunks(program: Command): void {
  withJson(withAgreement(program.command('trunks')))
    .description('load of the trunk groups in the busy hours of closed months, and what is due')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'last month of the study; it must be closed')
    .requiredOption('--in <dir>', 'folder with network/, the tables of the network')
    .option('--data <dir>', 'data folder in which the months were closed (default: MEETPOINT_DATA)')
    .action(async (options: TrunksOptions) => {
      const study = await ask(options);
      if (!study.ok) reportProblems(study.problems, options.json === true);
      else if (options.json) printJson(study.value);
      else print(trunksText(study.value));
    });
}

async function ask(options: TrunksOptions): Promise<Result<TrunkStudy>> {
  const agreement = openAgreement(options.agreement, options);
  const network = readNetwork(path.join(options.in, 'network'), numberingDir);
  if (!agreement.ok || !network.ok)
    return fail(...(agreement.ok ? [] : agreement.problems), ...(network.ok ? [] : network.problems));
  return trunkStudy({
    agreement: agreement.value,
    month: options.month,
    usageDir: path.join(options.data ?? dataFolder(), 'usage'),
    network: network.value,
  });
}

const orDash = (value: string | number | null): string => (value === null ? '–' : String(value));

/** The study for a terminal. */
function trunksText({ months, groups, offices, actions, unknownGroups }: TrunkStudy): string {
  const first = months.length > 1 ? `${months[0]} to ` : '';
  const missing = groups.filter((group) => group.missing.length > 0);
  const parts = [
    `Trunk groups in the busy hours of ${first}${months.at(-1)}`,
    table(
      ['trunk group', 'class', 'hour', 'CCS', 'erlangs', 'required', 'in service', 'used'],
      groups.map((group) => [
        group.trunkGroup,
        orDash(group.trafficClass),
        group.hour === null ? '–' : `${String(group.hour).padStart(2, '0')}:00`,
        group.ccs,
        group.erlangs,
        orDash(group.required),
        orDash(group.inService),
        group.utilization === null ? '–' : `${group.utilization} %`,
      ]),
      [3, 4, 5, 6, 7],
    ),
  ];
  if (offices.length > 0)
    parts.push(
      table(
        ['through', 'place', 'CCS by month', 'direct group'],
        offices.map(({ trunkGroup, office, ccsByMonth, due }) => [
          trunkGroup,
          office,
          ccsByMonth.map(({ ccs }) => ccs).join(', '),
          due === true ? 'due' : due === false ? 'not due' : '–',
        ]),
      ),
    );
  parts.push(
    actions.length === 0
      ? 'Nothing is due.'
      : [
          'Due:',
          ...actions.map(({ trunkGroup, sentence, clause }) => `  ${trunkGroup}: ${sentence} (${clause})`),
        ].join('\n'),
  );
  for (const [columns, without] of Map.groupBy(missing, (group) => group.missing.join(' and ')))
    parts.push(
      `Not sized, for trunk-groups.csv does not say ${columns}: ${without.map(({ trunkGroup }) => trunkGroup).join(', ')}.`,
    );
  if (unknownGroups.length > 0)
    parts.push(`Calls came on groups that the table does not have: ${unknownGroups.join(', ')}.`);
  return parts.join('\n');
}
