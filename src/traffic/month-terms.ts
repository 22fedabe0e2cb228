import type { Agreement, Term } from '../agreement/agreement.ts';
import type { TermDef } from '../agreement/vocabulary.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { jurisdictionRules } from './jurisdiction.ts';
import type { JurisdictionRule } from './jurisdiction.ts';
import { callRounding, lengthMs, unusableTime } from './measured-time.ts';
import type { CallRounding } from './measured-time.ts';
import { ratePeriods } from './rate-periods.ts';
import type { RatePeriod } from './rate-periods.ts';
import type { Span, Spans } from './spans.ts';
import {
  duplicateKeyTerm,
  identificationTerm,
  measurementTerm,
  monthOfCallTerm,
  recordingPointsTerm,
  unusableRecordsTerm,
} from './terms.ts';
import type {
  DuplicateKey,
  Identification,
  Measurement,
  MonthOfCall,
  RecordingPoints,
  UnusableRecords,
} from './terms.ts';

/** What the agreement says of a month's traffic. */
export interface MonthTerms {
  readonly unusableRecords: Term<UnusableRecords>;
  readonly monthOfCall: Term<MonthOfCall>;
  readonly duplicateKey: Term<DuplicateKey>;
  readonly identification: Term<Identification>;
  /** One for each rate span, with its smallest billed part of time in milliseconds. */
  readonly measurements: readonly {
    readonly term: Term<Measurement>;
    readonly stepMs: number;
    readonly rounding: CallRounding;
  }[];
  /** The compiled rules, one list a span of rules. */
  readonly rules: readonly (readonly JurisdictionRule[])[];
  /** Periods of the day and week, one list a span of rates. */
  readonly periods: readonly (readonly RatePeriod[])[];
  /** Undefined where the agreement does not match recording points. */
  readonly recordingPoints?: { readonly term: Term<RecordingPoints>; readonly withinMs: number };
}

/** Reads the terms of a month, or says all that is missing or cannot be executed. */
export function monthTerms(agreement: Agreement, month: Span, spans: Spans): Result<MonthTerms> {
  const problems: Problem[] = [];
  const take = <T>(result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.problems);
    return undefined;
  };
  const unchanged = (def: TermDef): void => {
    const [changed] = agreement.timeline.changesBetween(month.from, month.to, (key) => key === def.key);
    if (changed !== undefined) problems.push(changesInMonth(def.key, changed));
  };
  const ofMonth = <T>(def: TermDef<T>): Term<T> | undefined => {
    unchanged(def);
    return take(agreement.at(month.from).term(def));
  };
  const unusableRecords = ofMonth(unusableRecordsTerm);
  const monthOfCall = ofMonth(monthOfCallTerm);
  const duplicateKey = ofMonth(duplicateKeyTerm);
  const identification = ofMonth(identificationTerm);
  unchanged(recordingPointsTerm);
  const points = agreement.at(month.from).optional(recordingPointsTerm);
  const withinMs = points && lengthMs(points.value.matchWithin);
  if (points && withinMs === undefined)
    problems.push(unusableTime(points, 'matchWithin', points.value.matchWithin));
  const measurements = spans.rates.flatMap(({ from, to }) => {
    const term = take(
      agreement.at(from < month.from && month.from <= to ? month.from : from).term(measurementTerm),
    );
    const rounding = term && take(callRounding(term));
    return term && rounding ? [{ term, stepMs: rounding.stepMs, rounding }] : [];
  });
  const periods = spans.rates.map(({ from }) => take(ratePeriods(agreement.at(from))) ?? []);
  const rules = spans.rules.map(({ from }) => take(jurisdictionRules(agreement.at(from))) ?? []);
  if (rules.every((list) => list.length === 0) && problems.length === 0) problems.push(noRules(agreement));
  if (problems.length > 0 || !unusableRecords || !monthOfCall || !duplicateKey || !identification)
    return fail(...unique(problems));
  return ok({
    unusableRecords,
    monthOfCall,
    duplicateKey,
    identification,
    measurements,
    rules,
    periods,
    ...(points && withinMs !== undefined ? { recordingPoints: { term: points, withinMs } } : {}),
  });
}

const unique = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

const changesInMonth = (key: string, day: string): Problem => ({
  id: 'traffic/term-changes-in-month',
  field: key,
  sentence: `"${key}" changes on ${day}, within the month.`,
  cure: 'Let it take effect on the first day of a month: a month is read by one rule.',
});

const noRules = (agreement: Agreement): Problem => ({
  id: 'traffic/no-rules',
  field: 'jurisdiction',
  sentence: `Agreement ${agreement.id} has no jurisdiction rules in force.`,
  cure: 'Add jurisdiction.csv.',
});
