import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { termContractsTerm } from './terms.ts';

/** That an end user changes its carrier makes no debt for the carrier. */
export const termContractLiability = defineDecision({
  name: 'term-contract-liability',
  doc: "Who answers for ending the end user's own term contract with the incumbent: end-user, clec or none.",
  facts: Type.Object(
    {
      underContract: Type.Boolean({ description: 'The end user has a term contract with the incumbent' }),
      takenOver: Type.Optional(Type.Boolean({ description: 'The competitor took the contract over' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ underContract, takenOver = false }, view, trace) => {
    const term = view.term(termContractsTerm);
    if (!term.ok) return term;
    const { liability, takenOver: ofSuccessor } = term.value.value;
    const value = !underContract ? 'none' : takenOver ? ofSuccessor : liability;
    trace.add({
      id: 'contract',
      sentence: !underContract
        ? 'The end user has no term contract'
        : takenOver
          ? 'The competitor took the contract over'
          : 'The contract is between the end user and the incumbent',
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
