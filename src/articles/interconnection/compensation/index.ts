import { balanceRegime } from './balance-regime.ts';
import { compensation } from './compensation.ts';
import { ispPresumption } from './isp-presumption.ts';
import { lawCompensation } from './law-compensation.ts';
import { meetPointShares } from './meet-point-shares.ts';
import { plu } from './plu.ts';
import { factorsTerm, ispPresumptionTerm, postAggregationTerm, unidentifiedTerm, voipTerm } from './terms.ts';
import { unidentifiedAllocation } from './unidentified-allocation.ts';

export { compensationTables } from './tables.ts';
export { compensationTerms } from './terms.ts';

/** Terms that decide how many minutes a bucket has at the end of a month. */
export const adjustingTerms = [
  postAggregationTerm,
  ispPresumptionTerm,
  unidentifiedTerm,
  voipTerm,
  factorsTerm,
] as const;

export const compensationDecisions = [
  compensation,
  lawCompensation,
  balanceRegime,
  ispPresumption,
  unidentifiedAllocation,
  plu,
  meetPointShares,
] as const;
