import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { orderChargesDecision } from '../../articles/ordering/charges/order-charges-decision.ts';
import type { ChargedElement } from '../../articles/ordering/charges/order-charges-decision.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { localDate } from '../../cases/instant.ts';
import type { FileLine } from './result.ts';

/**
 * What an order that was taken costs once, if it is completed as it is. Nothing for a supplement, whose charges follow from the version
 * before it, and nothing where a price is missing: missing is not zero.
 */
export function chargesOf(agreement: Agreement, order: OrderCase): FileLine['charges'] {
  if (order.lsr.sup !== undefined || order.quantity < 1) return undefined;
  const { act, channel, product, quantity, expedite, wireCenter, receivedAt } = order;
  const facts = {
    order: {
      act,
      channel,
      product,
      quantity,
      accountStatus: order.lsr.accountStatus === '' ? 'existing' : order.lsr.accountStatus,
      expedite,
      ...(wireCenter === '' ? {} : { wireCenter }),
      ...(order.lsr.project === undefined ? {} : { project: true }),
    },
  };
  const made = runDecision(orderChargesDecision, agreement, facts, {
    asOf: localDate(agreement, receivedAt),
  });
  if (!made.ok) return undefined;
  const { elements = [] } = (made.value.details ?? {}) as { readonly elements?: readonly ChargedElement[] };
  return {
    amount: String(made.value.value),
    provenance: [...new Set(elements.map(({ provenance }) => provenance))].sort(),
  };
}
