import { parseDecimal, toFixed, toUnits, unitsToText } from './rational.ts';
import type { Rational, RoundingMode } from './rational.ts';

/** Whole US cents: what a bill line, a journal entry and a payment are made of. */
export type Cents = bigint & { readonly cents: unique symbol };

/** Decimals of a rate in dollars: enough for $0.0006772 a minute. */
const RATE_PLACES = 10;

export const cents = (value: bigint | number): Cents => BigInt(value) as Cents;

/** Dollars rounded once to cents. */
export const roundToCents = (dollars: Rational, mode: RoundingMode): Cents =>
  toUnits(dollars, 2, mode) as Cents;

/** `1234.50`, with a minus sign for a credit. */
export const formatCents = (value: Cents): string => unitsToText(value, 2);

/** Reads `1234.5` or `1234.50`; undefined when it is not an amount of whole cents, or not one of 64 bits. */
export function parseCents(text: string): Cents | undefined {
  const value = parseDecimal(text);
  return value && toCents(value);
}

/** Dollars as cents; undefined for parts of a cent, and beyond 64 bits, where no database keeps them. */
export function toCents({ num, den }: Rational): Cents | undefined {
  if (100n % den !== 0n) return undefined;
  const units = (num * 100n) / den;
  return BigInt.asIntN(64, units) === units ? (units as Cents) : undefined;
}

export const sumCents = (values: Iterable<Cents>): Cents => {
  let total = 0n;
  for (const value of values) total += value;
  return total as Cents;
};

/** A rate as text without trailing zeros, at least cents: `0.0007`, `18.00`. */
export function formatRate(dollars: Rational): string {
  const text = toFixed(dollars, RATE_PLACES, 'half-up').replace(/0+$/, '');
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
