import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { DEPOSIT_FORMS, depositTerm } from './terms.ts';

/** Whether security of this form must be accepted. */
export const depositForm = defineDecision({
  name: 'deposit-form',
  doc: 'Whether a deposit may be given in this form.',
  facts: Type.Object(
    { form: Code(DEPOSIT_FORMS), on: Type.Optional(IsoDate('Day on which it is given')) },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ form }, view, trace) => {
    const term = view.term(depositTerm);
    if (!term.ok) return term;
    const { forms } = term.value.value;
    const accepted = forms.includes(form);
    trace.add({
      id: 'form',
      sentence: `Accepted are: ${forms.join(', ')}`,
      out: accepted,
      ...cited(term.value),
    });
    return ok({ value: accepted, clause: term.value.citation });
  },
});
