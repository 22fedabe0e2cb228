import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { CHANGES, orderChangesTerm } from './terms.ts';

/** An order changes by an order: what is said otherwise is refused, and what is done leaves the charge as it is. */
export const orderChange = defineDecision({
  name: 'order-change',
  doc: 'What a change does to an order and its service-order charge: refused, charge-stands or charge-undone.',
  facts: Type.Object(
    {
      change: Code(CHANGES),
      by: Code(
        ['order', 'word'],
        'order: a new or revised one of the customer of record; word: a call, a mail',
      ),
      estimateAsked: Type.Optional(Type.Boolean({ description: 'An estimate of labor was asked for' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ change, by, estimateAsked = false }, view, trace) => {
    const term = view.term(orderChangesTerm);
    if (!term.ok) return term;
    const { by: way, chargeStandsAfter, laborEstimate } = term.value.value;
    const refused = by === 'word' && way === 'new-or-revised-order';
    const stands = chargeStandsAfter.includes(change);
    const value = refused ? 'refused' : stands ? 'charge-stands' : 'charge-undone';
    trace.add({
      id: 'change',
      sentence: refused
        ? 'Nothing changes without a new or revised order'
        : `A ${change} ${stands ? 'does not undo' : 'undoes'} the service-order charge`,
      out: value,
      ...cited(term.value),
    });
    const estimate = estimateAsked && !refused && laborEstimate === 'on-request';
    return ok({ value, clause: term.value.citation, details: { laborEstimateOwed: estimate } });
  },
});
