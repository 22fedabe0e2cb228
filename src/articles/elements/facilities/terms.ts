import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What conditioning of a loop costs. */
export const CONDITIONING = ['free', 'at-rate', 'special-construction', 'not-offered'] as const;

const Feet = (description: string) => Type.Integer({ minimum: 0, description });

export const conditioningTerm = defineTerm(
  'elements.conditioning',
  Type.Object({
    loadCoilsUpToFeet: Feet('Loops of this length and shorter have their load coils removed'),
    loadCoils: Code(CONDITIONING, 'What their removal costs'),
    loadCoilsBeyond: Code(CONDITIONING, 'What it costs on a longer loop'),
    tapAboveFeet: Feet('Bridged tap above this length in sum is cut down to it'),
    tapAbove: Code(CONDITIONING, 'What cutting it down costs'),
    tapFromFeet: Feet('Bridged tap from this length on, up to the other, is removed'),
    tapBetween: Code(CONDITIONING, 'What its removal costs'),
    tapBelow: Code(CONDITIONING, 'What the removal of a shorter bridged tap costs'),
  }),
  'What it costs to take load coils and bridged tap off a loop, by length.',
);

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

export const facilityTerms = [conditioningTerm, integratedCarrierTerm, modificationsTerm, lineSplittingTerm];
