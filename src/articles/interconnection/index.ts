import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { compensationTable, jurisdictionTable, ratePeriodsTable, trafficTerms } from '../../traffic/index.ts';
import { callJurisdiction } from './call-jurisdiction.ts';
import { checkInterconnection } from './check.ts';
import { checkCompensation } from './compensation/check.ts';
import { compensationDecisions, compensationTables, compensationTerms } from './compensation/index.ts';
import { usageFactor } from './post-aggregation/index.ts';
import { recordedCall } from './recorded-call.ts';
import { usageCharge } from './usage-charge.ts';
import { usageMeasurement } from './usage-measurement.ts';

export { callJurisdiction } from './call-jurisdiction.ts';
export { usageCharges, usageId } from './charges.ts';
export { explainRatedCall } from './explain-call.ts';
export { adjustMonth, monthUsageCharges } from './month-charges.ts';
export { decidesUsage, repriceUsage } from './reprice-usage.ts';

/** Exchange of traffic: where a call belongs and what is paid for it. */
export const interconnection: Vocabulary = {
  subject: 'traffic',
  terms: [...trafficTerms, ...compensationTerms],
  tables: [jurisdictionTable, compensationTable, ratePeriodsTable, ...compensationTables],
  decisions: [
    callJurisdiction,
    recordedCall,
    usageMeasurement,
    usageCharge,
    usageFactor,
    ...compensationDecisions,
  ],
  check: (agreement) => [...checkInterconnection(agreement), ...checkCompensation(agreement)],
};
