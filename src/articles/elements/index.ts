import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { elementAvailable } from './availability/element-available.ts';
import { elementEndedByLaw } from './availability/element-ended-by-law.ts';
import { checkElements } from './check.ts';
import { commingledCharge } from './combinations/commingled-charge.ts';
import { eelAuditAllowed } from './combinations/eel-audit-allowed.ts';
import { eelEligibility } from './combinations/eel-eligibility.ts';
import { eelTrunksRequired } from './combinations/eel-trunks-required.ts';
import { combinationTerms } from './combinations/terms.ts';
import { conversionPriceFrom } from './conversion/conversion-price-from.ts';
import { circuitConversionTerm, transitionTerm } from './conversion/terms.ts';
import { transitionPrice } from './conversion/transition-price.ts';
import { darkFiberAvailable } from './dark-fiber/dark-fiber-available.ts';
import { darkFiberTerm } from './dark-fiber/terms.ts';
import { idlcRemedy } from './facilities/idlc-remedy.ts';
import { lineSplittingCharge } from './facilities/line-splitting-charge.ts';
import { loopConditioning } from './facilities/loop-conditioning.ts';
import { networkModification } from './facilities/network-modification.ts';
import { facilityTerms } from './facilities/terms.ts';
import { buildingCap } from './high-capacity/building-cap.ts';
import { ds1LoopAvailable, ds3LoopAvailable } from './high-capacity/loop-available.ts';
import { routeCap } from './high-capacity/route-cap.ts';
import { highCapacityTerms } from './high-capacity/terms.ts';
import { transportAvailable } from './high-capacity/transport-available.ts';
import { transportTier } from './high-capacity/transport-tier.ts';
import { wireCenterStatus } from './high-capacity/wire-center-status.ts';
import { subloopTerm } from './subloop/terms.ts';
import { availabilityTerms } from './terms.ts';

export { elementAvailable } from './availability/element-available.ts';
export type { AvailabilityDetails } from './availability/element-available.ts';
export { eelEligibility } from './combinations/eel-eligibility.ts';
export { kinds } from './kinds.ts';

/** Unbundled elements: what is offered and where, to whom and how many, and what a change of law does to it. */
export const elements: Vocabulary = {
  subject: 'elements',
  terms: [
    ...availabilityTerms,
    ...highCapacityTerms,
    ...combinationTerms,
    circuitConversionTerm,
    transitionTerm,
    darkFiberTerm,
    ...facilityTerms,
    subloopTerm,
  ],
  tables: [],
  decisions: [
    elementAvailable,
    elementEndedByLaw,
    ds1LoopAvailable,
    ds3LoopAvailable,
    transportTier,
    transportAvailable,
    wireCenterStatus,
    buildingCap,
    routeCap,
    eelEligibility,
    eelTrunksRequired,
    eelAuditAllowed,
    commingledCharge,
    conversionPriceFrom,
    transitionPrice,
    darkFiberAvailable,
    loopConditioning,
    idlcRemedy,
    networkModification,
    lineSplittingCharge,
  ],
  check: checkElements,
};
