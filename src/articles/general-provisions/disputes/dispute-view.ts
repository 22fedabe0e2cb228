import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Decision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Scalar } from '../../../base/receipt.ts';
import { ZERO } from '../../../base/rational.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import { claimOf, disputeLedger, isMore } from './dispute-ledger.ts';
import { suspendedOf } from './dispute-late.ts';
import { disputeValid } from './dispute-valid.ts';
import { disputeWindow } from './dispute-window.ts';
import { lostDisputeCharge } from './lost-dispute-charge.ts';
import { dollarText } from '../money-facts.ts';
import { localDate } from '../../../cases/instant.ts';

/** A value, or what stands against one. */
type Finding = { readonly value: Scalar } | { readonly problems: readonly Problem[] };

/**
 * What people want to know of a dispute: where its dollars stand, whether it came in time and says what it must, and, once
 * it is lost, the late payment charge up to that day.
 */
export function disputeView(
  agreement: Agreement,
  events: readonly CaseEvent[],
): Readonly<Record<string, unknown>> {
  const claim = claimOf(events);
  const raised = events.find(({ name }) => name === 'raised');
  const last = events.at(-1);
  if (!claim || !raised || !last) return {};
  const ledger = disputeLedger(events);
  const day = (event: CaseEvent): string => localDate(agreement, event.occurredAt);
  const asOf = claim.billOn ?? day(raised);
  const dates = {
    ...(claim.billOn === undefined ? {} : { billOn: claim.billOn }),
    ...(claim.dueOn === undefined ? {} : { dueOn: claim.dueOn }),
  };
  const lost = isMore(ledger.lost, ZERO) && claim.dueOn !== undefined && claim.dueOn <= day(last);
  return {
    ledger: {
      billed: dollarText(ledger.billed),
      undisputed: dollarText(ledger.undisputed),
      disputedWithheld: dollarText(ledger.withheld),
      disputedPaid: dollarText(ledger.paid),
      escrowed: dollarText(ledger.escrowed),
      credited: dollarText(ledger.credited),
      lateChargeSuspended: dollarText(suspendedOf(agreement, events, ledger)),
    },
    claim: find(agreement, disputeValid, claim, asOf),
    window: find(agreement, disputeWindow, { ...dates, filedOn: day(raised) }, asOf),
    ...(lost
      ? {
          lateChargeWhenLost: find(
            agreement,
            lostDisputeCharge,
            { lost: dollarText(ledger.lost), dueOn: claim.dueOn, resolvedOn: day(last), paidOn: day(last) },
            asOf,
          ),
        }
      : {}),
  };
}

function find(agreement: Agreement, decision: Decision, facts: unknown, asOf: string): Finding {
  const answer = runDecision(decision, agreement, facts, { asOf });
  return answer.ok ? { value: answer.value.value } : { problems: answer.problems };
}
