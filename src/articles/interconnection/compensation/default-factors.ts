import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, divide, multiply, rational, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Ratio } from './allocate-unidentified.ts';

const HUNDRED = rational(100);

/** A percentage as a number of hundredths: `80 %` is 80. */
export const percentOf = (text: string): Rational => parseQuantity(text)?.value ?? ZERO;

/** Local to toll, intrastate and interstate, by factors of local and of interstate use in percent. */
export function ratioOfFactors(plu: Rational, piu: Rational): Ratio {
  const toll = subtract(HUNDRED, plu);
  const interstate = divide(multiply(toll, piu), HUNDRED);
  return { local: plu, toll: subtract(toll, interstate), interstate, voip: ZERO };
}
