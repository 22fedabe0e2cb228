import type { RateTier } from '../../accounts/rates.ts';
import { add, compare, isZero, minimum, rational, subtract } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';

/** Minutes that one tier prices. */
export interface Slice {
  readonly tier: RateTier;
  readonly minutes: Rational;
}

/**
 * Divides minutes over tiers, after those of the month that came before them: each tier takes what lies between its own beginning and
 * the next one's. Minutes of none are a slice of none in the tier that they have reached.
 */
export function tierSlices(tiers: readonly RateTier[], before: Rational, minutes: Rational): Slice[] {
  const end = add(before, minutes);
  const slices = tiers.flatMap((tier, index): Slice[] => {
    const from = rational(tier.after);
    const next = tiers[index + 1];
    const to = next === undefined ? end : minimum(end, rational(next.after));
    const begin = compare(from, before) > 0 ? from : before;
    return compare(to, begin) > 0 ? [{ tier, minutes: subtract(to, begin) }] : [];
  });
  if (slices.length > 0 || !isZero(minutes)) return slices;
  const reached = tiers.findLast(({ after }) => compare(rational(after), before) <= 0);
  return reached ? [{ tier: reached, minutes }] : [];
}
