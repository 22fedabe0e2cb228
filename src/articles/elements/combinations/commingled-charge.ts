import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { ZERO, add, parseDecimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { comminglingTerm } from './terms.ts';

/** The monthly price of a commingled circuit: each part at its own price, added up. */
export const commingledCharge = defineDecision({
  name: 'commingled-charge',
  doc: 'Monthly price, in dollars, of a circuit that is partly an element of the agreement and partly a service of a tariff.',
  facts: Type.Object(
    {
      parts: Type.Array(
        Type.Object({
          name: Type.String({ minLength: 1 }),
          under: Code(['agreement', 'tariff'], 'What prices this part'),
          monthly: DecimalText('Dollars a month'),
        }),
        { minItems: 1, description: 'Parts of the circuit, each at the price of what it is under' },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ parts }, view, trace) => {
    const term = view.term(comminglingTerm);
    if (!term.ok) return term;
    if (term.value.value.parts !== 'own-price')
      return fail({
        id: 'elements/one-price',
        field: 'parts',
        sentence: 'The agreement prices a commingled circuit as one.',
        cure: 'Ask for the price of the circuit as a whole.',
        clause: term.value.citation,
      });
    let sum = ZERO;
    for (const { name, under, monthly } of parts) {
      sum = add(sum, parseDecimal(monthly) ?? ZERO);
      trace.add({
        id: 'part',
        sentence: `${name}, at the price of the ${under}`,
        out: monthly,
        ...cited(term.value),
      });
    }
    trace.add({
      id: 'sum',
      sentence: 'No part moves the price of another',
      out: decimalText(sum),
      ...cited(term.value),
    });
    return ok({ value: decimalText(sum), clause: term.value.citation });
  },
});
