import type { CaseEvent } from '../../../cases/kind.ts';
import { ZERO, add, decimal, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';

/** What a deposit amounts to, in dollars. */
export interface DepositBalance {
  /** What was asked for, or what a review set. */
  readonly required: Rational;
  readonly held: Rational;
  /** Drawn and not made good. */
  readonly drawn: Rational;
}

/** The balance of a deposit as its events make it. */
export function depositBalance(events: readonly Pick<CaseEvent, 'name' | 'body'>[]): DepositBalance {
  let balance: DepositBalance = { required: ZERO, held: ZERO, drawn: ZERO };
  for (const { name, body } of events) balance = after(balance, name, amountOf(body));
  return balance;
}

function after(balance: DepositBalance, name: string, amount: Rational): DepositBalance {
  const { required, held, drawn } = balance;
  switch (name) {
    case 'requested':
      return { ...balance, required: amount };
    case 'posted':
    case 'topped-up':
      return { ...balance, held: add(held, amount) };
    case 'drawn':
      return { required, held: subtract(held, amount), drawn: add(drawn, amount) };
    case 'replenished':
      return { required, held: add(held, amount), drawn: subtract(drawn, amount) };
    case 'reviewed':
      return { ...balance, required: amount };
    case 'returned-in-part':
      return { ...balance, held: subtract(held, amount) };
    case 'released':
      return { ...balance, held: ZERO };
    default:
      return balance;
  }
}

/** The amount in the body of an event; zero where it has none. */
export const amountOf = (body: CaseEvent['body']): Rational =>
  typeof body['amount'] === 'string' ? decimal(body['amount']) : ZERO;
