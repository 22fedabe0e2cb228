import type { Expr } from '../../base/expr/ast.ts';
import type { PlanInput } from './build.ts';
import { firstOf, text, truth, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';
import type { PlanTable } from './types.ts';

const DIGITS = 10;

/**
 * The service that a number asks for: its longest first digits that are listed. Numbers of less than ten digits must fit whole. The
 * list is short, so that comparing costs less than looking up.
 */
function serviceOf(number: string, special: PlanTable['rows']): Expr {
  const field: Expr = { kind: 'field', name: number };
  const listed = special.map(([prefix, service]) => ({ digits: String(prefix), service: String(service) }));
  const branches = (length: number, of: Expr): { when: Expr; then: Expr }[] =>
    [
      ...Map.groupBy(
        listed.filter(({ digits }) => digits.length === length),
        ({ service }) => service,
      ),
    ].map(([service, own]) => ({
      when: { kind: 'in', item: of, values: own.map(({ digits }) => BigInt(digits)) },
      then: { kind: 'constant', value: service },
    }));
  const lengths = [...new Set(listed.map(({ digits }) => digits.length))].sort((a, b) => b - a);
  const whole10 = lengths.flatMap((length) =>
    branches(length, {
      kind: 'arithmetic',
      op: 'div',
      left: field,
      right: { kind: 'constant', value: 10n ** BigInt(DIGITS - length) },
    }),
  );
  const isWhole: Expr = {
    kind: 'compare',
    op: '>=',
    left: field,
    right: { kind: 'constant', value: 10n ** BigInt(DIGITS - 1) },
  };
  const none: Expr = { kind: 'constant', value: null };
  return {
    kind: 'case',
    branches: [{ when: isWhole, then: { kind: 'case', branches: whole10, otherwise: none } }],
    otherwise: {
      kind: 'case',
      branches: lengths.flatMap((length) => branches(length, field)),
      otherwise: none,
    },
  };
}

/** Where both ends are rated, and what is special about them: the facts that rules name. */
export function placeStages({ terms, tables }: PlanInput): DraftStage[] {
  const { value, citation } = terms.identification;
  const special = tables.find(({ name }) => name === 'special')?.rows ?? [];
  const asks = (number: string): Expr => serviceOf(number, special);
  const dialled: Expr = { kind: 'field', name: 'dialled' };
  const origins: [string, string][] = [['from_number is present', 'from_number div 10000']];
  if (value.originator.includes('charge-number'))
    origins.push(['charge_number is present', 'charge_number div 10000']);
  if (value.originator.includes('jip')) origins.push(['jip is present', 'jip']);
  const originCode = origins.length === 1 ? (origins[0] as [string, string])[1] : firstOf(origins);
  const physical = (number: string): string =>
    firstOf(
      [[`virtual(${number}).rate_centre is present`, `virtual(${number}).rate_centre`]],
      `virtual(${number} div 1000).rate_centre`,
    );
  const rated = (end: string, code: string, clause?: string): DraftStage['columns'] => ({
    [`${end}_rate_centre`]: text(`exchange(${code}).rate_centre`, 'Rate centre of the code', clause),
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
        ...rated('origin', originCode, citation),
        ...rated('terminating', 'to_number div 10000'),
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
          {
            expr: {
              kind: 'case',
              branches: [{ when: { kind: 'missing', item: dialled }, then: asks('to_number') }],
              otherwise: asks('dialled'),
            },
            text: 'the service of the longest first digits of dialled, else of to_number, in special',
          },
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
