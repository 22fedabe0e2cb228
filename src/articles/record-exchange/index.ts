import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { blockingNotice } from './blocking/blocking-notice.ts';
import { checkRecordExchange } from './check.ts';
import { lostUsageEstimate } from './lost-usage/lost-usage-estimate.ts';
import { blockingTerm, lostUsageTerm, objectionsTerm, violationsTerm } from './terms.ts';

export { kinds } from './kinds.ts';
export { originatorIdentificationKind } from './objections/originator-identification-case.ts';
export { violationsTerm };

/** Records of calls between carriers: who objects, who answers, what may be blocked, and what stands for lost records. */
export const recordExchange: Vocabulary = {
  subject: 'record-exchange',
  terms: [objectionsTerm, blockingTerm, lostUsageTerm, violationsTerm],
  tables: [],
  decisions: [blockingNotice, lostUsageEstimate],
  check: checkRecordExchange,
};
