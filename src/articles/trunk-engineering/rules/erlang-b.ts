import { compare, decimal, ONE, rational, toUnits, unitsToText, ZERO } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';

/**
 * The share of calls B(n, a) that find all of `n` trunks busy when `a` erlangs are offered and none waits (Erlang's first
 * formula). Its inverse I = 1 / B grows by I(0) = 1, I(n) = 1 + n / a · I(n − 1), in which nothing is ever subtracted. Here I is
 * held between two integers of 10^-40, so that every comparison is proven; what they leave open is settled in whole fractions.
 */
const SCALE = 10n ** 40n;

/** Most trunks that are looked at: a group beyond it is a slip of the pen. */
export const MOST_TRUNKS = 100_000;

interface Bounds {
  low: bigint;
  high: bigint;
}

const start = (): Bounds => ({ low: SCALE, high: SCALE });

function grow(inverse: Bounds, trunks: number, { num, den }: Rational): void {
  const factor = BigInt(trunks) * den;
  inverse.low = SCALE + (factor * inverse.low) / num;
  inverse.high = SCALE + (factor * inverse.high + num - 1n) / num;
}

/** Whether B is at most `blocking`: proven by the bounds, or undefined. */
function within({ low, high }: Bounds, { num, den }: Rational): boolean | undefined {
  if (low * num >= SCALE * den) return true;
  return high * num < SCALE * den ? false : undefined;
}

/** The same in whole fractions: I(n) = N(n) / p^n for a load of p / q. */
function withinExactly(trunks: number, load: Rational, blocking: Rational): boolean {
  let [inverse, power] = [1n, 1n];
  for (let n = 1; n <= trunks; n++) {
    power *= load.num;
    inverse = power + BigInt(n) * load.den * inverse;
  }
  return inverse * blocking.num >= power * blocking.den;
}

/** Whether this many trunks block no more than `blocking` (between 0 and 1) of `load` erlangs. */
export function carries(trunks: number, load: Rational, blocking: Rational): boolean {
  if (load.num === 0n) return true;
  const inverse = start();
  for (let n = 0; ; n++) {
    if (n > 0) grow(inverse, n, load);
    const proven = within(inverse, blocking);
    // More trunks never block more.
    if (proven === true) return true;
    if (n === trunks) return proven ?? withinExactly(trunks, load, blocking);
  }
}

/** The least number of trunks that blocks no more than `blocking` of `load` erlangs; undefined beyond `MOST_TRUNKS`. */
export function trunksFor(load: Rational, blocking: Rational): number | undefined {
  if (load.num === 0n) return 0;
  const inverse = start();
  for (let n = 0; n <= MOST_TRUNKS; n++) {
    if (n > 0) grow(inverse, n, load);
    if (within(inverse, blocking) ?? withinExactly(n, load, blocking)) return n;
  }
  return undefined;
}

/** The greatest load in erlangs, cut to `places` decimals, of which `trunks` block no more than `blocking`. */
export function loadOf(trunks: number, blocking: Rational, places: number): Rational {
  const unit = 10n ** BigInt(places);
  // No more than n erlangs are ever carried, so B is at least 1 − n / a: the load is at most n / (1 − B).
  const carried = rational(BigInt(trunks) * blocking.den, blocking.den - blocking.num);
  let low = 0n;
  let high = toUnits(carried, places, 'up') + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (carries(trunks, rational(middle, unit), blocking)) low = middle;
    else high = middle;
  }
  return rational(low, unit);
}

/** B as decimal text of `places` decimals, halves up. */
export function blockingText(trunks: number, load: Rational, places: number): string {
  if (load.num === 0n) return unitsToText(trunks === 0 ? 10n ** BigInt(places) : 0n, places);
  const inverse = start();
  const nothing = SCALE * 10n ** BigInt(places + 1);
  for (let n = 1; n <= trunks; n++) {
    grow(inverse, n, load);
    if (n > Number(load.num / load.den) && inverse.low > nothing) return unitsToText(0n, places);
  }
  return unitsToText(toUnits(rational(SCALE, inverse.low), places, 'half-up'), places);
}

/** A share of calls between 0 and 1, neither of them; undefined otherwise. */
export function readBlocking(text: string): Rational | undefined {
  const share = decimal(text);
  return compare(share, ZERO) > 0 && compare(share, ONE) < 0 ? share : undefined;
}
