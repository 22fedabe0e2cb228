import { formatProblem } from '../base/problem.ts';
import type { Landed, LandedFile } from '../traffic/landing/index.ts';
import { table } from './output.ts';

const count = (value: number): string => value.toLocaleString('en-US');

const days = ({ firstDay, lastDay }: LandedFile): string =>
  firstDay === undefined ? '' : firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;

/** More packs than these are shown as one sum. */
const MOST_PACKS = 3;

/** `0047: 2175 of 2175` for each pack: what was counted of what its end declares. */
function controls({ controls: packs }: LandedFile): string {
  const text = ({ counted, declared }: { readonly counted: number; readonly declared?: number }): string =>
    `${count(counted)} of ${declared === undefined ? 'unknown' : count(declared)}`;
  if (packs.length <= MOST_PACKS)
    return packs.map((one) => `${one.pack === '' ? '' : `${one.pack}: `}${text(one)}`).join(', ');
  const counted = packs.reduce((sum, one) => sum + one.counted, 0);
  const unknown = packs.some(({ declared }) => declared === undefined);
  const declared = packs.reduce((sum, one) => sum + (one.declared ?? 0), 0);
  return `${packs.length} packs: ${text({ counted, ...(unknown ? {} : { declared }) })}`;
}

const reasons = (file: LandedFile): string =>
  file.reasons.map(({ reason, records }) => `${reason} ${count(records)}`).join(', ');

/** What a landing brought, for a terminal. */
export function landingTable(landed: Landed, storeDir: string): string {
  const { files, parts } = landed;
  const sum = (of: (file: LandedFile) => number): string =>
    count(files.reduce((all, file) => all + of(file), 0));
  const rows = files.map((file) => [
    file.name,
    file.state,
    count(file.read),
    count(file.damaged),
    count(file.rejected),
    reasons(file),
    controls(file),
    days(file),
    file.late + file.early === 0 ? '' : `${count(file.late)} late, ${count(file.early)} early`,
  ]);
  return [
    table(
      ['file', 'state', 'read', 'damaged', 'rejected', 'reasons', 'control totals', 'days', 'other months'],
      [
        ...rows,
        [
          'all',
          '',
          sum(({ read }) => read),
          sum(({ damaged }) => damaged),
          sum(({ rejected }) => rejected),
          '',
          '',
          '',
          '',
        ],
      ],
      [2, 3, 4],
    ),
    ...files.flatMap((file) => file.problems.map((problem) => `Usage file: ${formatProblem(problem)}`)),
    `${count(parts.length)} Parquet file${parts.length === 1 ? '' : 's'} in ${storeDir}.`,
  ].join('\n');
}
