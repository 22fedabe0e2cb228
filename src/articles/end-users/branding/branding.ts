import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { CONTACTS, brandingTerm } from './terms.ts';

/** Whose name an end user of the competitor hears or reads. */
export const branding = defineDecision({
  name: 'branding',
  doc: "Whose name the incumbent acts under before the competitor's end user: unbranded, clec or ilec.",
  facts: Type.Object(
    {
      contact: Code(CONTACTS, 'Where the end user meets the incumbent'),
      requested: Type.Optional(Code(['unbranded', 'clec'], 'What the competitor asked for')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ contact, requested }, view, trace) => {
    const term = view.term(brandingTerm);
    if (!term.ok) return term;
    const rule = Object.values(term.value.value).find(({ contacts }) => contacts.includes(contact));
    if (!rule)
      return fail({
        id: 'end-users/no-branding',
        field: 'contact',
        sentence: `The agreement does not say whose name a ${contact} bears.`,
        cure: 'Ask about a contact that it names, or agree on one.',
        clause: term.value.citation,
      });
    const value = requested ?? rule.default;
    trace.add({
      id: 'brand',
      sentence: requested === undefined ? `Nothing was asked for: ${value}` : `Asked for: ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
