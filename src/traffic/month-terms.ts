import type { Agreement, Term } from '../agreement/agreement.ts';
import type { TermDef } from '../agreement/vocabulary.ts';
import type { Problem } from '../base/problem.ts';
import { parseQuantity } from '../base/quantity.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { jurisdictionRules } from './jurisdiction.ts';
import type { RulesBySpan } from './reference-tables.ts';
import type { Span, Spans } from './spans.ts';
import {
  duplicateKeyTerm,
  identificationTerm,
  measurementTerm,
  monthOfCallTerm,
  unusableRecordsTerm,
} from './terms.ts';
import type { DuplicateKey, Identification, Measurement, MonthOfCall, UnusableRecords } from './terms.ts';

/** What the agreement says of a month's traffic. */
export interface MonthTerms {
  readonly unusableRecords: Term<UnusableRecords>;
  readonly monthOfCall: Term<MonthOfCall>;
  readonly duplicateKey: Term<DuplicateKey>;
  readonly identification: Term<Identification>;
  /** One for each rate span, with its smallest billed part of time in milliseconds. */
  readonly measurements: readonly { readonly term: Term<Measurement>; readonly stepMs: number }[];
  readonly rules: RulesBySpan;
}

/** `1 minute` or `6 seconds` in milliseconds; undefined for anything else. */
export function stepMs(text: string): number | undefined {
  const quantity = parseQuantity(text);
  const unitMs = quantity?.unit === 'minute' ? 60_000n : quantity?.unit === 'second' ? 1000n : undefined;
  if (!quantity || unitMs === undefined || quantity.per !== undefined) return undefined;
  const ms = quantity.value.num * unitMs;
  return ms > 0n && ms % quantity.value.den === 0n ? Number(ms / quantity.value.den) : undefined;
}

/** Reads the terms of a month, or says all that is missing or cannot be executed. */
export function monthTerms(agreement: Agreement, month: Span, spans: Spans): Result<MonthTerms> {
  const problems: Problem[] = [];
  const take = <T>(result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.problems);
    return undefined;
  };
  const ofMonth = <T>(def: TermDef<T>): Term<T> | undefined => {
    const [changed] = agreement.timeline.changesBetween(month.from, month.to, (key) => key === def.key);
    if (changed !== undefined) problems.push(changesInMonth(def.key, changed));
    return take(agreement.at(month.from).term(def));
  };
  const unusableRecords = ofMonth(unusableRecordsTerm);
  const monthOfCall = ofMonth(monthOfCallTerm);
  const duplicateKey = ofMonth(duplicateKeyTerm);
  const identification = ofMonth(identificationTerm);
  const measurements = spans.rates.flatMap(({ from, to }) => {
    const term = take(
      agreement.at(from < month.from && month.from <= to ? month.from : from).term(measurementTerm),
    );
    const step = term && stepMs(term.value.roundUpTo);
    if (term && step === undefined) problems.push(unusableStep(term));
    return term && step !== undefined ? [{ term, stepMs: step }] : [];
  });
  const rules = spans.rules.map(({ from }) => take(jurisdictionRules(agreement.at(from))) ?? []);
  if (rules.every((list) => list.length === 0) && problems.length === 0) problems.push(noRules(agreement));
  if (problems.length > 0 || !unusableRecords || !monthOfCall || !duplicateKey || !identification)
    return fail(...unique(problems));
  return ok({ unusableRecords, monthOfCall, duplicateKey, identification, measurements, rules });
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

const unusableStep = (term: Term<Measurement>): Problem => ({
  id: 'traffic/measurement',
  file: term.file,
  line: term.line,
  field: `${term.key}.roundUpTo`,
  sentence: `"${term.value.roundUpTo}" is not a length of time in whole milliseconds.`,
  cure: 'Write it like "1 minute" or "6 seconds".',
  clause: term.citation,
});

const noRules = (agreement: Agreement): Problem => ({
  id: 'traffic/no-rules',
  field: 'jurisdiction',
  sentence: `Agreement ${agreement.id} has no jurisdiction rules in force.`,
  cure: 'Add jurisdiction.csv.',
});
