import type { Agreement } from '../../agreement/agreement.ts';
import type { Charge } from '../../accounts/charge.ts';
import { ordersSoFar } from '../../articles/ordering/close-orders.ts';
import { liveCharges } from '../../articles/ordering/live-charges.ts';
import { orderCharges } from '../../articles/ordering/order-charges.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { applyCompletions } from '../../inventory/apply-completions.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import type { Tx } from '../../platform/database.ts';
import { pricedConversions } from '../close-month/conversions.ts';

/** What the orders of a month cost once, and the circuits at its end. */
export interface OrdersBill {
  readonly oneTime: readonly Charge[];
  readonly circuits: readonly Circuit[];
}

/**
 * What the close of a month will bill for its orders, as they stand now; `before` are the circuits in service when it begins. It
 * writes nothing.
 */
export async function ordersBill(
  tx: Tx,
  agreement: Agreement,
  month: string,
  before: readonly Circuit[],
): Promise<Result<OrdersBill>> {
  const orders = await ordersSoFar(tx, agreement, month);
  const completions = pricedConversions(agreement, month, orders.completions);
  if (!completions.ok) return completions;
  const circuits = applyCompletions(before, completions.value);
  if (!circuits.ok) return circuits;
  const problems: Problem[] = [];
  const oneTime: Charge[] = [];
  for (const version of [...completions.value, ...(await liveCharges(tx, agreement, orders))]) {
    const made = orderCharges(agreement, version);
    if (made.ok) oneTime.push(...made.value);
    else problems.push(...made.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok({ oneTime, circuits: circuits.value });
}
