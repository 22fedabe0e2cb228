import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { parseDuration, parseQuantity } from '../../../base/quantity.ts';
import { ZERO, divide, multiply, parseDecimal, rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { transitionTerm } from './terms.ts';
import type { Transition } from './terms.ts';

/** Percentages are held as written. */
const HUNDRED = rational(100);

/** The price of what was in service when an element ended, while the transition lasts. */
export const transitionPrice = defineDecision({
  name: 'transition-price',
  doc: 'Price of an element in service, in dollars, on a day of the transition that follows its end.',
  facts: Type.Object(
    {
      element: Type.String({ description: 'Product code, e.g. loop-ds1' }),
      on: IsoDate('Day that is billed'),
      price: DecimalText('Price before the transition, dollars'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ element, on, price }, view, trace) => {
    const terms = transitionsOf(element, view);
    const term = terms.find(({ value }) => value.from <= on && on <= lastDay(value));
    if (!term)
      return fail({
        id: 'elements/no-transition',
        field: 'on',
        sentence:
          terms.length === 0
            ? `No transition on file speaks of ${element}.`
            : `${on} is no day of a transition of ${element}: ${terms.map(({ value }) => `${value.from} to ${lastDay(value)}`).join(', ')}.`,
        cure: 'Before it the price of the agreement holds, after it what remains of the element.',
      });
    const { price: share } = term.value;
    const value = decimalText(
      multiply(parseDecimal(price) ?? ZERO, divide(parseQuantity(share)?.value ?? ZERO, HUNDRED)),
    );
    trace.add({
      id: 'transition',
      sentence: `${on} is between ${term.value.from} and ${lastDay(term.value)}: $${price} × ${share}`,
      out: value,
      ...cited(term),
    });
    return ok({ value, clause: term.citation, details: { until: lastDay(term.value) } });
  },
});

const transitionsOf = (element: string, view: AgreementView): Term<Transition>[] =>
  view.members(transitionTerm).flatMap((name) => {
    const term = view.optional(transitionTerm, name);
    return term?.value.products.includes(element) === true ? [term] : [];
  });

/** @throws Error for a length that counts no calendar days or months: nothing else fits a transition. */
function lastDay({ from, length }: Transition): string {
  const duration = parseDuration(length);
  const unit = duration?.unit === 'month' ? 'months' : duration?.unit === 'calendar day' ? 'days' : undefined;
  if (!duration || !unit) throw new Error(`A transition does not last ${length}.`);
  return Temporal.PlainDate.from(from)
    .add({ [unit]: duration.count })
    .subtract({ days: 1 })
    .toString();
}
