import type { Agreement } from '../../agreement/agreement.ts';
import type { ValueType } from '../../base/expr/ast.ts';
import type { JurisdictionRule } from '../jurisdiction.ts';
import { LANDED_COLUMNS } from '../landed.ts';
import type { LandedColumn } from '../landed.ts';
import type { MonthTerms } from '../month-terms.ts';
import type { RatePeriod } from '../rate-periods.ts';
import type { Span } from '../spans.ts';
import { compensationStages, resultTable } from './compensation-stages.ts';
import { clockStage, dateStages } from './clock-stages.ts';
import { faultStage, faultsOf } from './fault-stage.ts';
import { identityStages } from './identity-stages.ts';
import { placeStages } from './place-stages.ts';
import { matchesOf } from './matches.ts';
import { readStages } from './stages.ts';
import type { PlanTable, UsagePlan } from './types.ts';

/** What one plan is made from: the terms, and all that holds on its days. */
export interface PlanInput {
  readonly agreement: Agreement;
  /** Place of the plan among those of the month. */
  readonly no: number;
  /** First and last day of the bill month. */
  readonly month: Span;
  /** Days of connect times on which nothing changes. */
  readonly days: Span;
  readonly terms: MonthTerms;
  readonly rules: readonly JurisdictionRule[];
  readonly periods: readonly RatePeriod[];
  /** Of the measurement in force on the days. */
  readonly measurement: MonthTerms['measurements'][number];
  /** Time zones of all trunk groups. */
  readonly zones: readonly string[];
  /** Of the network on the days, and the clocks. */
  readonly tables: readonly PlanTable[];
  /** The usage files in the order of their names. */
  readonly files: readonly { readonly key: number; readonly name: string }[];
}

const VALUE_TYPE: Readonly<Record<LandedColumn['type'], ValueType>> = {
  BIGINT: 'integer',
  INTEGER: 'integer',
  VARCHAR: 'text',
  BOOLEAN: 'boolean',
};

const FIELDS = Object.fromEntries(
  Object.entries(LANDED_COLUMNS).map(([name, { type }]) => [name, VALUE_TYPE[type]]),
);

/** Columns of a rated call, in their order. */
export const CALL_COLUMNS = [
  'seq',
  'file_name',
  'line',
  'connect_ms',
  'connect_date',
  'trunk_group',
  'from_number',
  'to_number',
  'conversation_ms',
  'elapsed_ms',
  'originator',
  'terminator',
  'outcome',
  'reason_code',
  'rule',
  'bucket',
  'direction',
  'regime',
  'compensation',
  'payer',
  'rate_period',
  'measured_ms',
] as const;

/** What is stored of a rated call: the rest follows from its file and its result. */
export const STORED_COLUMNS = [
  'file_no',
  'line',
  'connect_ms',
  'trunk_group',
  'from_number',
  'to_number',
  'conversation_ms',
  'elapsed_ms',
  'originator',
  'terminator',
  'result_no',
  'reader_reason',
  'measured_ms',
] as const;

/** The plan of some days: identification, jurisdiction and compensation, as the agreement says and as the network is. */
export function buildPlan(input: PlanInput): UsagePlan {
  const matches = matchesOf(input);
  const faults = faultsOf(input, matches);
  const tables: PlanTable[] = [
    ...input.tables,
    {
      name: 'file_order',
      doc: 'Usage files in the order of their names',
      keys: { file: 'integer' },
      columns: { no: 'integer', name: 'text' },
      rows: input.files.map(({ key, name }, index) => [key, index + 1, name]),
    },
    resultTable(input, faults),
  ];
  const drafts = [
    clockStage(input),
    ...identityStages(input),
    ...placeStages(input),
    ...dateStages(input),
    faultStage(input, faults),
    ...compensationStages(input, faults),
  ];
  const stages = readStages(
    drafts,
    FIELDS,
    tables,
    matches.map(({ name }) => name),
  );
  return { days: input.days, fields: FIELDS, tables, stages, matches, output: CALL_COLUMNS };
}
