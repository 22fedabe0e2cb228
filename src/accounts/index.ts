import type { Vocabulary } from '../agreement/vocabulary.ts';
import { checkAccounts } from './check.ts';
import { conditioningChargesTerm, conditioningTerm } from './conditioning.ts';
import { ratesTable } from './rates.ts';
import { billingTerm, disputeTerm, latePaymentTerm, prorationTerm, roundingTerm } from './terms.ts';

/** What this room adds to the language of agreements: how bills are made, paid and disputed, and the price list. */
export const accounts: Vocabulary = {
  subject: 'accounts',
  terms: [
    roundingTerm,
    billingTerm,
    latePaymentTerm,
    prorationTerm,
    disputeTerm,
    conditioningTerm,
    conditioningChargesTerm,
  ],
  tables: [ratesTable],
  decisions: [],
  check: checkAccounts,
};
