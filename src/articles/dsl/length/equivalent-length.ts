import { cited, termUse } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, add, decimal, multiply, rational, toUnits } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { LoopSegment } from '../../../network/plant/loop-makeup.ts';
import { equivalentLengthTerm, gaugeFactorsTable } from './terms.ts';

export interface EquivalentLength {
  /** Equivalent feet, a whole number. */
  readonly feet: number;
  /** Feet of cable, whatever its gauge. */
  readonly routeFeet: number;
  readonly clause: string;
}

/**
 * Equivalent working length of the segments: each one's feet times the factor of its gauge, added exactly and rounded once.
 * Fails with every gauge that has no factor.
 * @param field where the segments stand in what was asked, for problems.
 */
export function equivalentLength(
  view: AgreementView,
  segments: readonly LoopSegment[],
  trace?: Trace,
  field = 'segments',
): Result<EquivalentLength> {
  const term = view.term(equivalentLengthTerm);
  if (!term.ok) return term;
  const rows = view.rows(gaugeFactorsTable);
  const problems: Problem[] = [];
  let exact = ZERO;
  segments.forEach(({ gauge, feet }, index) => {
    const row = rows.find(({ value }) => value.gauge === gauge);
    if (!row) {
      problems.push({
        id: 'dsl/unknown-gauge',
        field: `${field}.${index}.gauge`,
        sentence: `Segment ${index + 1} is of gauge ${gauge}, which has no factor.`,
        cure: `Gauges with a factor are: ${rows.map(({ value }) => value.gauge).join(', ')}. Correct the record, or add a row to gauge-factors.csv.`,
        clause: term.value.citation,
      });
      return;
    }
    const counted = multiply(rational(feet), decimal(row.value.factor));
    exact = add(exact, counted);
    trace?.add({
      id: 'segment',
      sentence: `${feet} feet of gauge ${gauge} × ${row.value.factor}`,
      out: decimalText(counted),
      clause: row.citation,
      term: termUse({ ...row, value: row.value.factor }),
    });
  });
  if (problems.length > 0) return fail(...problems);
  const { rounding } = term.value.value;
  const feet = Number(toUnits(exact, 0, rounding));
  trace?.add({
    id: 'equivalent-feet',
    sentence: `${decimalText(exact)} feet in sum, a part of a foot ${rounding}`,
    out: feet,
    ...cited(term.value),
  });
  const routeFeet = segments.reduce((sum, segment) => sum + segment.feet, 0);
  return ok({ feet, routeFeet, clause: term.value.citation });
}
