export { CALL_FACTS, CALL_FACT_NAMES, CALL_SHAPE } from './call-facts.ts';
export type { CallFact, CallFactName } from './call-facts.ts';
export { UNKNOWN_CALL } from './call-row.ts';
export { closeTraffic } from './close.ts';
export type { TrafficOptions } from './close.ts';
export { CALLS_PARQUET, prepareMonth, rateMonth } from './rate-month.ts';
export type { PreparedMonth, TrafficMonth } from './rate-month.ts';
export { EXPORT_FORMATS, exportCalls, exportFormatOf, exportFormatsFor } from './export-calls.ts';
export type { ExportFormat } from './export-calls.ts';
export { findCompensation, sidesOf } from './compensation.ts';
export { decideCall } from './decide-call.ts';
export type { RuledCall } from './decide-call.ts';
export { explainCall, termOfReason } from './explain.ts';
export type { CallExplanation } from './explain.ts';
export { HELD, jurisdictionRules } from './jurisdiction.ts';
export type { JurisdictionRule } from './jurisdiction.ts';
export type { LandedFile } from './landing/index.ts';
export { callsRelation } from './calls.ts';
export { listCalls } from './list-calls.ts';
export type { CallFilter, ListedCall } from './list-calls.ts';
export { callRounding, measuredExpr, measuredMs } from './measured-time.ts';
export type { CallRounding } from './measured-time.ts';
export { reasonCure } from './reason-cures.ts';
export { reasonSentence } from './reasons.ts';
export { trafficDays } from './traffic-days.ts';
export type { TrafficDay } from './traffic-days.ts';
export { unbilled } from './unbilled.ts';
export type { Unbilled, Unidentified } from './unbilled.ts';
export type { UsageSummary } from './summarise.ts';
export {
  DIRECTIONS,
  RATES_TABLE,
  compensationTable,
  elementsOf,
  jurisdictionTable,
  ratePeriodsTable,
} from './tables.ts';
export type { CompensationRow, Direction, JurisdictionRow, Regime } from './tables.ts';
export { measurementTerm, trafficTerms } from './terms.ts';
export { OUTCOMES } from './totals.ts';
export type { BucketTotal, Outcome, OutcomeCounts, ReasonCount } from './totals.ts';
export { writeOutcomes } from './write-outcomes.ts';
