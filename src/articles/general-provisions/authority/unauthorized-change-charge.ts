import { Type } from 'typebox';
import { roundLine } from '../../../accounts/round-line.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { multiply, rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { authorityTerm } from './terms.ts';

/** Dollars. What it costs to put the lines back is charged as the order that does it. */
export const unauthorizedChangeCharge = defineDecision({
  name: 'unauthorized-change-charge',
  doc: 'What a carrier pays for changes that end users did not authorize, in dollars.',
  facts: Type.Object(
    { lines: Type.Integer({ minimum: 0, description: 'Lines changed without authority' }) },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ lines }, view, trace) => {
    const [term, rounding] = [view.term(authorityTerm), view.term(roundingTerm)];
    if (!term.ok || !rounding.ok)
      return fail(...[term, rounding].flatMap((part) => (part.ok ? [] : part.problems)));
    const { unauthorizedChange } = term.value.value;
    const price = parseQuantity(unauthorizedChange);
    if (!price) throw new Error(`${unauthorizedChange} passed the schema and is no price.`);
    trace.add({ id: 'charge', sentence: `${lines} × ${unauthorizedChange}`, ...cited(term.value) });
    const { text, step } = roundLine(multiply(price.value, rational(lines)), rounding.value);
    trace.add(step);
    return ok({ value: text, clause: term.value.citation });
  },
});
