import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { COPIES, discontinuanceTerm } from './terms.ts';

/** Who is still to be told comes in `details.missing`. */
export const exitCopies = defineDecision({
  name: 'exit-copies',
  doc: 'Whether everybody has a copy of the notice of a discontinuance who must have one.',
  facts: Type.Object(
    { copiedTo: Type.Array(Code(COPIES), { description: 'Who has a copy' }) },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ copiedTo }, view, trace) => {
    const term = view.term(discontinuanceTerm);
    if (!term.ok) return term;
    const missing = term.value.value.copies.filter((one) => !copiedTo.includes(one));
    trace.add({
      id: 'copies',
      sentence: `Copies go to ${term.value.value.copies.join(', ')}; missing: ${missing.join(', ') || 'none'}`,
      out: missing.length === 0,
      ...cited(term.value),
    });
    return ok({ value: missing.length === 0, clause: term.value.citation, details: { missing } });
  },
});
