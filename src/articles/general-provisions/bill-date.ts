import { Type } from 'typebox';
import { billDateOf } from '../../accounts/bill-date.ts';
import { billingTerm } from '../../accounts/terms.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { fail, ok } from '../../base/result.ts';

/** The date of the bills that close a month. */
export const billDate = defineDecision({
  name: 'bill-date',
  doc: 'Date of the bills that close a month: the bill day of the month after it.',
  facts: Type.Object(
    { month: Type.String({ description: 'The month that is closed, like 2026-10' }) },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ month }) => {
    const read = calendarMonth(month);
    return read.ok ? read.value.to : undefined;
  },
  decide: ({ month }, view, trace) => {
    const read = calendarMonth(month);
    if (!read.ok) return read;
    const on = billDateOf(view.agreement, read.value);
    const term = view.term(billingTerm);
    if (!on.ok || !term.ok) return fail(...[on, term].flatMap((part) => (part.ok ? [] : part.problems)));
    trace.add({
      id: 'bill-day',
      sentence: `Bills that close ${month} bear day ${term.value.value.billDay} of the month after it`,
      out: on.value,
      ...cited(term.value),
    });
    return ok({ value: on.value, clause: term.value.citation });
  },
});
