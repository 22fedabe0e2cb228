import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { auditTerm, trafficAuditTerm } from './audits/terms.ts';
import { backBillingTerm } from './back-billing/terms.ts';
import { insolvencyTerm } from './default/terms.ts';
import { depositReturnTerm, depositTerm, depositTriggerTerm } from './deposit/terms.ts';
import { claimTerm, expeditedTerm, forumTerm, refundTerm, withholdingTerm } from './disputes/terms.ts';
import { escrowTerm } from './escrow/terms.ts';

/** What the money side of the general provisions adds: assurance of payment, default, disputes, back-billing, escrow, audits. */
export const moneyProvisions: Pick<Vocabulary, 'terms' | 'decisions'> = {
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
  decisions: [],
};
