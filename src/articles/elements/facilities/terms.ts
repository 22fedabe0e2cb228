import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What may be done for a loop that runs on an integrated digital loop carrier. */
export const REMEDIES = ['spare-copper', 'separate-carrier', 'side-door', 'cross-connect-door'] as const;
export type Remedy = (typeof REMEDIES)[number];

export const integratedCarrierTerm = defineTerm(
  'elements.integrated-carrier',
  Type.Object({
    order: Type.Array(Code(REMEDIES), {
      minItems: 1,
      uniqueItems: true,
      description: 'What is tried, the first first',
    }),
    otherwise: Code(['special-construction', 'refused'], 'What follows where none of them can be done'),
  }),
  'How a loop is provided that runs on an integrated digital loop carrier.',
);

export const modificationsTerm = defineTerm(
  'elements.modifications',
  Type.Object({
    routine: Code(['in-rate', 'at-rate'], 'Whether the rate of the element pays a routine modification'),
    building: Code(['not-owed', 'by-request'], 'Whether the incumbent builds what is not there'),
  }),
  'Routine network modifications, and building, which is none.',
);

export const lineSplittingTerm = defineTerm(
  'elements.line-splitting',
  Type.Object({
    controls: Code(['ordering-carrier', 'voice-carrier'], 'Which of the two controls the loop'),
    billedShare: Percent('Share of the charges that is billed to that one'),
  }),
  'Who of two competitors on one loop controls it and pays for it.',
);

export const facilityTerms = [integratedCarrierTerm, modificationsTerm, lineSplittingTerm];
