import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What may be taken off a loop. */
export const WORKS = ['load-coils', 'bridged-tap', 'repeaters'] as const;
export type Work = (typeof WORKS)[number];

export const loopConditioningTerm = defineTerm(
  'dsl.conditioning',
  Type.Object({
    works: Type.Array(Code(WORKS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What the incumbent takes off a loop on request',
    }),
    decides: Code(
      ['competitor'],
      'Who says what is taken off: nothing is by itself, nor by the order of a loop',
    ),
    voice: Code(
      ['restored-by-incumbent', 'at-competitors-risk'],
      'What becomes of the voice service of a shared loop that the work breaks',
    ),
  }),
  'Conditioning of loops for data. What it costs: `elements.conditioning` and `ordering.conditioning-charges`.',
);
