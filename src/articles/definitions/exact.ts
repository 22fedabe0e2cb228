import { multiply, parseDecimal, rational } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';

/** Conditions compare whole numbers: decimals are compared in parts of 1e-10, the finest that a rate has. */
const PARTS = rational(10_000_000_000n);

/** `10.5` → 105000000000n; undefined for negative numbers and for more than ten decimals. */
export function exactParts(value: Rational | undefined): bigint | undefined {
  if (value === undefined || value.num < 0n) return undefined;
  const scaled = multiply(value, PARTS);
  return scaled.den === 1n ? scaled.num : undefined;
}

export const exactText = (text: string): bigint | undefined => exactParts(parseDecimal(text));
