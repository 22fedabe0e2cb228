import type { Vocabulary } from '../agreement/vocabulary.ts';
import { productsTable } from './products.ts';

/** What this room adds to the language of agreements: the products that may be ordered and be in service. */
export const inventory: Vocabulary = {
  subject: 'inventory',
  terms: [],
  tables: [productsTable],
  decisions: [],
};
