import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { orderProblems } from '../money-facts.ts';
import { shiftDate } from '../rules/shift-date.ts';
import { refundTerm } from './terms.ts';

/** Whether what was paid may still be claimed back. */
export const refundWindow = defineDecision({
  name: 'refund-window',
  doc: 'Whether an amount that was paid may still be claimed back: open or late.',
  facts: Type.Object(
    { paidOn: IsoDate('Day of payment'), filedOn: IsoDate('Day of the claim') },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ paidOn }) => paidOn,
  decide: ({ paidOn, filedOn }, view, trace) => {
    const term = view.term(refundTerm);
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...orderProblems({ field: 'paidOn', on: paidOn }, { field: 'filedOn', on: filedOn }),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { window } = term.value.value;
    const last = shiftDate(paidOn, window, 'later') ?? paidOn;
    const value = filedOn <= last ? 'open' : 'late';
    trace.add({
      id: 'window',
      sentence: `Paid ${paidOn}; ${window} end on ${last}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
