import { Type } from 'typebox';
import { resubmissionTerm } from '../../../accounts/terms.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';

/** Who made the mistake pays for it. */
export const resubmissionCharge = defineDecision({
  name: 'resubmission-charge',
  doc: 'Whether an order that is sent again after a rejection bears its service-order charge: charged or free.',
  facts: Type.Object(
    { previousRejection: Code(['correct', 'mistaken'], 'Whether the version before was rejected rightly') },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ previousRejection }, view, trace) => {
    const term = view.term(resubmissionTerm);
    if (!term.ok) return term;
    const { afterMistake, afterCorrect } = term.value.value;
    const value = previousRejection === 'mistaken' ? afterMistake : afterCorrect;
    trace.add({
      id: 'resubmission',
      sentence: `The rejection before was ${previousRejection}: the order is ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
