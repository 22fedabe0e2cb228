import type { OrderAnswer } from './answer-order.ts';

/** Who confirmed an order: what flow-through is measured by. */
export const HANDLED = ['program', 'person'] as const;
export type Handled = (typeof HANDLED)[number];

/**
 * What is said of a confirmation, with who gave it. A program may pass on that a person did; what a person writes of it does not count.
 * Other answers stay as they are.
 */
export function saidBy(by: Handled, { name, body }: Pick<OrderAnswer, 'name' | 'body'>): OrderAnswer['body'] {
  if (name !== 'confirmed') return body;
  return by === 'person' ? { ...body, handled: by } : { handled: by, ...body };
}
