import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { authorityTerm } from './terms.ts';

/** Before an order the blanket statement is enough; afterwards proof is owed when the agreement lets it be asked for. */
export const proofOfAuthority = defineDecision({
  name: 'proof-of-authority',
  doc: "Whether a party owes the other proof of its end user's authority: owed or not-owed.",
  facts: Type.Object(
    {
      statement: Type.Boolean({ description: 'Whether the party has made the blanket statement' }),
      complaint: Type.Boolean({ description: 'Whether the end user has complained' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ statement, complaint }, view, trace) => {
    const term = view.term(authorityTerm);
    if (!term.ok) return term;
    const { blanket, proof } = term.value.value;
    const covered = blanket && statement;
    const value = !covered || proof === 'on-request' || complaint ? 'owed' : 'not-owed';
    trace.add({
      id: 'proof',
      sentence: covered
        ? `A statement covers all orders, and proof is asked for ${proof.replace('-', ' ')}: ${complaint ? 'the end user complained' : 'nobody complained'} → ${value}`
        : `No statement covers the order → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
