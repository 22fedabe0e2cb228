import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { modificationsTerm } from './terms.ts';

/** What work on the network costs that an element needs. The definition `routine-network-modification` says what is routine. */
export const networkModification = defineDecision({
  name: 'network-modification',
  doc: 'How work that an element needs is charged: in-rate, at-rate; building is not-owed, or by-request.',
  facts: Type.Object(
    {
      routine: Type.Boolean({
        description: 'Whether it is a routine network modification, as the definition says',
      }),
      pricedApart: Type.Optional(
        Type.Boolean({ description: 'Whether the commission has set a price of its own for it; default no' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ routine, pricedApart = false }, view, trace) => {
    const term = view.term(modificationsTerm);
    if (!term.ok) return term;
    const { routine: charge, building } = term.value.value;
    const value = !routine ? building : pricedApart ? 'at-rate' : charge;
    trace.add({
      id: 'modification',
      sentence: !routine
        ? 'Building is no routine modification'
        : pricedApart
          ? 'A routine modification with a price of its own'
          : 'A routine modification',
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
