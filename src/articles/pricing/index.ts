import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { rateBand } from './rate-band.ts';
import { recurringCharge } from './recurring-charge.ts';

export { recurringCharges } from './recurring-charges.ts';
export { recurringCharge };

/** What the pricing appendix adds to the language of agreements; its prices are rows of the rates table. */
export const pricing: Vocabulary = {
  subject: 'pricing',
  terms: [],
  tables: [],
  decisions: [recurringCharge, rateBand],
};
