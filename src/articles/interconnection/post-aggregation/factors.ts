import { existsSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import { readRecords, repeats, rowProblem } from '../../../accounts/records.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { compare, decimal, isNegative, rational } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { monthsOf, percentOf } from '../compensation/default-factors.ts';
import { factorsTerm } from '../compensation/terms.ts';

export const FACTOR_KINDS = ['plu', 'piu', 'pvu'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

const FactorRow = Type.Object({
  factor: Code(FACTOR_KINDS),
  party: Type.String({ description: 'Party whose calls it is of' }),
  lata: Type.Optional(Type.String({ pattern: '^\\d{3}$', description: 'Empty: every LATA' })),
  percent: DecimalText('0 to 100'),
  effective_from: IsoDate('First day of the months that it is for'),
  exchanged_on: IsoDate('Day on which the other party got it'),
  source: Type.String({ minLength: 3 }),
});

/** A factor that the parties exchanged. */
export interface Factor {
  readonly factor: FactorKind;
  readonly party: string;
  readonly lata?: string;
  readonly percent: Rational;
  /** First day on which it is used: late ones are for the months after those that they were made for. */
  readonly usedFrom: string;
  readonly late: boolean;
  readonly step: Step;
}

/** A percentage with the step that says where it is from. */
export interface FactorInForce {
  readonly percent: Rational;
  readonly step: Step;
}

/** Of a month's folder: factors that the parties exchanged. */
export const FACTORS_FILE = 'factors.csv';

/**
 * Reads `factors.csv` of a month's folder; without the file none were exchanged. Fails with every row that does not fit, is of no
 * party or comes twice.
 */
export function readFactors(inputDir: string, agreement: Agreement): Result<Factor[]> {
  const file = path.join(inputDir, FACTORS_FILE);
  if (!existsSync(file)) return ok([]);
  const rows = readRecords(file, FactorRow);
  if (!rows.ok) return rows;
  const problems: Problem[] = [
    ...repeats(
      rows.value,
      ({ values }) => [values.factor, values.party, values.lata ?? '', values.effective_from].join(' '),
      'effective_from',
    ),
  ];
  const factors: Factor[] = [];
  for (const row of rows.value) {
    const { values } = row;
    const party = agreement.party(values.party);
    if (party === undefined)
      problems.push(
        rowProblem(row, 'party', `"${values.party}" is no party of ${agreement.id}.`, 'Name one of the two.'),
      );
    const made = makeFactor(agreement, {
      factor: values.factor as FactorKind,
      party: party ?? values.party,
      ...(values.lata === undefined ? {} : { lata: values.lata }),
      percent: values.percent,
      effectiveFrom: values.effective_from,
      exchangedOn: values.exchanged_on,
      source: values.source,
    });
    if (made.ok) factors.push(made.value);
    else problems.push(...made.problems.map((problem) => ({ ...problem, file: row.file, line: row.line })));
  }
  return problems.length > 0 ? fail(...problems) : ok(factors);
}

/** A factor as one party gave it to the other. */
interface GivenFactor {
  readonly factor: FactorKind;
  readonly party: string;
  readonly lata?: string;
  readonly percent: string;
  readonly effectiveFrom: string;
  readonly exchangedOn: string;
  readonly source: string;
}

/** The factor with the first day on which it is used; a problem where it is no percentage. */
export function makeFactor(agreement: Agreement, given: GivenFactor): Result<Factor> {
  const { factor, party, lata } = given;
  const percent = decimal(given.percent);
  if (isNegative(percent) || compare(percent, rational(100)) > 0)
    return fail({
      id: 'interconnection/factor',
      field: 'percent',
      sentence: `${given.percent} is not within 0 and 100.`,
      cure: 'Write percent: 85.',
    });
  const used = useOf(agreement, given.effectiveFrom, given.exchangedOn);
  if (!used.ok) return used;
  const { usedFrom, late, step } = used.value;
  const place = lata === undefined ? '' : ` in LATA ${lata}`;
  const sentence = `${factor.toUpperCase()} of ${party}${place} ${step.sentence} (${given.source})`;
  return ok({
    factor,
    party,
    ...(lata === undefined ? {} : { lata }),
    percent,
    usedFrom,
    late,
    step: { ...step, sentence, out: given.percent },
  });
}

/** From when a factor is used: one that came late leaves the one before it in force for another turn. */
function useOf(
  agreement: Agreement,
  effectiveFrom: string,
  exchangedOn: string,
): Result<{ usedFrom: string; late: boolean; step: Step }> {
  const term = agreement.at(effectiveFrom).term(factorsTerm);
  if (!term.ok) return term;
  const start = Temporal.PlainDate.from(effectiveFrom);
  const measuredTo = start.subtract({ days: 1 }).toString();
  const answer = due(agreement, 'factor-exchange', { at: measuredTo });
  if (!answer.ok) return answer;
  const dueAt = 'dueAt' in answer.value ? answer.value.dueAt : exchangedOn;
  const late = exchangedOn > dueAt;
  const usedFrom = late ? start.add({ months: monthsOf(term.value.value.every) }).toString() : effectiveFrom;
  const sentence = `for ${effectiveFrom} on, exchanged ${exchangedOn}, ${late ? `late: due ${dueAt}, so used from ${usedFrom}` : `in time: due ${dueAt}`}`;
  const { steps } = answer.value.receipt;
  return ok({ usedFrom, late, step: { id: 'factor', sentence, ...cited(term.value), steps } });
}

/** The factor of a party in force on a day: that of the LATA before that of every LATA, then the latest, then the agreement's default. */
export function factorOn(
  agreement: Agreement,
  factors: readonly Factor[],
  wanted: {
    readonly factor: FactorKind;
    readonly party: string;
    readonly lata?: string;
    readonly on: string;
  },
): Result<FactorInForce> {
  const [found] = factors
    .filter(({ factor, party }) => factor === wanted.factor && party === wanted.party)
    .filter(({ lata }) => lata === undefined || lata === wanted.lata)
    .filter(({ usedFrom }) => usedFrom <= wanted.on)
    .sort(
      (a, b) =>
        (a.lata === undefined ? 1 : 0) - (b.lata === undefined ? 1 : 0) ||
        (a.usedFrom < b.usedFrom ? 1 : a.usedFrom > b.usedFrom ? -1 : Number(a.late) - Number(b.late)),
    );
  if (found) return ok({ percent: found.percent, step: found.step });
  const term = agreement.at(wanted.on).term(factorsTerm);
  if (!term.ok) return term;
  const text = term.value.value[wanted.factor];
  const sentence = `No ${wanted.factor.toUpperCase()} of ${wanted.party} was exchanged for ${wanted.on}: ${text}`;
  return ok({ percent: percentOf(text), step: { id: 'factor', sentence, out: text, ...cited(term.value) } });
}
