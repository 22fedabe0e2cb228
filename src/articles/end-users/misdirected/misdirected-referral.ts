import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { formatTelephoneNumber, telephoneNumber } from '../../../base/codes.ts';
import { fail, ok } from '../../../base/result.ts';
import { inWords, misdirectedCallsTerm } from './terms.ts';

/** The words to say are in `details.say`. Words that were said and are others are refused: they may sell. */
export const misdirectedReferral = defineDecision({
  name: 'misdirected-referral',
  doc: 'What to do with a caller: serve (it is ours), ask (nobody knows whose), refer (with the words to say).',
  facts: Type.Object(
    {
      answeredBy: Code(['ilec', 'clec']),
      owner: Code(['ilec', 'clec', 'third-carrier', 'unknown'], 'Who serves the caller'),
      name: Type.Optional(
        Type.String({ minLength: 1, description: 'Name of the owner, as callers know it' }),
      ),
      number: Type.Optional(Type.String({ description: 'Number at which the owner answers' })),
      said: Type.Optional(Type.String({ description: 'What the caller was told' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ answeredBy, owner, name, number, said }, view, trace) => {
    const term = view.term(misdirectedCallsTerm);
    if (!term.ok) return term;
    const clause = term.value.citation;
    const plain = (value: string, sentence: string) => {
      trace.add({ id: 'owner', sentence, out: value, ...cited(term.value) });
      return ok({ value, clause });
    };
    if (owner === answeredBy) return plain('serve', 'The caller reached the company that serves it');
    if (owner === 'unknown') return plain('ask', 'Nobody knows yet who serves the caller');
    const right = telephoneNumber(number ?? '');
    if (right === undefined || name === undefined)
      return fail({
        id: 'end-users/referral',
        field: right === undefined ? 'number' : 'name',
        sentence: 'The caller cannot be told whom to call.',
        cure: 'Give the name of the company that serves the caller, and its number of ten digits.',
        clause,
      });
    const say = inWords(term.value.value.script, name, formatTelephoneNumber(right));
    if (said !== undefined && said.trim() !== say)
      return fail({
        id: 'end-users/off-script',
        field: 'said',
        sentence: 'The caller was told something else than the neutral words.',
        cure: `Say: ${say}`,
        clause,
      });
    trace.add({ id: 'refer', sentence: `The caller is told: ${say}`, out: 'refer', ...cited(term.value) });
    return ok({ value: 'refer', clause, details: { say } });
  },
});
