import type { OriginatorSource, TerminatorSource } from '../terms.ts';
import type { PlanInput } from './build.ts';
import { firstOf, quoted, text, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';

/** When a source says something of an end, the OCN that it says (missing: a carrier that is not known), and the word for it. */
interface Says {
  readonly when: string;
  readonly ocn: string;
  readonly basis: string;
}

const holderOf = (number: string, basis: string): Says[] => [
  {
    when: `number(${number} div 1000).pooled`,
    ocn: `number(${number} div 1000).holder`,
    basis: basis === '' ? 'block' : basis,
  },
  {
    when: `${number} is present`,
    ocn: `number(${number} div 1000).code_holder`,
    basis: basis === '' ? 'code' : basis,
  },
];

/** A number is its block holder's; without a holder it is the code holder's. */
const ORIGINATOR: Readonly<Record<OriginatorSource, readonly Says[]>> = {
  record: [{ when: 'originating_ocn is present', ocn: 'originating_ocn', basis: 'record' }],
  'trunk-group': [
    {
      when: 'trunk(trunk_group).one_way_ocn is present',
      ocn: 'trunk(trunk_group).one_way_ocn',
      basis: 'trunk-group',
    },
  ],
  'ported-number': [
    { when: 'origin_lrn is present', ocn: 'routing(origin_lrn).ocn', basis: 'ported-number' },
  ],
  'calling-number': holderOf('from_number', ''),
  'charge-number': holderOf('charge_number', 'charge-number'),
  jip: [{ when: 'jip is present', ocn: 'exchange(jip).code_holder', basis: 'jip' }],
  'carrier-code': [{ when: 'cic is present', ocn: 'interexchange(cic).ocn', basis: 'carrier-code' }],
};

const TERMINATOR: Readonly<Record<TerminatorSource, readonly Says[]>> = {
  'routing-number': [{ when: 'lrn is present', ocn: 'routing(lrn).ocn', basis: 'routing-number' }],
  'ported-number': [
    { when: 'terminating_lrn is present', ocn: 'routing(terminating_lrn).ocn', basis: 'ported-number' },
  ],
  'called-number': holderOf('to_number', ''),
};

const says = (list: readonly Says[], part: 'ocn' | 'basis'): string =>
  firstOf(list.map((one) => [one.when, part === 'ocn' ? one.ocn : quoted(one.basis)]));

/** Who is at both ends, from the first source that says something. */
export function identityStages({ terms }: PlanInput): DraftStage[] {
  const { value, citation } = terms.identification;
  const originator = value.originator.flatMap((source) => ORIGINATOR[source]);
  const terminator = value.terminator.flatMap((source) => TERMINATOR[source]);
  const carrier = (end: string): DraftStage['columns'] => ({
    [end]: text(`carrier(${end}_ocn).known`, `OCN of the ${end}; missing where it is no known carrier`),
    [`${end}_kind`]: text(`carrier(${end}_ocn).kind`, `Kind of the ${end}`),
    [`${end}_party`]: text(`carrier(${end}_ocn).party`, `Role of the ${end} in the agreement`),
  });
  return [
    {
      name: 'identity',
      doc: 'Who is at both ends: the first source that says something decides',
      columns: {
        origin_lrn: whole('ported(from_number).lrn', 'Routing number of the calling number, as of the call'),
        terminating_lrn: whole(
          'ported(to_number).lrn',
          'Routing number of the called number, as of the call',
        ),
        originator_basis: text(says(originator, 'basis'), 'What the originator is known from', citation),
        originator_ocn: text(says(originator, 'ocn'), 'OCN that this says', citation),
        terminator_basis: text(says(terminator, 'basis'), 'What the terminator is known from', citation),
        terminator_ocn: text(says(terminator, 'ocn'), 'OCN that this says', citation),
      },
    },
    {
      name: 'carriers',
      doc: 'The carriers with these numbers',
      columns: { ...carrier('originator'), ...carrier('terminator') },
    },
  ];
}
