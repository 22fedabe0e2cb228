import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { bfrTerm } from './terms.ts';

/** A denial stands on a ground of the agreement that it explains by a rule, standard or finding. */
export const bfrDenial = defineDecision({
  name: 'bfr-denial',
  doc: 'Whether a denial of a bona fide request stands: stands, no-ground or unexplained.',
  facts: Type.Object(
    {
      ground: Type.String({ description: 'Why it is denied, e.g. technically-infeasible' }),
      cites: Type.String({ description: 'Rule, standard or finding that it rests on; may be empty' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ ground, cites }, view, trace) => {
    const term = view.term(bfrTerm);
    if (!term.ok) return term;
    const { denial } = term.value.value;
    const isGround = (denial as readonly string[]).includes(ground);
    trace.add({
      id: 'ground',
      sentence: `A request is denied as ${denial.join(' or ')} only: "${ground}" is ${isGround ? 'one of them' : 'none of them'}`,
      out: isGround,
      ...cited(term.value),
    });
    if (!isGround) return ok({ value: 'no-ground', clause: term.value.citation });
    const explained = cites.trim() !== '';
    trace.add({
      id: 'cites',
      sentence: explained ? `It cites ${cites.trim()}` : 'It cites nothing',
      out: explained,
      ...cited(term.value),
    });
    return ok({ value: explained ? 'stands' : 'unexplained', clause: term.value.citation });
  },
});
