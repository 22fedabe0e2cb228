import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { shiftDate } from '../rules/shift-date.ts';
import { auditTerm } from './terms.ts';

/** The first day on which findings of an audit may lie. */
export const auditReach = defineDecision({
  name: 'audit-reach',
  doc: 'The earliest day to which the findings of an audit reach back.',
  facts: Type.Object({ requestOn: IsoDate('Day of the request') }, { additionalProperties: false }),
  value: 'date',
  asOf: ({ requestOn }) => requestOn,
  decide: ({ requestOn }, view, trace) => {
    const term = view.term(auditTerm);
    if (!term.ok) return term;
    const { reachBack } = term.value.value;
    const value = shiftDate(requestOn, reachBack, 'earlier') ?? requestOn;
    trace.add({
      id: 'reach',
      sentence: `${reachBack} before ${requestOn}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
