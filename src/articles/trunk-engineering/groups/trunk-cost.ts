import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { TRAFFIC, WAYS, trunkCostTerm } from './terms.ts';

export const trunkCost = defineDecision({
  name: 'trunk-cost',
  doc: 'Who bears the cost of a trunk group: own-side (each party what lies on its side of the point), originator or clec.',
  facts: Type.Object(
    {
      way: Code(WAYS, 'How the group works'),
      traffic: Type.Optional(Code(TRAFFIC, 'Calls that it is for alone')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ way, traffic }, view, trace) => {
    const term = view.term(trunkCostTerm);
    if (!term.ok) return term;
    const { ispBound, oneWay, twoWay } = term.value.value;
    const value = traffic === 'isp-bound' ? ispBound : way === 'one-way' ? oneWay : twoWay;
    const what = traffic === 'isp-bound' ? 'Transport of calls to Internet access' : `A ${way} group`;
    trace.add({ id: 'cost', sentence: `${what}: ${value}`, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation });
  },
});
