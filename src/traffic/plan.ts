import { rulesToDuckDb } from '../base/expr/duckdb.ts';
import { parquetRelation, quote } from './duck.ts';
import { duplicatesSql, joinDuplicates } from './duplicates.ts';
import { basisSql, ocnSql } from './identification.ts';
import { dayNumber } from './reference-tables.ts';
import type { RulesBySpan } from './reference-tables.ts';
import type { Span, Spans } from './spans.ts';
import type { DuplicateKey, Identification, Measurement, MonthOfCall, UnusableRecords } from './terms.ts';
import { offsetOfLocal, offsetOfUtc } from './time-zones.ts';

const DAY_MS = 86_400_000;

/** Days that a call may reach beyond the month at either end: the longest call is 99 hours. */
export const LONGEST_CALL_DAYS = 7;

/** All that the plan of a month is printed from. */
export interface PlanInput {
  readonly month: Span;
  readonly spans: Spans;
  readonly rules: RulesBySpan;
  readonly zones: readonly string[];
  readonly unusableRecords: UnusableRecords;
  readonly monthOfCall: MonthOfCall;
  readonly duplicateKey: DuplicateKey;
  readonly identification: Identification;
  /** One for each rate span. */
  readonly measurements: readonly { readonly measurement: Measurement; readonly stepMs: number }[];
}

/** Position of a record in the month, in the order of files and lines. */
const SEQ = 'file_no::BIGINT * 4294967296 + line';

/** Records with the clock of their trunk group: where the connect time lies, and when the call ended. */
function timedSql(plan: PlanInput, parts: readonly string[]): string {
  const last = Temporal.PlainDate.from(plan.month.to).add({ days: LONGEST_CALL_DAYS }).toString();
  const range = { from: plan.spans.network[0]?.from ?? '', to: last };
  const disconnect = 'start_utc_ms + conversation_ms';
  const end =
    plan.monthOfCall.by === 'connect'
      ? 'connect_ms'
      : `coalesce(${disconnect} + ${offsetOfUtc(plan.zones, 'zone', range, disconnect)}, connect_ms + conversation_ms)`;
  return `
    placed AS (
      SELECT l.*, ${SEQ} AS seq, t.kind AS trunk_group_kind, t.one_way_ocn, t.zone,
        CASE WHEN l.utc_ms IS NULL THEN l.local_ms
             ELSE coalesce(l.utc_ms + ${offsetOfUtc(plan.zones, 't.zone', range, 'l.utc_ms')}, l.local_ms) END AS connect_ms,
        coalesce(l.utc_ms, l.local_ms - ${offsetOfLocal(plan.zones, 't.zone', range, 'l.local_ms')}) AS start_utc_ms
      FROM ${parquetRelation(parts)} l
      LEFT JOIN day d ON d.day = l.local_ms // ${DAY_MS}
      LEFT JOIN trunk t ON t.span = d.network_span AND t.trunk_group = l.trunk_group
    ),
    timed AS (
      SELECT *, connect_ms // ${DAY_MS} AS connect_day, (${end}) // ${DAY_MS} AS month_day FROM placed
    )`;
}

/** Who is at both ends, and where. */
function identifiedSql(plan: PlanInput): string {
  const term = plan.identification;
  return `
    known AS (
      SELECT t.*, d.date AS day_date, d.network_span, d.rule_span, d.rate_span, u.seq IS NOT NULL AS is_duplicate,
        oe.rate_centre AS origin_rate_centre, oe.state AS origin_state, oe.lata AS origin_lata,
        te.rate_centre AS terminating_rate_centre, te.state AS terminating_state, te.lata AS terminating_lata,
        ${basisSql(term.originator)} AS originator_basis,
        ${ocnSql(term.originator)} AS originator_ocn,
        ${basisSql(term.terminator)} AS terminator_basis,
        ${ocnSql(term.terminator)} AS terminator_ocn
      FROM timed t
      LEFT JOIN day d ON d.day = t.connect_day
      ${joinDuplicates('t', 'u')}
      LEFT JOIN block ob ON ob.span = d.network_span AND ob.block = t.from_number // 1000
      LEFT JOIN exchange oe ON oe.span = d.network_span AND oe.npa_nxx = t.from_number // 10000
      LEFT JOIN block tb ON tb.span = d.network_span AND tb.block = t.to_number // 1000
      LEFT JOIN exchange te ON te.span = d.network_span AND te.npa_nxx = t.to_number // 10000
      LEFT JOIN routing r ON r.span = d.network_span AND r.lrn = t.lrn
    )`;
}

const NOT_YET =
  'recording_point record_type connect_minute weekday identified_by charge_number_present jip_present voip carrier_code dialled_service origin_mta terminating_mta origin_mca_area origin_mca_tier terminating_mca_area terminating_mca_tier origin_physical_rate_centre terminating_physical_rate_centre'.split(
    ' ',
  );

/** The facts of call-facts.ts as columns, and the first thing that keeps a record from having a bucket. */
function factsSql(plan: PlanInput): string {
  const [first, last] = [dayNumber(plan.month.from), dayNumber(plan.month.to)];
  const unneeded = plan.identification.callingPlaceNotNeededFor.map(quote).join(', ') || 'NULL';
  return `
    facts AS (
      SELECT k.*,
        coalesce(k.day_date, CAST(DATE '1970-01-01' + k.connect_day::INTEGER AS VARCHAR)) AS connect_date,
        oc.ocn AS originator, oc.kind AS originator_kind, oc.party AS originator_party,
        tc.ocn AS terminator, tc.kind AS terminator_kind, tc.party AS terminator_party,
        k.from_number IS NOT NULL AS calling_present, k.lrn IS NOT NULL AS ported,
        a.kind AS calling_area, i.tn IS NOT NULL AS called_isp,
        ${NOT_YET.map((name) => `NULL AS ${name}`).join(', ')},
        CASE
          WHEN k.status <> 'record' THEN k.reason
          WHEN k.is_duplicate THEN 'duplicate'
          WHEN k.month_day < ${first} OR k.month_day > ${last} THEN 'other-month'
          WHEN k.trunk_group_kind IS NULL THEN 'unknown-trunk-group'
          WHEN NOT k.answered OR k.conversation_ms = 0 THEN 'unanswered'
          WHEN oc.ocn IS NULL AND k.originator_basis IN ('record', 'trunk-group') THEN 'unknown-originating-carrier'
          WHEN oc.ocn IS NULL AND k.originator_basis = 'block' THEN 'unlisted-originating-holder'
          WHEN oc.ocn IS NULL AND k.originator_basis = 'code' THEN 'no-originating-holder'
          WHEN tc.ocn IS NULL AND k.terminator_basis = 'routing-number' THEN 'unknown-routing-number'
          WHEN tc.ocn IS NULL AND k.terminator_basis = 'block' THEN 'unlisted-terminating-holder'
          WHEN tc.ocn IS NULL THEN 'no-terminating-holder'
          WHEN k.terminating_rate_centre IS NULL THEN 'unknown-called-place'
          WHEN k.origin_rate_centre IS NULL AND k.originator_basis IS NOT NULL
            AND coalesce(oc.kind NOT IN (${unneeded}), TRUE) THEN 'unknown-calling-place'
        END AS fault
      FROM known k
      LEFT JOIN carrier oc ON oc.span = k.network_span AND oc.ocn = k.originator_ocn
      LEFT JOIN carrier tc ON tc.span = k.network_span AND tc.ocn = k.terminator_ocn
      LEFT JOIN area a ON a.span = k.network_span AND a.a = k.origin_rate_centre AND a.b = k.terminating_rate_centre
      LEFT JOIN isp i ON i.span = k.network_span AND i.tn = k.to_number
    )`;
}

function ruledSql(plan: PlanInput): string {
  const branches = plan.rules.map((list, span) => `WHEN ${span} THEN (${rulesToDuckDb(list)})`);
  const billed = plan.measurements.map(({ measurement, stepMs }, span) =>
    measurement.roundUp === 'call'
      ? `WHEN ${span} THEN (conversation_ms + ${stepMs - 1}) // ${stepMs} * ${stepMs}`
      : `WHEN ${span} THEN conversation_ms`,
  );
  return `
    ruled AS (
      SELECT *,
        CASE WHEN fault IS NULL THEN (CASE rule_span ${branches.join('\n')} END) END AS rule,
        CASE
          WHEN originator_party = 'ilec' THEN 'ilec-to-clec'
          WHEN originator_party = 'clec' THEN 'clec-to-ilec'
          WHEN terminator_party = 'clec' THEN 'ilec-to-clec'
          WHEN terminator_party = 'ilec' THEN 'clec-to-ilec'
        END AS way,
        CASE WHEN originator IS NULL THEN 'unidentified' WHEN originator_party IS NULL THEN 'third-party'
             ELSE 'party' END AS originator_class,
        (CASE rate_span ${billed.join(' ')} END)::BIGINT AS measured_ms
      FROM facts
    ),
    outcomes AS (
      SELECT f.*, r.id IS NOT NULL AND r.bucket IS NULL AS held_by_rule, r.bucket AS rule_bucket,
        c.id AS compensation_id, c.regime AS row_regime, c.payer AS row_payer,
        CASE
          WHEN f.status = 'damaged' THEN '${plan.unusableRecords.damaged}'
          WHEN f.status = 'rejected' THEN '${plan.unusableRecords.faulty}'
          WHEN f.fault = 'duplicate' THEN 'duplicate'
          WHEN f.fault = 'unanswered' THEN 'non-billable'
          WHEN f.fault IS NOT NULL OR r.bucket IS NULL OR c.id IS NULL THEN 'held'
          WHEN c.regime = 'per-minute' THEN 'rated'
          WHEN c.regime = 'bill-and-keep' THEN 'zero-rated'
          ELSE 'non-billable'
        END AS outcome
      FROM ruled f
      LEFT JOIN rule r ON r.span = f.rule_span AND r.id = f.rule
      LEFT JOIN compensation c ON c.span = f.rate_span AND c.bucket = r.bucket
        AND c.direction = f.way AND c.originator = f.originator_class
    )`;
}

/** Columns of calls.parquet beside the facts. */
const RECORD = [
  'seq',
  'file',
  'line',
  'byte_offset',
  'format',
  'record_id',
  'status',
  'bad_column',
  'connect_ms',
  'elapsed_ms',
  'answered',
  'from_number',
  'to_number',
  'lrn',
  'sequence',
  'recording_switch',
  'originating_ocn',
  'terminating_ocn',
  'release_code',
  'originator_basis',
  'terminator_basis',
  'originator_ocn',
  'terminator_ocn',
  'rate_span',
] as const;

/** Finds the duplicates among all parts; the table lasts for the connection. */
export const duplicateTableSql = (plan: PlanInput, parts: readonly string[]): string =>
  `CREATE OR REPLACE TABLE duplicate AS WITH ${timedSql(plan, parts)} ${duplicatesSql(plan.duplicateKey)}`;

/** One statement from the records of a part to the outcome of each, in the order of files and lines. */
export function callsSql(
  plan: PlanInput,
  part: string,
  factNames: readonly string[],
  target: string,
): string {
  const billed = "outcome IN ('rated', 'zero-rated') OR (outcome = 'non-billable' AND fault IS NULL)";
  return `COPY (
    WITH ${timedSql(plan, [part])},
    ${identifiedSql(plan)},
    ${factsSql(plan)},
    ${ruledSql(plan)}
    SELECT ${[...RECORD, ...factNames].map((name) => `"${name}"`).join(', ')},
      outcome,
      CASE WHEN fault IS NOT NULL THEN fault WHEN held_by_rule THEN rule WHEN rule IS NULL THEN 'no-rule'
           WHEN compensation_id IS NULL THEN 'no-compensation' END AS reason,
      rule,
      CASE WHEN ${billed} THEN rule_bucket END AS bucket,
      CASE WHEN ${billed} THEN way END AS direction,
      CASE WHEN ${billed} THEN row_regime END AS regime,
      CASE WHEN ${billed} THEN compensation_id END AS compensation,
      CASE WHEN outcome IN ('rated', 'zero-rated') THEN row_payer END AS payer,
      measured_ms, raw
    FROM outcomes
    ORDER BY seq
  ) TO ${quote(target)} (FORMAT parquet, COMPRESSION zstd)`;
}
