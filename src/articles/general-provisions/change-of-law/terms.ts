import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const changeOfLawTerm = defineTerm(
  'general-provisions.change-of-law',
  Type.Object({
    effect: Code(
      ['by-amendment', 'self-executing'],
      'by-amendment: the agreement stands until the parties amend it; self-executing: the law applies from its own date',
    ),
    retroactive: Code(
      ['where-amendment-says', 'never'],
      'Whether an amendment may reach back before its own date',
    ),
  }),
  'How a change of law comes into the agreement.',
);
