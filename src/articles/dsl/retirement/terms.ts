import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const RETIREMENT_CONTENTS = [
  'what-ends',
  'where',
  'planned-day',
  'effects',
  'replacement',
  'contact',
] as const;
export const RETIREMENT_RECEIVERS = ['interconnecting-carriers', 'commission', 'fcc'] as const;

export const copperRetirementTerm = defineTerm(
  'dsl.copper-retirement',
  Type.Object({
    contents: Type.Array(Code(RETIREMENT_CONTENTS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What a notice must say',
    }),
    sentTo: Type.Array(Code(RETIREMENT_RECEIVERS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Who must have it',
    }),
    overbuild: Code(
      ['noticed', 'free'],
      'Whether copper beside which fiber was built may be taken away with such a notice only',
    ),
  }),
  'Notice before copper is taken away or made unusable.',
);
