import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { auditAllowed } from './audits/audit-allowed.ts';
import { auditKind } from './audits/audit-case.ts';
import { auditCost } from './audits/audit-cost.ts';
import { auditInterest } from './audits/audit-interest.ts';
import { auditReach } from './audits/audit-reach.ts';
import { auditTerm, trafficAuditTerm } from './audits/terms.ts';
import { backBilling } from './back-billing/back-billing.ts';
import { backBillingTerm } from './back-billing/terms.ts';
import { defaultKind } from './default/default-case.ts';
import { insolvency } from './default/insolvency.ts';
import { suspension } from './default/suspension.ts';
import { insolvencyTerm } from './default/terms.ts';
import { depositKind } from './deposit/deposit-case.ts';
import { depositForm } from './deposit/deposit-form.ts';
import { depositInterest } from './deposit/deposit-interest.ts';
import { depositReturn } from './deposit/deposit-return.ts';
import { depositTrigger } from './deposit/deposit-trigger.ts';
import { deposit } from './deposit/deposit.ts';
import { depositReturnTerm, depositTerm, depositTriggerTerm } from './deposit/terms.ts';
import { disputeKind } from './disputes/dispute-case.ts';
import { disputeForum } from './disputes/dispute-forum.ts';
import { disputeValid } from './disputes/dispute-valid.ts';
import { disputeWindow } from './disputes/dispute-window.ts';
import { expeditedDisputeKind } from './disputes/expedited-case.ts';
import { expeditedMeeting } from './disputes/expedited-meeting.ts';
import { expeditedTrack } from './disputes/expedited-track.ts';
import { lostDisputeCharge } from './disputes/lost-dispute-charge.ts';
import { refundWindow } from './disputes/refund-window.ts';
import { claimTerm, expeditedTerm, forumTerm, refundTerm, withholdingTerm } from './disputes/terms.ts';
import { withholding } from './disputes/withholding.ts';
import { escrowAgent } from './escrow/escrow-agent.ts';
import { escrowInterest } from './escrow/escrow-interest.ts';
import { escrow } from './escrow/escrow.ts';
import { escrowTerm } from './escrow/terms.ts';
import { checkMoneyTerms } from './money-check.ts';

/** Cases of the money provisions. */
export const moneyKinds: readonly CaseKind[] = [
  depositKind,
  defaultKind,
  disputeKind,
  expeditedDisputeKind,
  auditKind,
];

/** What the money side of the general provisions adds: assurance of payment, default, disputes, back-billing, escrow, audits. */
export const moneyProvisions = {
  terms: [
    depositTerm,
    depositTriggerTerm,
    depositReturnTerm,
    insolvencyTerm,
    claimTerm,
    refundTerm,
    withholdingTerm,
    forumTerm,
    expeditedTerm,
    backBillingTerm,
    escrowTerm,
    auditTerm,
    trafficAuditTerm,
  ],
  decisions: [
    deposit,
    depositTrigger,
    depositForm,
    depositInterest,
    depositReturn,
    insolvency,
    suspension,
    backBilling,
    disputeWindow,
    disputeValid,
    withholding,
    refundWindow,
    lostDisputeCharge,
    disputeForum,
    expeditedTrack,
    expeditedMeeting,
    escrow,
    escrowAgent,
    escrowInterest,
    auditAllowed,
    auditReach,
    auditCost,
    auditInterest,
  ],
  check: (agreement) => [
    ...checkMoneyTerms(agreement),
    ...moneyKinds.flatMap((kind) => checkClocks(agreement, kind)),
  ],
} satisfies Pick<Vocabulary, 'terms' | 'decisions' | 'check'>;
