import type { ReRated } from '../flows/re-rate/re-rate.ts';
import { decimal, divide, rational, toFixed } from '../base/rational.ts';
import { table } from './output.ts';

/** Minutes of recorded conversation for people: two decimals, cut. */
const minutes = (ms: number): string => toFixed(divide(rational(ms), rational(MINUTE_MS)), 2, 'down');
const MINUTE_MS = 60_000;
const count = (value: number): string => value.toLocaleString('en-US');

/** What rating a month again brought, for a terminal. */
export function reRatedTable(rated: ReRated): string {
  const { usage, money, adjustments, unplaced, agreementBefore, agreement } = rated;
  const views = [
    ['bucket', usage.buckets, money.buckets],
    ['direction', usage.directions, money.directions],
    ['trunk group', usage.trunkGroups, money.trunkGroups],
  ] as const;
  const calls = views[0][1].filter((row) => row.callsBefore !== row.callsAfter);
  const parts = [
    `${rated.month}, version ${rated.version} beside version ${rated.comparedWith}: ${rated.reason}`,
    `Agreement ${agreementBefore.hash.slice(0, 12)} before, ${agreement.hash.slice(0, 12)} now. In ${rated.folder}.`,
    calls.length === 0
      ? 'Every call is where it was.'
      : table(
          ['bucket', 'calls before', 'calls now', 'recorded minutes before', 'now'],
          calls.map((row) => [
            row.key,
            count(row.callsBefore),
            count(row.callsAfter),
            minutes(row.conversationMsBefore),
            minutes(row.conversationMsAfter),
          ]),
          [1, 2, 3, 4],
        ),
  ];
  for (const [name, , rows] of views) {
    const other = rows.filter(({ difference }) => decimal(difference).num !== 0n);
    if (other.length > 0)
      parts.push(
        table(
          [name, 'owed by', 'before $', 'now $', 'difference $'],
          other.map((row) => [row.key, row.billed, row.before, row.after, row.difference]),
          [2, 3, 4],
        ),
      );
  }
  parts.push(
    adjustments.length === 0
      ? 'The issued bills need no correction.'
      : [
          table(
            ['bill', 'line', 'correction $'],
            adjustments.map(({ bill, line, amount }) => [bill, String(line), amount]),
            [1, 2],
          ),
          'Issued bills stay as they are. Put corrections.csv of this version into the inputs of the next month to bill it.',
        ].join('\n'),
  );
  for (const { line, amount } of unplaced)
    parts.push(
      `$${amount} of ${line.bucket} on ${line.trunkGroup} is owed by ${line.billed} to ${line.biller}, and no issued bill between them can carry it: raise it as an amount of its own.`,
    );
  return parts.join('\n');
}
