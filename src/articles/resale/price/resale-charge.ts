import Type from 'typebox';
import type { Static } from 'typebox';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { monthParts, sumOfParts } from '../../../accounts/month-parts.ts';
import { roundLine } from '../../../accounts/round-line.ts';
import { prorationTerm, roundingTerm } from '../../../accounts/terms.ts';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, add, compare, multiply, negate } from '../../../base/rational.ts';
import { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { RESALE_FACTS } from './facts.ts';
import type { ResaleFacts } from './facts.ts';
import { wholesalePrice } from './wholesale-price.ts';
import type { WholesalePrice } from './wholesale-price.ts';

const Facts = Type.Object(
  {
    ...RESALE_FACTS,
    from: IsoDate('First day charged'),
    to: IsoDate('Last day charged'),
    credit: Type.Optional(Type.Boolean({ description: 'Billed in advance and now given back' })),
  },
  { additionalProperties: false },
);
export type ResaleChargeFacts = Static<typeof Facts>;

/** What `resale-charge` says beside its value. */
export interface ResaleChargeDetails {
  /** Months charged, decimal text. */
  readonly months: string;
  readonly spans: readonly { readonly from: string; readonly to: string; readonly dollars: string }[];
}

/** The monthly charge of a resold line over any days; a promotion or a tariff page may change its price within them. */
export const resaleCharge = defineDecision({
  name: 'resale-charge',
  doc: 'Monthly charge of a resold line from the first to the last day charged, in dollars; negative for a credit.',
  facts: Facts,
  value: 'decimal',
  asOf: ({ from }) => from,
  decide: ({ from, to, credit, ...line }, view, trace) => {
    const proration = view.term(prorationTerm);
    const rounding = view.term(roundingTerm);
    const spans: Result<Span[]> = from > to ? fail(wrongDates(from, to)) : priceSpans(line, from, to, view);
    const problems = [proration, rounding, spans].flatMap((part) => (part.ok ? [] : [...part.problems]));
    if (!proration.ok || !rounding.ok || !spans.ok) return fail(...problems);
    let dollars = ZERO;
    let months = ZERO;
    for (const span of spans.value) {
      const part = sumOfParts(monthParts(span.from, span.to, proration.value.value.monthDays));
      const amount = multiply(part, span.price.dollars);
      months = add(months, part);
      dollars = add(dollars, amount);
      trace.add({
        id: 'span',
        sentence: `${span.from} to ${span.to}: ${decimalText(part)} month × $${decimalText(span.price.dollars)}`,
        out: decimalText(amount),
        ...cited(proration.value),
        steps: span.trace.steps,
      });
    }
    if (credit === true) {
      dollars = negate(dollars);
      trace.add({ id: 'credit', sentence: 'Billed in advance and not used, so it is given back' });
    }
    const { text, step } = roundLine(dollars, rounding.value);
    trace.add(step);
    const details: ResaleChargeDetails = {
      months: decimalText(months),
      spans: spans.value.map((span) => ({
        from: span.from,
        to: span.to,
        dollars: decimalText(span.price.dollars),
      })),
    };
    const clause = spans.value[0]?.price.clause ?? proration.value.citation;
    return ok({ value: text, clause, details });
  },
});

interface Span {
  readonly from: string;
  readonly to: string;
  readonly price: WholesalePrice;
  readonly trace: Trace;
}

/** Days that follow each other at one price. Each day is asked: terms, tariff pages and promotions change on any. */
function priceSpans(line: ResaleFacts, from: string, to: string, view: AgreementView): Result<Span[]> {
  const spans: Span[] = [];
  const problems = new Map<string, Problem>();
  for (let day = from; day <= to; day = dayAfter(day)) {
    const trace = new Trace();
    const price = wholesalePrice(line, view.agreement.at(day, view.asKnown), trace);
    if (!price.ok) {
      for (const problem of price.problems) problems.set(`${problem.id} ${problem.field ?? ''}`, problem);
      continue;
    }
    const last = spans.at(-1);
    if (last && compare(last.price.dollars, price.value.dollars) === 0)
      spans[spans.length - 1] = { ...last, to: day };
    else spans.push({ from: day, to: day, price: price.value, trace });
  }
  return problems.size > 0 ? fail(...problems.values()) : ok(spans);
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

const wrongDates = (from: string, to: string): Problem => ({
  id: 'resale/dates',
  field: 'to',
  sentence: `The last day charged, ${to}, is before the first, ${from}.`,
  cure: 'Give the day of completion and the day before the disconnect.',
});
