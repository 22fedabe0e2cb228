import { parseQuantity } from '../../base/quantity.ts';
import { rational } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';

const MILLISECONDS = { second: 1000n, minute: 60_000n } as const;

/**
 * `10 seconds`, `2 minutes` as milliseconds, exactly.
 * @throws Error when the term passed its check and is neither.
 */
export function millisecondsOf(text: string): Rational {
  const quantity = parseQuantity(text);
  const unit = quantity?.unit;
  if (!quantity || (unit !== 'second' && unit !== 'minute'))
    throw new Error(`${text} is no time of a response.`);
  return rational(quantity.value.num * MILLISECONDS[unit], quantity.value.den);
}

/** Whether a term's time is one that a response may be held to. */
export const isResponseTime = (text: string): boolean => {
  const quantity = parseQuantity(text);
  return quantity !== undefined && Object.hasOwn(MILLISECONDS, quantity.unit) && quantity.per === undefined;
};

/** Milliseconds from one instant to another. */
export const millisecondsBetween = (from: string, to: string): number =>
  Temporal.Instant.from(to).since(Temporal.Instant.from(from)).total('milliseconds');
