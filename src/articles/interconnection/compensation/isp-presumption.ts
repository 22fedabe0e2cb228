import { Type } from 'typebox';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import {
  ZERO,
  decimal,
  isNegative,
  maximum,
  multiply,
  rational,
  subtract,
  toText,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Direction } from '../../../traffic/index.ts';
import { wholeMinutes } from './divide-minutes.ts';
import { negative } from './problems.ts';
import { rebuttalsTable } from './tables.ts';
import { ispPresumptionTerm } from './terms.ts';
import type { IspPresumption } from './terms.ts';

/** How many of a direction's minutes are taken to be ISP-bound, and how that was found. */
export interface PresumedIsp {
  readonly isp: Rational;
  readonly steps: readonly Step[];
  readonly clause: string;
}

/**
 * The presumption on the sums of one direction of one agreement: what ends there beyond the ratio to what begins there is
 * ISP-bound, unless a finding says otherwise.
 */
export function presumeIsp(
  view: AgreementView,
  term: Term<IspPresumption>,
  minutes: { readonly terminating: Rational; readonly originating: Rational },
  direction?: Direction,
): PresumedIsp {
  const { ratio, wholeMinutes: mode } = term.value;
  const { terminating, originating } = minutes;
  const allowed = multiply(rational(ratio), originating);
  const beyond = maximum(ZERO, subtract(terminating, allowed));
  const isp = wholeMinutes(beyond, mode);
  const steps: Step[] = [
    {
      id: 'ratio',
      sentence: `${ratio} × ${toText(originating)} originating minutes are ${toText(allowed)}; of ${toText(terminating)} terminating minutes ${toText(beyond)} are more`,
      out: toText(beyond),
      ...cited(term),
    },
    {
      id: 'whole-minutes',
      sentence: `Whole minutes, ${mode}, are taken to be ISP-bound`,
      out: toText(isp),
      ...cited(term),
    },
  ];
  const finding = view
    .rows(rebuttalsTable)
    .filter(({ value }) => value.direction === undefined || value.direction === direction)
    .sort((a, b) => (a.value.direction === undefined ? 1 : 0) - (b.value.direction === undefined ? 1 : 0))[0];
  if (finding?.value.finding !== 'presumption-rebutted') return { isp, steps, clause: term.citation };
  const sentence = `The presumption was rebutted in ${finding.value.docket}: no minute is taken to be ISP-bound`;
  return {
    isp: ZERO,
    steps: [...steps, { id: 'rebutted', sentence, out: '0', ...cited(finding) }],
    clause: finding.citation,
  };
}

export const ispPresumption = defineDecision({
  name: 'isp-presumption',
  doc: 'Minutes of a month in one direction that are taken to be ISP-bound, by the balance of terminating to originating minutes.',
  facts: Type.Object(
    {
      terminatingMou: DecimalText('Billed minutes that a party terminates for the other in the month'),
      originatingMou: DecimalText('Billed minutes that it sends to the other in the month'),
      direction: Type.Optional(
        Code(
          ['ilec-to-clec', 'clec-to-ilec'],
          'Direction of the terminating minutes, for findings on one direction',
        ),
      ),
      on: Type.Optional(IsoDate('A day of the month')),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  asOf: ({ on }) => on,
  decide: ({ terminatingMou, originatingMou, direction }, view, trace) => {
    const term = view.term(ispPresumptionTerm);
    const [terminating, originating] = [decimal(terminatingMou), decimal(originatingMou)];
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...(isNegative(terminating) ? [negative('terminatingMou')] : []),
      ...(isNegative(originating) ? [negative('originatingMou')] : []),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const presumed = presumeIsp(view, term.value, { terminating, originating }, direction);
    for (const step of presumed.steps) trace.add(step);
    return ok({
      value: Number(presumed.isp.num),
      clause: presumed.clause,
      details: { local: toText(subtract(terminating, presumed.isp)) },
    });
  },
});
