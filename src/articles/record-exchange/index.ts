import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { blockingNotice } from './blocking/blocking-notice.ts';
import { checkRecordExchange } from './check.ts';
import { lostUsageEstimate } from './lost-usage/lost-usage-estimate.ts';
import { blockingTerm, lostUsageTerm, objectionsTerm } from './terms.ts';

export { kinds } from './kinds.ts';

/** Records of calls between carriers: who objects, who answers, what may be blocked, and what stands for lost records. */
export const recordExchange: Vocabulary = {
  subject: 'record-exchange',
  terms: [objectionsTerm, blockingTerm, lostUsageTerm],
  tables: [],
  decisions: [blockingNotice, lostUsageEstimate],
  check: checkRecordExchange,
};
