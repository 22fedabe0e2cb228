import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { elementAvailability } from './availability.ts';
import { checkProducts } from './check-products.ts';
import { changeOfLaw, elementLaw, elementOffer } from './terms.ts';

export { elementAvailability } from './availability.ts';

/** Unbundled elements: what is offered, and what a change of law does to it. */
export const elements: Vocabulary = {
  subject: 'elements',
  terms: [elementOffer, changeOfLaw, elementLaw],
  tables: [],
  decisions: [elementAvailability],
  check: checkProducts,
};
