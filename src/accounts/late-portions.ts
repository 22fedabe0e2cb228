import type { OpeningBalance, Payment } from './account.ts';

/** Part of a bill's principal with the day on which it was paid, or up to which it has been late. */
export interface LatePortion {
  /** Cents, over zero. */
  readonly principal: bigint;
  /** Day of payment, or the bill date while it is unpaid. */
  readonly paidOn: string;
  readonly paid: boolean;
}

/**
 * The parts of one open bill that were or are late at `billDate`, by payment date. Payments go to the undisputed
 * part first and to late payment charges last; what is in dispute is left out when it bears no charge.
 */
export function latePortions(
  balance: OpeningBalance,
  payments: readonly Payment[],
  billDate: string,
  options: { readonly chargeDisputed: boolean },
): LatePortion[] {
  const principal = balance.amount - (balance.lateCharges ?? 0n);
  let left = options.chargeDisputed ? principal : principal - balance.disputed;
  const portions: LatePortion[] = [];
  const own = payments
    .filter((payment) => payment.ban === balance.ban && payment.bill === balance.bill)
    .filter((payment) => payment.receivedOn <= billDate)
    .sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0));
  for (const payment of own) {
    const part = payment.amount < left ? payment.amount : left;
    if (part <= 0n) continue;
    left -= part;
    if (payment.receivedOn > balance.dueOn)
      portions.push({ principal: part, paidOn: payment.receivedOn, paid: true });
  }
  if (left > 0n && billDate > balance.dueOn)
    portions.push({ principal: left, paidOn: billDate, paid: false });
  return portions;
}
