import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { disputeTerm } from '../../../accounts/terms.ts';
import { compare, decimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negativeProblems } from '../money-facts.ts';
import { withholdingTerm } from './terms.ts';

/** Whether a disputed amount may be left unpaid: the agreement lets it, and the dispute was filed in time for that. */
export const withholding = defineDecision({
  name: 'withholding',
  doc: 'Whether a disputed amount may be left unpaid until the dispute is resolved.',
  facts: Type.Object(
    {
      amount: DecimalText('Dollars of the bill'),
      disputed: DecimalText('Dollars of it that are disputed'),
      filedOn: IsoDate('Day of the dispute'),
      dueOn: IsoDate('Due date of the bill'),
      paidOn: Type.Optional(IsoDate('Day on which the rest was paid; none: not paid yet')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ dueOn }) => dueOn,
  decide: ({ amount, disputed, filedOn, dueOn, paidOn }, view, trace) => {
    const dispute = view.term(disputeTerm);
    const problems = [...(dispute.ok ? [] : dispute.problems), ...negativeProblems({ amount, disputed })];
    if (compare(decimal(disputed), decimal(amount)) > 0) {
      problems.push({
        id: 'dispute/amount',
        field: 'disputed',
        sentence: `$${disputed} is disputed of a bill of $${amount}.`,
        cure: 'Give no more than was billed.',
      });
    }
    if (!dispute.ok || problems.length > 0) return fail(...problems);
    const { withhold } = dispute.value.value;
    const may = withhold === 'disputed-part';
    trace.add({
      id: 'withhold',
      sentence: may
        ? 'The disputed part may be withheld'
        : 'Nothing may be withheld: disputed amounts are paid first',
      out: may,
      ...cited(dispute.value),
    });
    if (!may) return ok({ value: false, clause: dispute.value.citation });
    const term = view.term(withholdingTerm);
    if (!term.ok) return term;
    const withPayment = term.value.value.filedBy === 'payment' && paidOn !== undefined && paidOn < dueOn;
    const last = withPayment ? paidOn : dueOn;
    const inTime = filedOn <= last;
    trace.add({
      id: 'filed',
      sentence: `Filed ${filedOn}; to withhold it had to be filed by ${last}, ${withPayment ? 'the day of payment' : 'the due date'}`,
      out: inTime,
      ...cited(term.value),
    });
    return ok({ value: inTime, clause: term.value.citation });
  },
});
