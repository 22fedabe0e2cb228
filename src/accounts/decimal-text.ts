import { toFixed } from '../base/rational.ts';
import type { Rational } from '../base/rational.ts';

const PLACES = 10;

/** A number as people read it on a bill: exact when ten decimals hold it, else rounded there for display only. */
export function decimalText(value: Rational): string {
  const text = toFixed(value, PLACES, 'half-up');
  return text.replace(/0+$/, '').replace(/\.$/, '');
}
