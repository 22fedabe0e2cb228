import {
  ZERO,
  add,
  compare,
  divide,
  minimum,
  multiply,
  rational,
  subtract,
  sum,
  toUnits,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';

/** Whole minutes of a number of minutes, as the term says. */
export const wholeMinutes = (minutes: Rational, mode: 'down'): Rational =>
  rational(toUnits(minutes, 0, mode));

/**
 * Divides `whole` by weights, in parts no finer than the finest of the shares: each share gets its part of the running sum,
 * so the parts make the whole and no part is more than its share where the whole is no more than all shares.
 */
export function divideByShares(whole: Rational, shares: readonly Rational[]): Rational[] {
  const total = sum(shares);
  if (total.num === 0n) return shares.map(() => ZERO);
  const grain = rational(
    1,
    [whole, ...shares].reduce((den, { den: own }) => lcm(den, own), 1n),
  );
  let [before, given] = [ZERO, ZERO];
  return shares.map((share) => {
    before = add(before, share);
    const running = floorTo(divide(multiply(whole, before), total), grain);
    const part = subtract(running, given);
    given = running;
    return part;
  });
}

/** A part of some milliseconds in the ratio of `part` to `of`, rounded down; all of them where all is taken. */
export function partOfMs(ms: number, part: Rational, of: Rational): number {
  if (of.num === 0n) return 0;
  const exact = multiply(rational(ms), divide(minimum(part, of), of));
  return compare(part, of) >= 0 ? ms : Number(exact.num / exact.den);
}

function floorTo(value: Rational, grain: Rational): Rational {
  const steps = divide(value, grain);
  return multiply(rational(steps.num / steps.den), grain);
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
