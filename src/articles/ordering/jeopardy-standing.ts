import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { fail, ok } from '../../base/result.ts';
import { findJeopardyCode, jeopardyCodes } from './jeopardy-codes.ts';
import { jeopardyTerm } from './terms.ts';

/** How a jeopardy stands: notice before its date, a missed appointment from then on; who caused it, and what the orderer may do. */
export const jeopardyStanding = defineDecision({
  name: 'jeopardy-standing',
  doc: 'Whether a jeopardy is notice or a miss, and whether the miss is excused; who caused it is in the details.',
  facts: Type.Object(
    {
      form: Code(['LSR', 'ASR'], 'Form of the order'),
      code: Type.String({ description: 'Jeopardy code: 1D' }),
      dueDate: IsoDate('The date that was promised'),
      on: IsoDate('Day of the jeopardy'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ form, code, dueDate, on }, view, trace) => {
    const term = view.term(jeopardyTerm);
    const kind = form === 'ASR' ? 'asr' : 'lsr';
    const known = findJeopardyCode(kind, code);
    if (!term.ok || !known)
      return fail(
        ...(term.ok ? [] : term.problems),
        ...(known
          ? []
          : [
              {
                id: 'orders/jeopardy-code',
                field: 'code',
                sentence: `"${code}" is no jeopardy code of an ${form}.`,
                cure: `Write one of ${jeopardyCodes(kind)
                  .map((one) => one.code)
                  .join(', ')}.`,
              },
            ]),
      );
    trace.add({
      id: 'cause',
      sentence: `${known.code} is ${known.name}, caused by the ${known.causedBy.replaceAll('-', ' ')}`,
      out: known.causedBy,
    });
    const facilities = term.value.value.noFacilities.includes(code);
    if (facilities)
      trace.add({
        id: 'facilities',
        sentence: 'There are no facilities: the orderer cancels or waits',
        out: term.value.value.onNoFacilities,
        ...cited(term.value),
      });
    const isMiss = on >= dueDate;
    const value = !isMiss ? 'notice' : known.missExcused ? 'excused-miss' : 'miss';
    trace.add({
      id: 'standing',
      sentence: isMiss
        ? `${on} is not before ${dueDate}: a missed appointment${known.missExcused ? ', which is excused' : ''}`
        : `${on} is before ${dueDate}: notice`,
      out: value,
      ...cited(term.value),
    });
    return ok({
      value,
      clause: term.value.citation,
      details: { causedBy: known.causedBy, orderer: facilities ? ['cancel', 'defer'] : [] },
    });
  },
});
