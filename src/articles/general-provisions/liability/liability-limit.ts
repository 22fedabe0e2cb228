import { Type } from 'typebox';
import { roundLine } from '../../../accounts/round-line.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { decimal, isNegative, minimum } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { CONDUCT, liabilityTerm } from './terms.ts';

/** Dollars: the claim, or the charges for the affected service where they are less and the conduct is not excepted. */
export const liabilityLimit = defineDecision({
  name: 'liability-limit',
  doc: 'How much of a claim for damages a party answers for, in dollars.',
  facts: Type.Object(
    {
      claim: DecimalText('Dollars of damage proved'),
      affectedCharges: DecimalText('Dollars charged for the affected service while it was affected'),
      conduct: Code(CONDUCT, 'How the damage was done'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ claim, affectedCharges, conduct }, view, trace) => {
    const [term, rounding] = [view.term(liabilityTerm), view.term(roundingTerm)];
    const wrong = [term, rounding].flatMap((part) => (part.ok ? [] : [...part.problems]));
    const [damage, charges] = [decimal(claim), decimal(affectedCharges)];
    if (isNegative(damage)) wrong.push(negative('claim', claim));
    if (isNegative(charges)) wrong.push(negative('affectedCharges', affectedCharges));
    if (!term.ok || !rounding.ok || wrong.length > 0) return fail(...wrong);
    const unlimited = term.value.value.except.includes(conduct);
    trace.add({
      id: 'limit',
      sentence: unlimited
        ? `Damage by ${conduct.replaceAll('-', ' ')} conduct has no limit`
        : `The limit is the charges for the affected service, $${affectedCharges}`,
      out: unlimited ? 'no limit' : affectedCharges,
      ...cited(term.value),
    });
    const { text, step } = roundLine(unlimited ? damage : minimum(damage, charges), rounding.value);
    trace.add(step);
    return ok({ value: text, clause: term.value.citation });
  },
});

const negative = (field: string, amount: string): Problem => ({
  id: 'general-provisions/negative',
  field,
  sentence: `An amount of ${amount} is negative.`,
  cure: 'Give dollars from zero up.',
});
