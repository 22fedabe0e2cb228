import type { Identification } from '../terms.ts';
import type { PlanInput } from './build.ts';
import { dayNumber, reachOf } from './clock-stages.ts';
import { fieldsOf } from './layers.ts';
import { OTHER_POINT } from './matches.ts';
import { firstOf, quoted, text, truth, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';
import type { PlanMatch } from './types.ts';

/** What can keep a record from having a bucket, and what becomes of it then. Their places are their numbers. */
export interface Fault {
  readonly no: number;
  /** Undefined where the reader of the format says why. */
  readonly reason?: string;
  readonly outcome: string;
  readonly when: string;
}

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

/** The faults in the order in which they are looked for. */
export function faultsOf({ terms, month }: PlanInput, matches: readonly PlanMatch[]): Fault[] {
  const { identification, recordingPoints } = terms;
  const { damaged, faulty } = terms.unusableRecords.value;
  const points = matches.some(({ name }) => name === OTHER_POINT) ? recordingPoints : undefined;
  const held = (reason: string, when: string) => ({ reason, outcome: 'held', when });
  const faults = [
    { outcome: damaged, when: "status = 'damaged'" },
    { outcome: faulty, when: "status = 'rejected'" },
    ...matches
      .filter(({ kind }) => kind === 'key')
      .map(({ name }) => ({
        reason: 'duplicate',
        outcome: 'duplicate',
        when: `${name}(seq).first is present`,
      })),
    held(
      'other-month',
      `month_day is missing or month_day < ${dayNumber(month.from)} or month_day > ${dayNumber(month.to)}`,
    ),
    held('connected-too-early', `connect_day < ${dayNumber(reachOf(month))}`),
    held('unknown-trunk-group', 'trunk_group_kind is missing'),
    { reason: 'unanswered', outcome: 'non-billable', when: 'not answered or conversation_ms = 0' },
    ...(points === undefined
      ? []
      : [
          {
            reason: 'recorded-elsewhere',
            outcome: 'duplicate',
            when: `${OTHER_POINT}(seq).first is present`,
          },
          held(
            'record-not-for-billing',
            `recording_point is present and recording_point not in (${points.term.value.bill.map(quoted).join(', ')})`,
          ),
        ]),
    held(
      'unassigned-block',
      `number(from_number div 1000).taken_back and origin_lrn is missing
        or number(to_number div 1000).taken_back and lrn is missing and terminating_lrn is missing`,
    ),
    ...unknownEnds(identification.value),
  ];
  return faults.map((fault, index) => ({ no: index + 1, ...fault }));
}

/**
 * Ends of a call that are not known. A number that asks for a service has no holder and no place: the rules of the agreement put such
 * calls apart before anybody asks.
 */
function unknownEnds(identification: Identification): Omit<Fault, 'no'>[] {
  const unneeded = identification.callingPlaceNotNeededFor.map(quoted).join(', ');
  const held = (reason: string, when: string): Omit<Fault, 'no'> => ({
    reason,
    outcome: 'held',
    when: `not for_service and (${when})`,
  });
  return [
    ...Object.entries(UNKNOWN)
      .filter(([basis]) => says(identification.originator, basis))
      .map(([basis, reason]) =>
        held(reason, `originator is missing and originator_basis = ${quoted(basis)}`),
      ),
    held(
      'unknown-routing-number',
      "terminator is missing and terminator_basis in ('routing-number', 'ported-number')",
    ),
    held('unlisted-terminating-holder', "terminator is missing and terminator_basis = 'block'"),
    held('no-terminating-holder', 'terminator is missing'),
    held('unknown-called-place', 'terminating_rate_centre is missing'),
    held(
      'unknown-calling-place',
      `origin_rate_centre is missing and originator_basis is present${unneeded === '' ? '' : ` and (originator_kind is missing or originator_kind not in (${unneeded}))`}`,
    ),
  ];
}

/** Whether a source of the agreement can name a carrier on this basis. */
const says = (sources: readonly string[], basis: string): boolean =>
  basis === 'block' || basis === 'code' ? sources.includes('calling-number') : sources.includes(basis);

/** The first thing that keeps a record from having a bucket. */
export function faultStage({ terms, rules }: PlanInput, faults: readonly Fault[]): DraftStage {
  const ranks = (terms.recordingPoints?.term.value.prefer ?? []).map((point, index): [string, string] => [
    `recording_point = ${quoted(point)}`,
    String(index + 1),
  ]);
  const services = rules.filter(({ when }) => fieldsOf(when).has('dialled_service'));
  return {
    name: 'fault',
    doc: 'The first thing that keeps a record from having a bucket',
    columns: {
      for_service: truth(
        services.length === 0 ? 'false' : services.map(({ text }) => `(${text})`).join(' or '),
        'Whether a rule on the dialled service takes the call',
      ),
      recorder: text(
        "case when recording_switch is present then recording_switch else 'unknown' end",
        'Switch that made the record',
      ),
      point_rank: whole(
        firstOf(ranks, String(ranks.length + 1)),
        'Rank of the recording point among those of one call; one that no table knows is the last',
      ),
      fault_no: whole(
        firstOf(faults.map(({ when, no }) => [when, String(no)])),
        'Number of what keeps the record from the rules',
      ),
    },
  };
}
