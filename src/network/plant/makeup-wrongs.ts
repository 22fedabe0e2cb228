import type { LoopMakeup } from './loop-makeup.ts';

/** What is wrong with a make-up beside its form. */
export interface MakeupWrong {
  /** `no-segments`, `beyond-loop`. */
  readonly what: string;
  /** Within the make-up: `loadCoils.0.feetFromOffice`. */
  readonly field: string;
  readonly sentence: string;
  readonly cure: string;
}

/** Everything that no pair can be: one of nothing, or with things on it beyond its end. Empty where it can. */
export function makeupWrongs(
  makeup: Pick<LoopMakeup, 'segments' | 'bridgedTaps' | 'loadCoils' | 'repeaters' | 'carrier'>,
): MakeupWrong[] {
  // Behind a carrier system the copper begins elsewhere than at the office.
  if (makeup.carrier !== 'none') return [];
  if (makeup.segments.length === 0)
    return [
      {
        what: 'no-segments',
        field: 'segments',
        sentence: 'The make-up has neither a segment of copper nor a carrier system.',
        cure: 'Give the segments of the loop from the office outwards, or name what carries it.',
      },
    ];
  const routeFeet = makeup.segments.reduce((sum, { feet }) => sum + feet, 0);
  return (['bridgedTaps', 'loadCoils', 'repeaters'] as const).flatMap((part) =>
    makeup[part].flatMap(({ feetFromOffice }, index): MakeupWrong[] =>
      feetFromOffice <= routeFeet
        ? []
        : [
            {
              what: 'beyond-loop',
              field: `${part}.${index}.feetFromOffice`,
              sentence: `${feetFromOffice} feet from the office is beyond the ${routeFeet} feet of the loop.`,
              cure: 'Correct the place, or add the segments that are missing.',
            },
          ],
    ),
  );
}
