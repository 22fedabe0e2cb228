import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Charge } from '../../accounts/charge.ts';
import { parseCents } from '../../base/money.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OrderCompletion } from './close-orders.ts';
import { serviceOrderCharges } from './service-order-charges.ts';
import type { ChargedElement } from './service-order-charges.ts';

/**
 * The one-time lines that a completion brings: one for each element, at the prices of the day of completion. An
 * element that costs nothing is a line of 0.00, not an absence.
 */
export function orderCharges(agreement: Agreement, completion: OrderCompletion): Result<Charge[]> {
  const { lsr, completedOn, caseId } = completion;
  const receipt = runDecision(
    serviceOrderCharges,
    agreement,
    {
      act: lsr.act,
      channel: lsr.channel,
      product: lsr.product,
      quantity: completion.quantity,
      accountStatus: lsr.accountStatus,
      expedite: lsr.expedite,
      ...(completion.vehicle === undefined ? {} : { vehicle: completion.vehicle }),
      on: completedOn,
      ccna: lsr.ccna,
      pon: lsr.pon,
      ver: lsr.ver,
    },
    { asOf: completedOn },
  );
  if (!receipt.ok) return receipt;
  const { elements } = receipt.value.details as { readonly elements: readonly ChargedElement[] };
  const { ilec, clec } = agreement.parties;
  return ok(
    elements.map((element, index): Charge => {
      const amount = parseCents(element.amount);
      if (amount === undefined) throw new Error(`${element.amount} is no amount.`);
      return {
        biller: ilec,
        billed: clec,
        account: 'services',
        kind: 'one-time',
        element: element.element,
        description: `${element.description}, PON ${lsr.pon}`,
        clause: element.clause,
        quantity: String(element.quantity),
        unit: element.unit,
        rate: element.rate,
        amount,
        provenance: element.provenance,
        from: completedOn,
        to: completedOn,
        source: { kind: 'case', id: caseId },
        sortKey: `${completedOn} ${caseId} ${String(index).padStart(2, '0')}`,
        receipt: receipt.value,
      };
    }),
  );
}
