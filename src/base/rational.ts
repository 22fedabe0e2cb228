/**
 * Exact rational numbers. Every amount, rate and share is one of these until a term says where it is
 * rounded. The denominator is positive and the fraction is in lowest terms.
 */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * How a result is brought to a number of decimal places: `half-up` moves halves away from zero, `up` moves
 * all that is not exact away from zero, `down` cuts towards zero.
 */
export type RoundingMode = 'half-up' | 'half-even' | 'up' | 'down';

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws RangeError when `den` is zero. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  let [n, d] = [BigInt(num), BigInt(den)];
  if (d === 0n) throw new RangeError('A fraction has no zero denominator.');
  if (d < 0n) [n, d] = [-n, -d];
  const divisor = gcd(n, d) || 1n;
  return { num: n / divisor, den: d / divisor };
}

export const ZERO = rational(0);
export const ONE = rational(1);

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a plain decimal such as `-12.50`; undefined when the text is not one. */
export function parseDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return rational(sign === '-' ? -units : units, 10n ** BigInt(fraction.length));
}

/** @throws RangeError when the text is not a plain decimal. */
export function decimal(text: string): Rational {
  const value = parseDecimal(text);
  if (!value) throw new RangeError(`"${text}" is not a decimal number.`);
  return value;
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const negate = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);

/** Whole power, exact. @throws RangeError for a negative exponent. */
export function power(base: Rational, exponent: number): Rational {
  if (!Number.isInteger(exponent) || exponent < 0) throw new RangeError('The exponent is a whole number.');
  return { num: base.num ** BigInt(exponent), den: base.den ** BigInt(exponent) };
}

/** -1, 0 or 1. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isNegative = (a: Rational): boolean => a.num < 0n;
export const isZero = (a: Rational): boolean => a.num === 0n;
export const minimum = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const maximum = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const sum = (values: Iterable<Rational>): Rational => {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
};

/** The value in units of 10^-`places`, rounded once by `mode`. */
export function toUnits(value: Rational, places: number, mode: RoundingMode): bigint {
  const negative = value.num < 0n;
  const scaled = (negative ? -value.num : value.num) * 10n ** BigInt(places);
  const quotient = scaled / value.den;
  const twice = (scaled % value.den) * 2n;
  const roundsUp =
    mode === 'up'
      ? twice > 0n
      : mode === 'down'
        ? false
        : twice > value.den || (twice === value.den && (mode === 'half-up' || quotient % 2n === 1n));
  const units = roundsUp ? quotient + 1n : quotient;
  return negative ? -units : units;
}

/** Fixed-point text, e.g. `toFixed(decimal('2.345'), 2, 'half-up')` is `2.35`. */
export function toFixed(value: Rational, places: number, mode: RoundingMode): string {
  return unitsToText(toUnits(value, places, mode), places);
}

/** Integer units of 10^-`places` as fixed-point text. */
export function unitsToText(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
}

/** Shortest exact decimal when there is one, else `num/den`. */
export function toText(value: Rational): string {
  let [den, places] = [value.den, 0];
  for (; den % 10n === 0n; places++) den /= 10n;
  for (; den % 2n === 0n; places++) den /= 2n;
  for (; den % 5n === 0n; places++) den /= 5n;
  if (den !== 1n) return `${value.num}/${value.den}`;
  const text = toFixed(value, places, 'down');
  return places === 0 ? text : text.replace(/0+$/, '').replace(/\.$/, '');
}
