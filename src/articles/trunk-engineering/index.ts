import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkTrunks } from './check.ts';
import { forecastMismatch } from './forecasts/forecast-mismatch.ts';
import { trunkForecastQuarters } from './forecasts/trunk-forecast-quarters.ts';
import { trunkForecastsTerm } from './forecasts/terms.ts';
import { trunkCost } from './groups/trunk-cost.ts';
import { trunkGroupUse } from './groups/trunk-group-use.ts';
import { trunkCostTerm, trunkKindTerm } from './groups/terms.ts';
import { directConnectionDue } from './points/direct-connection-due.ts';
import { pointOfInterconnection } from './points/point-of-interconnection.ts';
import { pointsTerm, triggerTerm } from './points/terms.ts';
import { directTrunkTrigger } from './servicing/direct-trunk-trigger.ts';
import { directTrunksTerm, servicingTerm, utilizationTerm } from './servicing/terms.ts';
import { trunkServicing } from './servicing/trunk-servicing.ts';
import { trunkUtilization } from './servicing/trunk-utilization.ts';
import { offeredLoad } from './sizing/offered-load.ts';
import { busyHourTerm, gradeTerm, sizingTerm } from './sizing/terms.ts';
import { trunkModules } from './sizing/trunk-modules.ts';
import { trunksRequired } from './sizing/trunks-required.ts';

export { kinds } from './kinds.ts';
export { stated, toErlangs } from './sizing/load.ts';
export { busyHourTerm, directTrunkTrigger, sizingTerm, trunkServicing, trunkUtilization, trunksRequired };

/** How many trunks the networks need, when, between which points, and who asks for them. */
export const trunkEngineering: Vocabulary = {
  subject: 'trunks',
  terms: [
    pointsTerm,
    triggerTerm,
    trunkKindTerm,
    trunkCostTerm,
    busyHourTerm,
    sizingTerm,
    gradeTerm,
    directTrunksTerm,
    utilizationTerm,
    servicingTerm,
    trunkForecastsTerm,
  ],
  tables: [],
  decisions: [
    pointOfInterconnection,
    directConnectionDue,
    trunkGroupUse,
    trunkCost,
    trunksRequired,
    trunkModules,
    offeredLoad,
    directTrunkTrigger,
    trunkUtilization,
    trunkServicing,
    trunkForecastQuarters,
    forecastMismatch,
  ],
  check: checkTrunks,
};
