import type { Vocabulary } from '../agreement/vocabulary.ts';
import { checkState } from './check.ts';
import { wireCentersTable } from './wire-centers.ts';

/** What this room adds to the language of agreements: the wire centers and their rate bands. */
export const network: Vocabulary = {
  subject: 'network',
  terms: [],
  tables: [wireCentersTable],
  decisions: [],
  check: checkState,
};
