import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkResale } from './check.ts';
import { resaleAvailable } from './permission/resale-available.ts';
import { resalePermitted } from './permission/resale-permitted.ts';
import { resaleCharge } from './price/resale-charge.ts';
import { resalePrice } from './price/resale-price.ts';
import { resaleTerms } from './terms.ts';
import { blockableCallPayer, resaleCallSeconds, resaleUsageCategory } from './usage/usage-decisions.ts';

export { resaleCharges } from './resale-charges.ts';

/** Resale of retail services: what may be resold, to whom, at which price. */
export const resale: Vocabulary = {
  subject: 'resale',
  terms: resaleTerms,
  tables: [],
  decisions: [
    resalePrice,
    resaleCharge,
    resalePermitted,
    resaleAvailable,
    resaleCallSeconds,
    resaleUsageCategory,
    blockableCallPayer,
  ],
  check: checkResale,
};
