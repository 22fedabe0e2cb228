import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { circuitConversionTerm } from './terms.ts';

/** The first day at the new price; the day before is the last at the old one, so that no day is billed twice. */
export const conversionPriceFrom = defineDecision({
  name: 'conversion-price-from',
  doc: 'First day on which a converted circuit is billed at its new price.',
  facts: Type.Object(
    {
      requestedOn: IsoDate('Day on which the complete request was received'),
      billDay: Type.Integer({
        minimum: 1,
        maximum: 31,
        description: 'Day of the month on which a billing cycle begins; the last day of a shorter month',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ requestedOn }) => requestedOn,
  decide: ({ requestedOn, billDay }, view, trace) => {
    const term = view.term(circuitConversionTerm);
    if (!term.ok) return term;
    const requested = Temporal.PlainDate.from(requestedOn);
    const bill = requested.with({ day: billDay });
    const next = Temporal.PlainDate.compare(bill, requested) > 0 ? bill : nextMonth(requested, billDay);
    const waits = term.value.value.priceFrom === 'next-billing-cycle';
    const from = (waits ? next : requested).toString();
    trace.add({
      id: 'price-from',
      sentence: waits
        ? `The first billing cycle that begins after ${requestedOn}, with cycles from day ${billDay}`
        : 'From the request on',
      out: from,
      ...cited(term.value),
    });
    const oldPriceUntil = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString();
    return ok({ value: from, clause: term.value.citation, details: { oldPriceUntil } });
  },
});

const nextMonth = (day: Temporal.PlainDate, billDay: number): Temporal.PlainDate =>
  day.with({ day: 1 }).add({ months: 1 }).with({ day: billDay });
