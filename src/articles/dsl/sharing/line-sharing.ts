import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { cited } from '../../../agreement/agreement.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, divide, multiply, parseDecimal, rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { sharingStanding } from './sharing-standing.ts';
import { lineSharingTerm } from './terms.ts';

const Days = {
  on: IsoDate('Day that is asked about'),
  addedOn: Type.Optional(
    IsoDate('Day on which the end user was first served on the shared line; absent: to be added on that day'),
  ),
};
/** Percentages are held as written. */
const HUNDRED = rational(100);

/** Whether a line must be shared for an end user on a day. */
export const lineSharingAvailable = defineDecision({
  name: 'line-sharing-available',
  doc: 'Whether the frequencies above voice are shared for an end user on a day; details say what may be had instead.',
  facts: Type.Object(Days, { additionalProperties: false }),
  value: 'boolean',
  decide: ({ on, addedOn }, view, trace) => {
    const term = view.term(lineSharingTerm);
    if (!term.ok) return term;
    const standing = sharingStanding(term.value, on, addedOn, trace);
    const value = standing.kind !== 'over';
    const details = { standing: standing.kind, ...(value ? {} : { instead: term.value.value.then }) };
    return ok({ value, clause: term.value.citation, details });
  },
});

/** What a shared line costs on a day: a share of the price of a loop by the step of the day, or the price that it had. */
export const lineSharingPrice = defineDecision({
  name: 'line-sharing-price',
  doc: 'Price of a shared line in dollars on a day, by the step of its transition; exact, to be rounded on the line of the bill.',
  facts: Type.Object(
    {
      ...Days,
      loopPrice: DecimalText('Price of a loop of its own, dollars'),
      keptPrice: Type.Optional(DecimalText('Price that a grandfathered end user had, dollars')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ on, addedOn, loopPrice, keptPrice }, view, trace) => {
    const term = view.term(lineSharingTerm);
    if (!term.ok) return term;
    const clause = term.value.citation;
    const standing = sharingStanding(term.value, on, addedOn, trace);
    if (standing.kind === 'over')
      return fail({
        id: 'dsl/no-line-sharing',
        field: 'on',
        sentence: `A line is not shared on ${on} for this end user: ${standing.because}.`,
        cure: `Order ${term.value.value.then.join(' or ').replaceAll('-', ' ')} instead.`,
        clause,
      });
    if (standing.kind === 'grandfathered')
      return keptPrice === undefined
        ? fail({
            id: 'dsl/no-kept-price',
            field: 'keptPrice',
            sentence: 'The end user is kept at the price that it had, which is not said.',
            cure: 'Give keptPrice, the price before the transition.',
            clause,
          })
        : ok({ value: decimalText(parseDecimal(keptPrice) ?? ZERO), clause });
    const share = parseQuantity(standing.share)?.value ?? ZERO;
    const value = decimalText(divide(multiply(parseDecimal(loopPrice) ?? ZERO, share), HUNDRED));
    trace.add({
      id: 'price',
      sentence: `$${loopPrice} × ${standing.share}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause });
  },
});
