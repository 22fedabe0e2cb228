import type { PlanInput } from './build.ts';
import { firstOf, text, truth, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';

const DIGITS = 10;

/** The service that a number asks for: its longest first digits that are listed. Numbers of less than ten digits must fit whole. */
function serviceOf(number: string, lengths: readonly number[]): string {
  const keys = [...lengths].sort((a, b) => b - a).map((length) => 10 ** (DIGITS - length));
  const prefix = (divisor: number): string => `special(${number} div ${divisor}).service`;
  const whole10 = firstOf(
    keys.slice(0, -1).map((divisor) => [`${prefix(divisor)} is present`, prefix(divisor)]),
    keys.length === 0 ? undefined : prefix(keys.at(-1) as number),
  );
  return keys.length === 0
    ? `special(${number}).service`
    : `case when ${number} >= ${10 ** (DIGITS - 1)} then ${whole10} else special(${number}).service end`;
}

/** Where both ends are rated, and what is special about them: the facts that rules name. */
export function placeStages({ terms, tables }: PlanInput): DraftStage[] {
  const { value, citation } = terms.identification;
  const special = tables.find(({ name }) => name === 'special')?.rows ?? [];
  const lengths = [...new Set(special.map(([prefix]) => String(prefix).length))];
  const origins: [string, string][] = [['from_number is present', 'from_number div 10000']];
  if (value.originator.includes('charge-number'))
    origins.push(['charge_number is present', 'charge_number div 10000']);
  if (value.originator.includes('jip')) origins.push(['jip is present', 'jip']);
  const physical = (number: string): string =>
    firstOf(
      [[`virtual(${number}).rate_centre is present`, `virtual(${number}).rate_centre`]],
      `virtual(${number} div 1000).rate_centre`,
    );
  const rated = (end: string, code: string): DraftStage['columns'] => ({
    [`${end}_rate_centre`]: text(`exchange(${code}).rate_centre`, 'Rate centre of the code'),
    [`${end}_state`]: text(`exchange(${code}).state`, 'State of the code'),
    [`${end}_lata`]: text(`exchange(${code}).lata`, 'LATA of the code'),
    [`${end}_mta`]: text(`exchange(${code}).mta`, 'Major trading area of the code'),
    [`${end}_mca_area`]: text(`exchange(${code}).mca_area`, 'Metropolitan calling area of the code'),
    [`${end}_mca_tier`]: whole(`exchange(${code}).mca_tier`, 'Its tier there'),
  });
  return [
    {
      name: 'places',
      doc: 'Where both ends are rated, by NPA-NXX',
      columns: {
        origin_code: whole(firstOf(origins), 'NPA-NXX of the calling end', citation),
        terminating_code: whole('to_number div 10000', 'NPA-NXX of the called end'),
        ...rated('origin', 'origin_code'),
        ...rated('terminating', 'terminating_code'),
        origin_physical_rate_centre: text(physical('from_number'), 'Where the calling customer is'),
        terminating_physical_rate_centre: text(physical('to_number'), 'Where the called customer is'),
      },
    },
    {
      name: 'facts',
      doc: 'What else rules may name',
      columns: {
        trunk_group_kind: text('trunk(trunk_group).kind', 'Kind of the trunk group'),
        calling_present: truth('from_number is present', 'Whether a calling number was delivered'),
        charge_number_present: truth('charge_number is present', 'Whether a charge number was delivered'),
        jip_present: truth('jip is present', 'Whether the place of origin was signalled'),
        ported: truth('lrn is present', 'Whether the record has a routing number'),
        carrier_code: text('cic', 'Carrier identification code'),
        identified_by: text('originator_basis', 'What the originator is known from'),
        calling_area: text(
          'area(origin_rate_centre, terminating_rate_centre).kind',
          'Local calling area of the two rate centres',
        ),
        called_isp: truth('isp(to_number).known is present', 'Whether it calls dial-up access'),
        dialled_service: text(
          firstOf([['dialled is present', serviceOf('dialled', lengths)]], serviceOf('to_number', lengths)),
          'Service that the dialled number asks for',
        ),
        recording_point: text(
          firstOf([
            ["switch(recording_switch).role in ('tandem')", "'tandem'"],
            ['switch(recording_switch).ocn = originator_ocn', "'originating'"],
            ['switch(recording_switch).ocn = terminator_ocn', "'terminating'"],
            ['switch(recording_switch).role is present', "'tandem'"],
          ]),
          'Where on its way the call was recorded',
        ),
      },
    },
  ];
}
