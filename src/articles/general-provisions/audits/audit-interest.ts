import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { lateRateInterest } from '../late-rate-interest.ts';
import { negativeProblems, orderProblems, roundedAmount } from '../money-facts.ts';
import { auditTerm } from './terms.ts';

/** What the adjustment of a finding bears, in dollars. */
export const auditInterest = defineDecision({
  name: 'audit-interest',
  doc: 'Interest on the adjustment of a finding, from the payment of the wrong amount to the adjustment.',
  facts: Type.Object(
    {
      amount: DecimalText('Dollars of the adjustment'),
      from: IsoDate('Day on which the wrong amount was paid, or was due'),
      to: IsoDate('Day of the adjustment'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ from }) => from,
  decide: ({ amount, from, to }, view, trace) => {
    const term = view.term(auditTerm);
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...negativeProblems({ amount }),
      ...orderProblems({ field: 'from', on: from }, { field: 'to', on: to }),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const bears = term.value.value.interest === 'late-payment-rate';
    trace.add({
      id: 'bears',
      sentence: bears
        ? 'An adjustment bears interest at the rate of the late payment charge'
        : 'An adjustment bears no interest',
      out: bears,
      ...cited(term.value),
    });
    const value = bears
      ? lateRateInterest(view, { amount, from, to }, trace)
      : roundedAmount(view, decimal('0'), trace);
    return value.ok ? ok({ value: value.value, clause: term.value.citation }) : value;
  },
});
