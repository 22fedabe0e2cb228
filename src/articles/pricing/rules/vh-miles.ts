/** Coordinates of an office in the telephone industry's grid, where ten units squared are a mile squared. */
export interface GridPoint {
  readonly v: number;
  readonly h: number;
}

/** Squared units of the grid in one squared mile: what the grid is, not what a contract says. */
const UNITS_PER_SQUARE_MILE = 10n;

/**
 * Airline miles between two points, √((ΔV² + ΔH²) ÷ 10), brought to whole miles: `up` to the next one, `half-up` to the
 * nearest. In whole numbers throughout: no root is taken as a fraction.
 */
export function vhMiles(a: GridPoint, z: GridPoint, rounding: 'up' | 'half-up'): bigint {
  const square = (difference: number): bigint => BigInt(difference) ** 2n;
  const distance = square(a.v - z.v) + square(a.h - z.h);
  const whole = wholeRoot(distance / UNITS_PER_SQUARE_MILE);
  const next =
    rounding === 'up'
      ? UNITS_PER_SQUARE_MILE * whole ** 2n < distance
      : UNITS_PER_SQUARE_MILE * (2n * whole + 1n) ** 2n <= 4n * distance;
  return next ? whole + 1n : whole;
}

/** The largest whole number whose square is not above `value`. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const better = (guess + value / guess) >> 1n;
    if (better >= guess) return guess;
    guess = better;
  }
}
