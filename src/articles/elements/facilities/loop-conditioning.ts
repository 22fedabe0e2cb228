import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { coilWork, conditioningTerm, tapWork } from '../../../accounts/conditioning.ts';
import type { ConditioningWork } from '../../../accounts/conditioning.ts';
import { fail, ok } from '../../../base/result.ts';

const Feet = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

/** How conditioning of a loop is charged, by its kind and the lengths of loop and tap. */
export const loopConditioning = defineDecision({
  name: 'loop-conditioning',
  doc: 'How taking load coils or bridged tap off a loop is charged: free, at-rate, special-construction, or not offered.',
  facts: Type.Object(
    {
      work: Code(['load-coils', 'bridged-tap'], 'What is taken off'),
      loopFeet: Feet('Length of the loop, for load coils'),
      tapFeet: Feet('Length of all bridged tap in sum'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ work, loopFeet, tapFeet }, view, trace) => {
    const term = view.term(conditioningTerm);
    if (!term.ok) return term;
    const rule = term.value.value;
    const clause = term.value.citation;
    const answer = ({ sentence, charged }: ConditioningWork) => {
      trace.add({ id: work, sentence, out: charged, ...cited(term.value) });
      return ok({ value: charged, clause });
    };
    const missing = (field: string) =>
      fail({
        id: 'elements/length',
        field,
        sentence: `Without ${field} nobody knows what the work costs.`,
        cure: 'Ask for the make-up of the loop first, and give the length in feet.',
        clause,
      });
    if (work === 'load-coils')
      return loopFeet === undefined ? missing('loopFeet') : answer(coilWork(rule, loopFeet));
    return tapFeet === undefined ? missing('tapFeet') : answer(tapWork(rule, tapFeet));
  },
});
