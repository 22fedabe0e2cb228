import type { Vocabulary } from '../agreement/vocabulary.ts';
import { holidaysTable } from './calendars.ts';
import { checkParties } from './check.ts';
import { partiesTable } from './parties.ts';
import { checkSuccessions, successionsTable } from './successions.ts';

/** What this room adds to the language of agreements: who signs, and on which days each does no business. */
export const parties: Vocabulary = {
  subject: 'parties',
  terms: [],
  tables: [partiesTable, successionsTable, holidaysTable],
  decisions: [],
  check: (agreement) => [...checkParties(agreement), ...checkSuccessions(agreement)],
};
