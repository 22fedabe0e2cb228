import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { partProblem, shareOutcome, shareText } from './share-outcome.ts';
import { loopDataTerm } from './terms.ts';

/** Whether the records of loops hold as often as the agreement wants when the loops are tested. */
export const loopDataAccuracy = defineDecision({
  name: 'loop-data-accuracy',
  doc: 'Whether so many records that held, of so many loops that were tested, meet the target: met, missed or no-activity.',
  facts: Type.Object(
    {
      tested: Type.Integer({ minimum: 0, description: 'Loops tested in the month, each once' }),
      held: Type.Integer({ minimum: 0, description: 'Those of them whose record no test contradicted' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ tested, held }, view, trace) => {
    const term = view.term(loopDataTerm);
    if (!term.ok) return term;
    const wrong = partProblem('held', held, tested);
    if (wrong) return fail(wrong);
    const { share } = term.value.value;
    const value = shareOutcome(share, held, tested);
    trace.add({
      id: 'compare',
      sentence: `${shareText(held, tested)}, against ${share} → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { share, tested, held } });
  },
});
