import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { CONTACTS, rebrandingTerm } from './terms.ts';

/** Source: 47 CFR 51.613(c), the term `law.rebranding`. */
export const rebrandingFailure = defineDecision({
  name: 'rebranding-failure',
  doc: 'What an unmet request for branding is: complied, restriction-on-resale, excused, or not-covered by the rule.',
  facts: Type.Object(
    {
      service: Code(CONTACTS, 'What was to be rebranded'),
      complied: Type.Boolean(),
      inabilityProven: Type.Optional(
        Type.Boolean({ description: 'The incumbent proved to the commission that it cannot' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ service, complied, inabilityProven = false }, view, trace) => {
    const term = view.term(rebrandingTerm);
    if (!term.ok) return term;
    const { services, failure, excuse } = term.value.value;
    const [value, sentence] = complied
      ? ['complied', 'The request was complied with']
      : !services.includes(service)
        ? ['not-covered', `The rule does not speak of a ${service}`]
        : inabilityProven && excuse === 'inability-proven'
          ? ['excused', 'The incumbent proved to the commission that it cannot comply']
          : [failure, 'Not complied with, and no inability is proven'];
    trace.add({ id: 'rebranding', sentence, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation });
  },
});
