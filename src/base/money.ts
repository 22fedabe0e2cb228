import { parseDecimal, rational, toFixed, toUnits, unitsToText } from './rational.ts';
import type { Rational, RoundingMode } from './rational.ts';

/** Whole US cents: what a bill line, a journal entry and a payment are made of. */
export type Cents = bigint & { readonly cents: unique symbol };

/** Rates are whole units of 1e-10 dollars: enough for $0.0006772 a minute, small enough for 64 bits. */
export const RATE_PLACES = 10;

export const cents = (value: bigint | number): Cents => BigInt(value) as Cents;

/** Dollars rounded once to cents. */
export const roundToCents = (dollars: Rational, mode: RoundingMode): Cents =>
  toUnits(dollars, 2, mode) as Cents;

export const centsToDollars = (value: Cents): Rational => rational(value, 100n);

/** `1234.50`, with a minus sign for a credit. */
export const formatCents = (value: Cents): string => unitsToText(value, 2);

/** Reads `1234.5` or `1234.50`; undefined when it is not an amount of whole cents. */
export function parseCents(text: string): Cents | undefined {
  const value = parseDecimal(text);
  if (!value || 100n % value.den !== 0n) return undefined;
  return ((value.num * 100n) / value.den) as Cents;
}

export const sumCents = (values: Iterable<Cents>): Cents => {
  let total = 0n;
  for (const value of values) total += value;
  return total as Cents;
};

/**
 * A rate in units of 1e-10 dollars, as the usage engines need it.
 * @throws RangeError when the rate has more decimals than that.
 */
export function rateUnits(dollars: Rational): bigint {
  const scale = 10n ** BigInt(RATE_PLACES);
  if (scale % dollars.den !== 0n)
    throw new RangeError(`Rate ${dollars.num}/${dollars.den} has over ${RATE_PLACES} decimals.`);
  return (dollars.num * scale) / dollars.den;
}

/** A rate as text without trailing zeros, at least cents: `0.0007`, `18.00`. */
export function formatRate(dollars: Rational): string {
  const text = toFixed(dollars, RATE_PLACES, 'half-up').replace(/0+$/, '');
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
