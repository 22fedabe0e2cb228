import Type from 'typebox';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { roundLine } from '../../../accounts/round-line.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { RESALE_FACTS } from './facts.ts';
import { wholesalePrice } from './wholesale-price.ts';

/** What a reseller pays for a retail service. */
export const resalePrice = defineDecision({
  name: 'resale-price',
  doc: 'Wholesale price of a retail service in dollars and cents: the retail rate that counts less the discount of its class.',
  facts: Type.Object(
    {
      ...RESALE_FACTS,
      promotionDay: Type.Optional(
        Type.Integer({ minimum: 1, description: 'Which day of a promotion it is, in place of its dates' }),
      ),
      promotional: Type.Optional(DecimalText('Dollars while that promotion runs')),
      on: Type.Optional(IsoDate('Day of the service')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const rounding = view.term(roundingTerm);
    const { on: _on, ...rest } = facts;
    const price = wholesalePrice(rest, view, trace);
    if (!price.ok) return price;
    if (!rounding.ok) return rounding;
    const { text, step } = roundLine(price.value.dollars, rounding.value);
    trace.add(step);
    const details = { exact: decimalText(price.value.dollars), base: decimalText(price.value.base) };
    return ok({ value: text, clause: price.value.clause, details });
  },
});
