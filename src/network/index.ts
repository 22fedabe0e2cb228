import type { Vocabulary } from '../agreement/vocabulary.ts';
import { checkState } from './check.ts';
import { serviceAreasTable } from './service-areas.ts';
import { wireCenterStatusTable } from './wire-center-status.ts';
import { tiersTerm } from './wire-center-tiers.ts';
import { wireCentersTable } from './wire-centers.ts';

/** What this room adds to the language of agreements: the wire centers with their rate bands, counts and tiers, and where the parties operate. */
export const network: Vocabulary = {
  subject: 'network',
  terms: [tiersTerm],
  tables: [wireCentersTable, wireCenterStatusTable, serviceAreasTable],
  decisions: [],
  check: checkState,
};
