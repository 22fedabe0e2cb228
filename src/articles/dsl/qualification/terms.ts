import { Type } from 'typebox';
import { Code, Condition } from '../../../agreement/schema.ts';
import { defineTable } from '../../../agreement/vocabulary.ts';

const Feet = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));
const Most = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `${description}; empty: as many as there are` }));

/** Name of a technology, as orders and questions say it. */
export const Technology = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 40, description });

export const technologiesTable = defineTable({
  name: 'technologies',
  identity: ['technology'],
  schema: Type.Object({
    technology: Technology('Its code'),
    name: Type.String({ description: 'As people call it' }),
    spectrum_class: Type.Optional(
      Type.String({ description: 'Class of its spectrum mask in spectrum-classes.csv' }),
    ),
    most_equivalent_feet: Feet('Longest equivalent working length; empty: no limit'),
    most_total_tap_feet: Feet('Most bridged tap in sum; empty: no limit'),
    most_single_tap_feet: Feet('Longest single bridged tap; empty: no limit'),
    most_load_coils: Most('Load coils that it bears'),
    most_repeaters: Most('Repeaters and range extenders that it bears'),
  }),
  doc: 'What each technology bears of a loop. No row is a limit of what may be ordered: it says what will work.',
});
export type TechnologyRow = NonNullable<(typeof technologiesTable)['type']>;

/** green: carries it as it is; yellow: after conditioning, or with caution; red: cannot. */
export const VERDICTS = ['green', 'yellow', 'red'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What would take the reason away. */
export const REMEDIES = ['load-coils', 'bridged-tap', 'repeaters', 'other-pair', 'measure'] as const;
export type Remedy = (typeof REMEDIES)[number];

export const qualificationRulesTable = defineTable({
  name: 'qualification-rules',
  identity: ['technology', 'when'],
  schema: Type.Object({
    technology: Type.Optional(Technology('Of which technology it speaks; empty: of each')),
    when: Condition('Condition over the make-up of the loop and what the technology bears'),
    verdict: Code(['yellow', 'red'], 'What the loop is for the technology when it holds'),
    remedy: Type.Optional(Code(REMEDIES, 'What would take it away; empty: nothing')),
    reason: Type.String({ description: 'One sentence, shown with the answer' }),
  }),
  doc: 'What stands against a technology on a loop. All that hold are told; the worst of them is the answer, and green where none does.',
});
export type QualificationRow = NonNullable<(typeof qualificationRulesTable)['type']>;
