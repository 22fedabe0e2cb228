import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineTerm } from '../agreement/vocabulary.ts';

const closed = { additionalProperties: false } as const;
const Feet = (description: string) => Type.Integer({ minimum: 0, description });
const Element = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: `Rate element: ${description}` });

/** What conditioning of a loop costs. */
export const CONDITIONING = ['free', 'at-rate', 'special-construction', 'not-offered'] as const;
export type Conditioning = (typeof CONDITIONING)[number];

/** How conditioning is charged: elements are ordered by it, loops for data are quoted by it. */
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
    repeaters: Type.Optional(
      Code(CONDITIONING, 'What the removal of repeaters and range extenders costs; absent: not said'),
    ),
  }),
  'What it costs to take load coils, bridged tap and repeaters off a loop, by length.',
);
export type ConditioningRule = NonNullable<(typeof conditioningTerm)['type']>;

/** Which rate element each pair bears, where its conditioning is charged. */
export const conditioningChargesTerm = defineTerm(
  'ordering.conditioning-charges',
  Type.Object(
    {
      loadCoilPair: Element('pair whose load coils are removed'),
      bridgedTapPair: Element('pair whose bridged taps are removed'),
      repeaterPair: Type.Optional(Element('pair whose repeaters are removed')),
    },
    closed,
  ),
  'What the conditioning of a loop bears, where it is charged at all.',
);

/** One kind of work, how it is charged, and why. */
export interface ConditioningWork {
  readonly charged: Conditioning;
  readonly sentence: string;
}

/** Load coils off a loop of so many feet of cable. */
export function coilWork(rule: ConditioningRule, loopFeet: number): ConditioningWork {
  const short = loopFeet <= rule.loadCoilsUpToFeet;
  return {
    charged: short ? rule.loadCoils : rule.loadCoilsBeyond,
    sentence: `A loop of ${loopFeet} feet is ${short ? 'not ' : ''}longer than ${rule.loadCoilsUpToFeet}`,
  };
}

/**
 * Bridged tap off a loop that has so many feet of it in sum. Cutting down to the longer of the two lengths is one work; who
 * wants less than that to remain has the next work done on what is left.
 * @param remainingFeet feet of tap that stay; default as many as the first work leaves.
 */
export function tapWork(
  rule: ConditioningRule,
  tapFeet: number,
  remainingFeet = rule.tapAboveFeet,
): ConditioningWork {
  const { tapAboveFeet, tapFromFeet } = rule;
  if (tapFeet > tapAboveFeet && remainingFeet >= tapAboveFeet)
    return { charged: rule.tapAbove, sentence: `${tapFeet} feet of tap are cut down to ${tapAboveFeet}` };
  if (tapFeet > tapAboveFeet)
    return {
      charged: rule.tapBetween,
      sentence: `${tapFeet} feet of tap are cut down to ${remainingFeet}, fewer than ${tapAboveFeet}`,
    };
  if (tapFeet >= tapFromFeet)
    return {
      charged: rule.tapBetween,
      sentence: `${tapFeet} feet of tap are from ${tapFromFeet} to ${tapAboveFeet}`,
    };
  return { charged: rule.tapBelow, sentence: `${tapFeet} feet of tap are fewer than ${tapFromFeet}` };
}
