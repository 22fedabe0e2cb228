import type { Problem } from '../../../base/problem.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, compare, rational, toText } from '../../../base/rational.ts';

export type ShareOutcome = 'met' | 'missed' | 'no-activity';

/** A part of a whole against the least share (`95 %`), as it stands, before any rounding. */
export function shareOutcome(share: string, part: number, whole: number): ShareOutcome {
  if (whole === 0) return 'no-activity';
  return compare(rational(part * 100, whole), parseQuantity(share)?.value ?? ZERO) >= 0 ? 'met' : 'missed';
}

/** `47 of 50 are 94 %`. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? 'Nothing to measure' : `${part} of ${whole} are ${toText(rational(part * 100, whole))} %`;

/** A part that is more than its whole was counted wrongly. */
export const partProblem = (field: string, part: number, whole: number): Problem | undefined =>
  part <= whole
    ? undefined
    : {
        id: 'oss-access/counts',
        field,
        sentence: `${part} cannot be among ${whole}.`,
        cure: 'Count them among all that count.',
      };
