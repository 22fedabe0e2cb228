import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { billClockStart } from '../bill-clock.ts';
import { orderProblems } from '../money-facts.ts';
import { claimTerm } from './terms.ts';

/** Whether a dispute of a bill comes in time; the clock runs from the bill's date, mailing or due date. */
export const disputeWindow = defineDecision({
  name: 'dispute-window',
  doc: 'Whether a dispute of a bill filed on a day is in time: open or late.',
  facts: Type.Object(
    {
      billOn: IsoDate('Date of the bill'),
      mailedOn: Type.Optional(IsoDate('Day on which it was mailed')),
      dueOn: Type.Optional(IsoDate('Due date of the bill')),
      filedOn: IsoDate('Day of the dispute'),
      billed: Type.Optional(Code(['ilec', 'clec'], 'Who disputes; default as the clock says')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ billOn }) => billOn,
  decide: ({ billed, filedOn, ...days }, view, trace) => {
    const problems = [
      ...orderProblems({ field: 'billOn', on: days.billOn }, { field: 'filedOn', on: filedOn }),
      ...orderProblems({ field: 'billOn', on: days.billOn }, { field: 'dueOn', on: days.dueOn }),
    ];
    const start = billClockStart(view, 'dispute-window', days, trace);
    if (!start.ok || problems.length > 0) return fail(...problems, ...(start.ok ? [] : start.problems));
    const answer = due(view.agreement, 'dispute-window', {
      at: start.value.on,
      asOf: view.asOf,
      ...(billed === undefined ? {} : { performer: billed }),
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!answer.ok) return answer;
    for (const step of answer.value.receipt.steps) trace.add(step);
    const lastDay = 'dueAt' in answer.value ? answer.value.dueAt.slice(0, 10) : undefined;
    const value = lastDay === undefined || filedOn <= lastDay ? 'open' : 'late';
    const claim = view.optional(claimTerm);
    const effect = value === 'open' ? undefined : claim?.value.late;
    trace.add({
      id: 'filed',
      sentence: `Filed ${filedOn}, last day ${lastDay ?? 'by agreement'}${effect === undefined ? '' : `: the claim is ${effect === 'waived' ? 'waived for good' : 'rejected'}`}`,
      out: value,
      ...cited(claim !== undefined && effect !== undefined ? claim : start.value.term),
    });
    return ok({
      value,
      clause: answer.value.clause,
      details: { lastDay: lastDay ?? null, ...(effect === undefined ? {} : { effect }) },
    });
  },
});
