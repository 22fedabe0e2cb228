import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { lateRateInterest } from '../late-rate-interest.ts';
import { negativeProblems, orderProblems, roundedAmount } from '../money-facts.ts';
import { decimal } from '../../../base/rational.ts';
import { DEPOSIT_FORMS, depositTerm } from './terms.ts';

/** Interest that a deposit has earned, in dollars; only cash earns any. */
export const depositInterest = defineDecision({
  name: 'deposit-interest',
  doc: 'Interest that a deposit earned between two days.',
  facts: Type.Object(
    {
      amount: DecimalText('Dollars held'),
      from: IsoDate('Day on which it was given'),
      to: IsoDate('Day up to which it is held'),
      form: Type.Optional(Code(DEPOSIT_FORMS, 'Default cash')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ from }) => from,
  decide: ({ amount, from, to, form = 'cash' }, view, trace) => {
    const term = view.term(depositTerm);
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...negativeProblems({ amount }),
      ...orderProblems({ field: 'from', on: from }, { field: 'to', on: to }),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { interest } = term.value.value;
    const bears = form === 'cash' && interest === 'late-payment-rate';
    trace.add({
      id: 'bears',
      sentence: bears
        ? 'A cash deposit bears interest at the rate of the late payment charge'
        : `A deposit in ${form.replaceAll('-', ' ')} bears none here`,
      out: bears,
      ...cited(term.value),
    });
    const value = bears
      ? lateRateInterest(view, { amount, from, to }, trace)
      : roundedAmount(view, decimal('0'), trace);
    return value.ok ? ok({ value: value.value, clause: term.value.citation }) : value;
  },
});
