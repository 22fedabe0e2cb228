import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { due } from '../../../cases/due.ts';
import { orderProblems } from '../money-facts.ts';

/** Whether the meeting of an expedited dispute lies within its days after the answer, both ends included. */
export const expeditedMeeting = defineDecision({
  name: 'expedited-meeting',
  doc: 'Whether the meeting of an expedited dispute may be on a day: early, open or late.',
  facts: Type.Object(
    { answeredOn: IsoDate('Day of the answer'), meetingOn: IsoDate('Day of the meeting') },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ answeredOn }) => answeredOn,
  decide: ({ answeredOn, meetingOn }, view, trace) => {
    const term = view.term(clockTerm, 'expedited-meeting');
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...orderProblems({ field: 'answeredOn', on: answeredOn }, { field: 'meetingOn', on: meetingOn }),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const answer = due(view.agreement, 'expedited-meeting', {
      at: answeredOn,
      asOf: view.asOf,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!answer.ok) return answer;
    for (const step of answer.value.receipt.steps) trace.add(step);
    const days = 'dueAt' in answer.value ? answer.value : undefined;
    const first = days?.notBefore?.slice(0, 10) ?? answeredOn;
    const last = days?.dueAt.slice(0, 10) ?? meetingOn;
    const value = meetingOn < first ? 'early' : meetingOn > last ? 'late' : 'open';
    trace.add({ id: 'meeting', sentence: `From ${first} to ${last}`, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation, details: { first, last } });
  },
});
