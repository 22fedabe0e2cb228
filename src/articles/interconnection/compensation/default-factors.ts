import { parseDuration, parseQuantity } from '../../../base/quantity.ts';
import { ZERO, divide, multiply, rational, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Ratio } from './allocate-unidentified.ts';

const HUNDRED = rational(100);

/** A percentage as a number of hundredths: `80 %` is 80. */
export const percentOf = (text: string): Rational => parseQuantity(text)?.value ?? ZERO;

/** `3 months` is 3; the check holds that nothing else is written. */
export function monthsOf(text: string): number {
  const duration = parseDuration(text);
  if (duration?.unit !== 'month') throw new Error(`"${text}" passed the check and is no number of months.`);
  return duration.count;
}

/** Local to toll, intrastate and interstate, by factors of local and of interstate use in percent. */
export function ratioOfFactors(plu: Rational, piu: Rational): Ratio {
  const toll = subtract(HUNDRED, plu);
  const interstate = divide(multiply(toll, piu), HUNDRED);
  return { local: plu, toll: subtract(toll, interstate), interstate, voip: ZERO };
}
