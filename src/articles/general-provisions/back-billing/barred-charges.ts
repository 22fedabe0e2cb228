import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Charge } from '../../../accounts/charge.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Receipt } from '../../../base/receipt.ts';
import type { Result } from '../../../base/result.ts';
import { backBilling } from './back-billing.ts';
import { serviceDay } from './service-day.ts';
import { backBillingTerm } from './terms.ts';

/**
 * A problem for each charge that is too old for a bill of this date. Credits, late payment charges and corrections of
 * issued lines are no late billing of a service. An agreement without the term bars nothing.
 */
export function barredCharges(agreement: Agreement, charges: readonly Charge[], billOn: string): Problem[] {
  if (!agreement.at(billOn).optional(backBillingTerm)) return [];
  const answers = new Map<string, Result<Receipt>>();
  return charges.filter(billsService).flatMap((charge): Problem[] => {
    const serviceOn = serviceDay(charge);
    // What is billed in advance is not late.
    if (serviceOn > billOn) return [];
    const answer =
      answers.get(serviceOn) ?? runDecision(backBilling, agreement, { serviceOn, billOn }, { asOf: billOn });
    answers.set(serviceOn, answer);
    if (!answer.ok) return [...answer.problems];
    if (answer.value.value === 'allowed') return [];
    return [
      {
        id: 'back-billing/barred',
        field: charge.source.id,
        sentence: `${charge.description} (${charge.from} to ${charge.to}) is too old for a bill of ${billOn}.`,
        cure: 'Take it out: the agreement bars it.',
        clause: answer.value.clause,
      },
    ];
  });
}

const billsService = ({ kind, amount, correctionOf }: Charge): boolean =>
  amount > 0n &&
  correctionOf === undefined &&
  (kind === 'recurring' || kind === 'one-time' || kind === 'usage');
