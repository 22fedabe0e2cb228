import type { Vocabulary } from '../agreement/vocabulary.ts';
import { checkState } from './check.ts';
import { serviceAreasTable } from './service-areas.ts';
import { wireCentersTable } from './wire-centers.ts';

/** What this room adds to the language of agreements: the wire centers with their rate bands, and where the parties operate. */
export const network: Vocabulary = {
  subject: 'network',
  terms: [],
  tables: [wireCentersTable, serviceAreasTable],
  decisions: [],
  check: checkState,
};
