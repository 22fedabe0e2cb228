import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import type { Answer } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { SUPPLEMENTS } from './life-row.ts';
import { PROMISED, UNANSWERED } from './order-kind.ts';
import { supplementsTerm } from './terms.ts';

/** What a supplement does to the version that it is about, as the desk does it. */
export const supplement = defineDecision({
  name: 'supplement',
  doc: 'What a supplement does: cancels, replaces, replaces-when-confirmed, refused.',
  facts: Type.Object(
    {
      form: Code(['LSR', 'ASR'], 'Form of the order'),
      sup: Code(['1', '2', '3', '4'], 'SUP on the form'),
      state: Code(
        [...UNANSWERED, ...PROMISED, 'rejected', 'completed', 'billed'],
        'Where the version before it stands',
      ),
      changes: Type.Optional(
        Type.Array(Code(['date', 'numbers-added', 'other']), {
          uniqueItems: true,
          description: 'What it changes; default nothing but its date',
        }),
      ),
      inquiry: Type.Optional(Type.Boolean({ description: 'It is about an inquiry; default a firm order' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ form, sup, state, changes = ['date'], inquiry = false }, view, trace) => {
    const term = view.term(supplementsTerm);
    if (!term.ok) return term;
    const answer = (value: string, sentence: string): Result<Answer> => {
      trace.add({ id: 'supplement', sentence, out: value, ...cited(term.value) });
      return ok({ value, clause: term.value.citation });
    };
    const { request, access } = term.value.value;
    const offered: readonly string[] = form === 'ASR' ? access : request;
    const asks = SUPPLEMENTS[sup];
    if (!offered.includes(asks)) return answer('refused', `An ${form} has no SUP ${sup}`);
    if (state === 'completed' || state === 'billed')
      return answer('refused', 'The work is complete: a change is an order of its own');
    if (changes.includes('numbers-added') && asks !== 'cancel')
      return answer('refused', 'Further telephone numbers are an order of their own');
    if (asks === 'new-date' && inquiry) return answer('refused', 'An inquiry has no date to move');
    if (asks === 'new-date' && changes.some((change) => change !== 'date'))
      return answer('refused', 'SUP 2 changes the date and nothing else');
    const isPromised = PROMISED.includes(state);
    if (asks === 'correction' && isPromised)
      return answer('refused', 'SUP 4 corrects what is not confirmed yet');
    if (asks === 'cancel') return answer('cancels', `The version, ${state}, is cancelled`);
    return isPromised
      ? answer('replaces-when-confirmed', `The version, ${state}, stands until the supplement is confirmed`)
      : answer('replaces', `The version, ${state}, gives way to the supplement at once`);
  },
});
