import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Decision } from '../../../agreement/decision.ts';
import { disputeTerm } from '../../../accounts/terms.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Scalar } from '../../../base/receipt.ts';
import { ZERO, add } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import type { ClaimFacts } from './claim.ts';
import { claimOf } from './dispute-ledger.ts';
import type { DisputeLedger } from './dispute-ledger.ts';
import { disputeWindow } from './dispute-window.ts';
import { withholding } from './withholding.ts';
import { dollarText } from '../money-facts.ts';

/** A claim that came after the time to dispute is rejected and nothing else. */
export function notLate(agreement: Agreement, history: readonly CaseEvent[]): Problem[] {
  const [claim, raisedOn] = [claimOf(history), dayRaised(agreement, history)];
  if (claim?.billOn === undefined || raisedOn === undefined || !isLate(agreement, claim, raisedOn)) return [];
  return [
    {
      id: 'dispute/late',
      field: 'event',
      sentence: `The dispute of ${raisedOn} of a bill of ${claim.billOn} came after the time to dispute.`,
      cure: 'Reject it.',
    },
  ];
}

/**
 * Dollars on which no late payment charge runs while they are in dispute: of a dispute that came in time, what lies in
 * escrow and what could be withheld. Where the due date is not said, what was withheld is taken to be so in time.
 */
export function suspendedOf(
  agreement: Agreement,
  events: readonly CaseEvent[],
  { billed, withheld, escrowed }: DisputeLedger,
): Rational {
  const [claim, raisedOn] = [claimOf(events), dayRaised(agreement, events)];
  if (!claim || raisedOn === undefined || isLate(agreement, claim, raisedOn)) return ZERO;
  const term = agreement.at(claim.billOn ?? raisedOn).optional(disputeTerm);
  if (term?.value.lateCharge !== 'suspended') return ZERO;
  const { dueOn } = claim;
  const may =
    dueOn === undefined ||
    valueOf(agreement, withholding, {
      amount: dollarText(billed),
      disputed: dollarText(withheld),
      filedOn: raisedOn,
      dueOn,
    }) !== false;
  return may ? add(withheld, escrowed) : escrowed;
}

function isLate(agreement: Agreement, { billOn, dueOn }: ClaimFacts, filedOn: string): boolean {
  const facts = { billOn, filedOn, ...(dueOn === undefined ? {} : { dueOn }) };
  return billOn !== undefined && valueOf(agreement, disputeWindow, facts) === 'late';
}

function dayRaised(agreement: Agreement, events: readonly CaseEvent[]): string | undefined {
  const raised = events.find(({ name }) => name === 'raised');
  return raised && localDate(agreement, raised.occurredAt);
}

/** Undefined where the agreement or the claim does not say what the decision needs. */
function valueOf(
  agreement: Agreement,
  decision: Decision,
  facts: { readonly filedOn: string; readonly [field: string]: unknown },
): Scalar | undefined {
  const answer = runDecision(decision, agreement, facts, { asOf: facts.filedOn });
  return answer.ok ? answer.value.value : undefined;
}
