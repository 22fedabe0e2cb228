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
  const { originator } = value;
  /** Where the calling end is rated: by its number, else by what the agreement takes in its place. */
  const origin = (column: string): string => {
    const own = `number(from_number div 1000).${column}`;
    const others: [string, string][] = [];
    if (originator.includes('charge-number'))
      others.push(['charge_number is present', `number(charge_number div 1000).${column}`]);
    if (originator.includes('jip')) others.push(['jip is present', `exchange(jip).${column}`]);
    return others.length === 0 ? own : firstOf([['from_number is present', own], ...others]);
  };
  const terminating = (column: string): string => `number(to_number div 1000).${column}`;
  const physical = (number: string): string =>
    firstOf(
      [[`virtual(${number}).rate_centre is present`, `virtual(${number}).rate_centre`]],
      `virtual(${number} div 1000).rate_centre`,
    );
  const rated = (end: string, of: (column: string) => string, clause?: string): DraftStage['columns'] => ({
    [`${end}_rate_centre`]: text(of('rate_centre'), 'Rate centre of the code', clause),
    [`${end}_state`]: text(of('state'), 'State of the code'),
    [`${end}_lata`]: text(of('lata'), 'LATA of the code'),
    [`${end}_mta`]: text(of('mta'), 'Major trading area of the code'),
    [`${end}_mca_area`]: text(of('mca_area'), 'Metropolitan calling area of the code'),
    [`${end}_mca_tier`]: whole(of('mca_tier'), 'Its tier there'),
  });
  return [
    {
      name: 'places',
      doc: 'Where both ends are rated, by NPA-NXX',
      columns: {
        ...rated('origin', origin, citation),
        ...rated('terminating', terminating),
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
              branches: [{ when: { kind: 'missing', item: asks('dialled') }, then: asks('to_number') }],
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
