import { Type } from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { fail, ok } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import { billClockStart } from './bill-clock.ts';

/** The day on which a bill is due, from its date or its mailing as the agreement says. */
export const billDue = defineDecision({
  name: 'bill-due',
  doc: 'Due date of a bill, from its date or from its mailing, as the agreement counts.',
  facts: Type.Object(
    {
      billOn: IsoDate('Date that the bill bears'),
      mailedOn: Type.Optional(IsoDate('Day on which it was mailed')),
      billed: Type.Optional(Code(['ilec', 'clec'], 'Who pays it; default as the clock says')),
    },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ billOn }) => billOn,
  decide: ({ billed, ...days }, view, trace) => {
    const start = billClockStart(view, 'bill-due', days, trace);
    if (!start.ok) return start;
    const answer = due(view.agreement, 'bill-due', {
      at: start.value.on,
      asOf: view.asOf,
      ...(billed === undefined ? {} : { performer: billed }),
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!answer.ok) return answer;
    for (const step of answer.value.receipt.steps) trace.add(step);
    if ('dueAt' in answer.value) return ok({ value: answer.value.dueAt, clause: answer.value.clause });
    return fail({
      id: 'general-provisions/bill-due',
      field: 'clock.bill-due',
      sentence: `The due date of bills is negotiated: ${answer.value.negotiated}.`,
      cure: 'Give the clock bill-due a length.',
      clause: answer.value.clause,
    });
  },
});
