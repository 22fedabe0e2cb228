import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { rational, toFixed } from '../../../base/rational.ts';
import { ok } from '../../../base/result.ts';
import { utilizationTerm } from './terms.ts';

/** More than all of a group may be required. */
export const trunkUtilization = defineDecision({
  name: 'trunk-utilization',
  doc: 'Utilization of a trunk group in percent: trunks required over trunks in service.',
  facts: Type.Object(
    {
      required: Type.Integer({ minimum: 0, description: 'Trunks that the load of the busy hour requires' }),
      inService: Type.Integer({ minimum: 1, description: 'Trunks in service' }),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ required, inService }, view, trace) => {
    const term = view.term(utilizationTerm);
    if (!term.ok) return term;
    const { decimals, rounding } = term.value.value;
    const value = toFixed(rational(required * 100, inService), decimals, rounding);
    trace.add({
      id: 'utilization',
      sentence: `${required} required ÷ ${inService} in service, to ${decimals} decimals ${rounding} → ${value} %`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
