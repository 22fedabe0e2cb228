import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkMiles } from './check.ts';
import { interimTrueUp } from './interim-true-up.ts';
import { rateBand } from './rate-band.ts';
import { recurringCharge } from './recurring-charge.ts';
import { pricingTerms } from './terms.ts';
import { transportMileage } from './transport-mileage.ts';

export { recurringCharges } from './recurring-charges.ts';
export { recurringCharge };

/** What the pricing appendix adds to the language of agreements; its prices are rows of the rates table. */
export const pricing: Vocabulary = {
  subject: 'pricing',
  terms: pricingTerms,
  tables: [],
  decisions: [recurringCharge, rateBand, transportMileage, interimTrueUp],
  check: checkMiles,
};
