import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, divide, multiply, parseDecimal, rational, subtract } from '../../../base/rational.ts';
import { ok } from '../../../base/result.ts';
import { lineSplittingTerm } from './terms.ts';

/** Percentages are held as written. */
const HUNDRED = rational(100);

/** What one of two competitors on a split loop pays: the one that controls it bears the agreement's share. */
export const lineSplittingCharge = defineDecision({
  name: 'line-splitting-charge',
  doc: 'Part of the charges of a split loop, in dollars, that is billed to the ordering carrier or to the other one.',
  facts: Type.Object(
    {
      carrier: Code(
        ['ordering', 'other'],
        'The one that ordered the loop under its OCN, or the one that shares it',
      ),
      role: Type.Optional(
        Code(['voice', 'data'], 'What the ordering carrier uses the loop for; default voice'),
      ),
      amount: DecimalText('Charges of the loop, dollars'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ carrier, role = 'voice', amount }, view, trace) => {
    const term = view.term(lineSplittingTerm);
    if (!term.ok) return term;
    const { controls, billedShare } = term.value.value;
    const orderingControls = controls === 'ordering-carrier' || role === 'voice';
    const inControl = (carrier === 'ordering') === orderingControls;
    trace.add({
      id: 'controls',
      sentence: `The ${controls === 'ordering-carrier' ? 'carrier that ordered' : 'voice carrier'} controls the loop`,
      out: inControl,
      ...cited(term.value),
    });
    const whole = parseDecimal(amount) ?? ZERO;
    const share = divide(parseQuantity(billedShare)?.value ?? ZERO, HUNDRED);
    const borne = multiply(whole, share);
    const value = decimalText(inControl ? borne : subtract(whole, borne));
    trace.add({
      id: 'share',
      sentence: `${inControl ? '' : 'What is left of '}$${amount} × ${billedShare}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
