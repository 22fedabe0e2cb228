import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { lateRateInterest } from '../late-rate-interest.ts';
import { negativeProblems, orderProblems } from '../money-facts.ts';
import { latePaymentTerm } from '../../../accounts/terms.ts';
import { withholdingTerm } from './terms.ts';

/** The late payment charge on an amount that was withheld and owed after all, in dollars. */
export const lostDisputeCharge = defineDecision({
  name: 'lost-dispute-charge',
  doc: 'Late payment charge on an amount that was disputed, withheld and lost.',
  facts: Type.Object(
    {
      lost: DecimalText('Dollars withheld that were owed after all'),
      dueOn: IsoDate('Original due date of the bill'),
      resolvedOn: IsoDate('Day on which the dispute was resolved'),
      paidOn: IsoDate('Day on which the funds were received, or up to which they are late'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ dueOn }) => dueOn,
  decide: ({ lost, dueOn, resolvedOn, paidOn }, view, trace) => {
    const term = view.term(withholdingTerm);
    const late = view.term(latePaymentTerm);
    const problems = [
      ...[term, late].flatMap((one) => (one.ok ? [] : one.problems)),
      ...negativeProblems({ lost }),
      ...orderProblems({ field: 'dueOn', on: dueOn }, { field: 'paidOn', on: paidOn }),
    ];
    if (!term.ok || !late.ok || problems.length > 0) return fail(...problems);
    const from = term.value.value.whenLost === 'from-due-date' ? dueOn : resolvedOn;
    trace.add({
      id: 'from',
      sentence: `A lost dispute: the charge runs from the day after ${from}, ${from === dueOn ? 'the original due date' : 'its resolution'}`,
      out: from,
      ...cited(term.value),
    });
    const value = lateRateInterest(view, { amount: lost, from, to: paidOn }, trace);
    return value.ok ? ok({ value: value.value, clause: term.value.citation }) : value;
  },
});
