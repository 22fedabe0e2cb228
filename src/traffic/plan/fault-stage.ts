import type { PlanInput } from './build.ts';
import { dayNumber } from './clock-stages.ts';
import { OTHER_POINT } from './matches.ts';
import { firstOf, quoted, text, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';
import type { PlanMatch } from './types.ts';

const UNKNOWN: Readonly<Record<string, string>> = {
  record: 'unknown-originating-carrier',
  'trunk-group': 'unknown-originating-carrier',
  'carrier-code': 'unknown-originating-carrier',
  'ported-number': 'unknown-routing-number',
  block: 'unlisted-originating-holder',
  'charge-number': 'unlisted-originating-holder',
  jip: 'no-originating-holder',
  code: 'no-originating-holder',
};

/** The first thing that keeps a record from having a bucket. */
export function faultStage({ terms, month }: PlanInput, matches: readonly PlanMatch[]): DraftStage {
  const { identification, recordingPoints } = terms;
  const points = matches.some(({ name }) => name === OTHER_POINT) ? recordingPoints : undefined;
  const unneeded = identification.value.callingPlaceNotNeededFor;
  const branches: [string, string][] = [
    ["status != 'record'", 'reason'],
    ...matches
      .filter(({ kind }) => kind === 'key')
      .map(({ name }): [string, string] => [`${name}(seq).first is present`, "'duplicate'"]),
    [
      `month_day is missing or month_day < ${dayNumber(month.from)} or month_day > ${dayNumber(month.to)}`,
      "'other-month'",
    ],
    ['trunk_group_kind is missing', "'unknown-trunk-group'"],
    ['not answered or conversation_ms = 0', "'unanswered'"],
    ...(points === undefined
      ? []
      : [
          [`${OTHER_POINT}(seq).first is present`, "'recorded-elsewhere'"] as [string, string],
          [
            `recording_point is present and recording_point not in (${points.term.value.bill.map(quoted).join(', ')})`,
            "'record-not-for-billing'",
          ] as [string, string],
        ]),
    ...Object.entries(UNKNOWN).map(([basis, fault]): [string, string] => [
      `originator is missing and originator_basis = ${quoted(basis)}`,
      quoted(fault),
    ]),
    [
      "terminator is missing and terminator_basis in ('routing-number', 'ported-number')",
      "'unknown-routing-number'",
    ],
    ["terminator is missing and terminator_basis = 'block'", "'unlisted-terminating-holder'"],
    ['terminator is missing', "'no-terminating-holder'"],
    ['terminating_rate_centre is missing', "'unknown-called-place'"],
    [
      `origin_rate_centre is missing and originator_basis is present${unneeded.length === 0 ? '' : ` and (originator_kind is missing or originator_kind not in (${unneeded.map(quoted).join(', ')}))`}`,
      "'unknown-calling-place'",
    ],
  ];
  const ranks = (points?.term.value.prefer ?? []).map((point, index): [string, string] => [
    `recording_point = ${quoted(point)}`,
    String(index + 1),
  ]);
  return {
    name: 'fault',
    doc: 'The first thing that keeps a record from having a bucket',
    columns: {
      point_rank: whole(firstOf(ranks), 'Rank of the recording point among those of one call'),
      fault: text(firstOf(branches), 'Why the record cannot be put into a bucket'),
    },
  };
}
