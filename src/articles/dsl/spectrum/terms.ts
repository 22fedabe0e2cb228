import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../../agreement/vocabulary.ts';

export const STANDINGS = ['presumed-acceptable', 'known-disturber', 'to-be-shown'] as const;

/** Class of a spectrum mask: `sm5`. */
export const SpectrumClassCode = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 40, description });

export const spectrumClassesTable = defineTable({
  name: 'spectrum-classes',
  identity: ['class'],
  schema: Type.Object({
    class: SpectrumClassCode('Its code'),
    name: Type.String({ description: 'What uses it' }),
    standing: Code(STANDINGS, 'Whether it may be put on a loop without more'),
    above_voice: Code(['yes', 'no'], 'Whether it is presumed acceptable above the voice of one line too'),
  }),
  doc: 'Classes of spectrum masks: what may share a cable with what.',
});
export type SpectrumClass = NonNullable<(typeof spectrumClassesTable)['type']>;

/** What makes a technology presumed acceptable beside a class that is. */
export const PRESUMPTIONS = ['standard', 'approved', 'deployed'] as const;

export const spectrumTerm = defineTerm(
  'dsl.spectrum',
  Type.Object({
    presumedBy: Type.Array(Code(PRESUMPTIONS), {
      minItems: 1,
      uniqueItems: true,
      description:
        'standard: it meets an industry standard; approved: by a standards body or a commission; deployed: by some carrier, without harm to others',
    }),
    knownDisturber: Code(
      ['own-binder-group', 'refused'],
      'own-binder-group: acceptable in a binder group kept for such; refused: never',
    ),
    decides: Code(['commission'], 'Whose finding goes before all of this'),
  }),
  'Which technologies are presumed acceptable on a loop.',
);

export const interferenceTerm = defineTerm(
  'dsl.interference',
  Type.Object({
    complaint: Type.Array(Code(['circuit', 'degradation', 'suspected-class', 'measurement']), {
      minItems: 1,
      uniqueItems: true,
      description: 'What a complaint must say',
    }),
  }),
  'What becomes of a complaint that one technology harms another in the same cable.',
);

/** What is told of a binder group, and to whom. */
export const binderTerm = defineTerm(
  'dsl.binder',
  Type.Object({
    discloses: Type.Array(Code(['class', 'count']), {
      minItems: 1,
      uniqueItems: true,
      description: 'What the incumbent tells of the pairs of a binder group, and nothing else',
    }),
    to: Code(['competitor-that-asks'], 'Whom it tells'),
    mask: Type.Array(Code(['order', 'change']), {
      minItems: 1,
      uniqueItems: true,
      description: 'When a carrier states the class of the mask that it uses',
    }),
  }),
  'Binder groups: the mask of each circuit is stated, and others learn how many there are of a class, never whose.',
);
