import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { METHODS, pointsTerm } from './terms.ts';

export const pointOfInterconnection = defineDecision({
  name: 'point-of-interconnection',
  doc: 'What a request for a point of interconnection is: granted, individual-case or refused.',
  facts: Type.Object(
    {
      feasible: Type.Boolean({ description: 'The point is technically feasible' }),
      method: Code(METHODS, 'How the networks are to be joined there'),
      inLata: Type.Integer({ minimum: 0, description: 'Points that there are in the LATA' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ feasible, method, inLata }, view, trace) => {
    const term = view.term(pointsTerm);
    if (!term.ok) return term;
    const { perLata, further, methods, thirdPartyCharges } = term.value.value;
    const [value, sentence] = !feasible
      ? ['refused', 'The point is not technically feasible']
      : !methods.includes(method)
        ? ['individual-case', `${method} is none of the methods ${methods.join(', ')}`]
        : inLata < perLata
          ? ['granted', `It is one of the ${perLata} that the competitor may choose in a LATA`]
          : [further, `${inLata} in the LATA already, ${perLata} may be chosen: further ones`];
    trace.add({ id: 'point', sentence: `${sentence} → ${value}`, out: value, ...cited(term.value) });
    return ok({
      value,
      clause: term.value.citation,
      ...(method === 'third-party' ? { details: { thirdPartyCharges } } : {}),
    });
  },
});
