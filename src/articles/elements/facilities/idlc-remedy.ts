import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { REMEDIES, integratedCarrierTerm } from './terms.ts';
import type { Remedy } from './terms.ts';

const WORDS: Readonly<Record<Remedy, string>> = {
  'spare-copper': 'A spare copper pair',
  'separate-carrier': 'A carrier system that is not integrated with the switch',
  'side-door': 'A side door through the switch',
  'cross-connect-door': 'A hairpin through a digital cross-connect',
};

/** How a loop on an integrated digital loop carrier is provided: the first of the agreement's ways that can be done. */
export const idlcRemedy = defineDecision({
  name: 'idlc-remedy',
  doc: 'How a loop is provided that runs on an integrated digital loop carrier: the first way that can be done, in the order of the agreement.',
  facts: Type.Object(
    {
      possible: Type.Array(Code(REMEDIES), {
        uniqueItems: true,
        description: 'Ways that can be done for this loop; none of them: an empty list',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ possible }, view, trace) => {
    const term = view.term(integratedCarrierTerm);
    if (!term.ok) return term;
    const clause = term.value.citation;
    for (const remedy of term.value.value.order) {
      const can = possible.includes(remedy);
      trace.add({ id: remedy, sentence: WORDS[remedy], out: can, ...cited(term.value) });
      if (can) return ok({ value: remedy, clause });
    }
    const { otherwise } = term.value.value;
    trace.add({
      id: 'otherwise',
      sentence: 'None of them can be done',
      out: otherwise,
      ...cited(term.value),
    });
    return ok({ value: otherwise, clause });
  },
});
