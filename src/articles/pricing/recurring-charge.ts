import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import type { Answer } from '../../agreement/decision.ts';
import { VEHICLES } from '../../agreement/precedence-terms.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { prorationTerm, roundingTerm } from '../../accounts/terms.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, add, multiply, negate, rational } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { monthlyRateSpans } from './rate-spans.ts';
import type { RateSpan } from './rate-spans.ts';
import { monthParts, sumOfParts } from '../../accounts/month-parts.ts';
import { TransportEnd, countMiles } from './transport-mileage.ts';

const Facts = Type.Object(
  {
    element: Type.String({ description: 'Rate element, e.g. loop-2w-xdsl' }),
    zone: Type.Optional(Type.String({ description: 'Rate band of the wire center' })),
    from: IsoDate('First day charged: the day of completion'),
    to: IsoDate('Last day charged: the day before the disconnect'),
    quantity: Type.Optional(Type.Integer({ minimum: 1, description: 'Circuits; default 1' })),
    credit: Type.Optional(Type.Boolean({ description: 'Billed in advance and now given back' })),
    direction: Type.Optional(Code(['ilec-to-clec', 'clec-to-ilec'], 'Who bills whom; default ilec-to-clec')),
    vehicle: Type.Optional(Code(VEHICLES, 'Under what it is bought; default agreement')),
    between: Type.Optional(
      Type.Object(
        { a: TransportEnd, z: TransportEnd },
        {
          additionalProperties: false,
          description:
            'Ends of transport that is priced by the mile; without it the price is not by the mile',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type RecurringFacts = Static<typeof Facts>;

/** What `recurring-charge` says beside its value. */
export interface RecurringDetails {
  /** Months charged, for one circuit: decimal, and as people write it, `17/30`. */
  readonly months: string;
  readonly fraction: string;
  /** Miles billed, of what is priced by the mile. */
  readonly miles?: number;
  readonly rates: readonly { readonly from: string; readonly to: string; readonly dollars: string }[];
}

/** The monthly charge of an element over any days: each calendar month by the agreement's proration, rounded once. */
export const recurringCharge = defineDecision({
  name: 'recurring-charge',
  doc: 'Monthly charge of a rate element from the first to the last day charged, in dollars; negative for a credit.',
  facts: Facts,
  value: 'decimal',
  asOf: (facts) => facts.from,
  decide,
});

function decide(facts: RecurringFacts, view: AgreementView, trace: Trace): Result<Answer> {
  const proration = view.term(prorationTerm);
  const rounding = view.term(roundingTerm);
  const spans = monthlyRateSpans(view, rateQuestion(facts), facts.from, facts.to);
  const problems = [proration, rounding, spans].flatMap((part) => (part.ok ? [] : [...part.problems]));
  if (facts.from > facts.to) problems.unshift(wrongDates(facts));
  const mileage = facts.between && countMiles(facts.between.a, facts.between.z, view, trace);
  if (mileage?.ok === false) problems.push(...mileage.problems);
  if (!proration.ok || !rounding.ok || !spans.ok || problems.length > 0) return fail(...problems);
  const miles = mileage?.ok ? mileage.value.miles : undefined;

  const { monthDays } = proration.value.value;
  let dollars: Rational = ZERO;
  let months: Rational = ZERO;
  for (const span of spans.value) {
    const parts = monthParts(span.from, span.to, monthDays);
    for (const part of parts) {
      trace.add({
        id: 'month',
        sentence: `${part.month}: from ${part.from} to ${part.to}, where every month has ${monthDays} days and ends with day ${monthDays} → ${fractionText(part.part, monthDays)} month`,
        out: decimalText(part.part),
        ...cited(proration.value),
      });
    }
    const part = sumOfParts(parts);
    months = add(months, part);
    const units = rational((facts.quantity ?? 1) * (miles ?? 1));
    const amount = multiply(multiply(part, units), span.rate.dollars);
    dollars = add(dollars, amount);
    trace.add(rateStep({ ...facts, miles }, span, fractionText(part, monthDays), amount));
  }
  if (facts.credit) {
    dollars = negate(dollars);
    trace.add({
      id: 'credit',
      sentence: 'Billed in advance and not used, so it is given back',
      out: decimalText(dollars),
    });
  }
  const { text: value, step } = roundLine(dollars, rounding.value);
  trace.add(step);
  const details: RecurringDetails = {
    months: decimalText(months),
    fraction: fractionText(months, monthDays),
    ...(miles === undefined ? {} : { miles }),
    rates: spans.value.map(({ from, to, rate }) => ({ from, to, dollars: formatRate(rate.dollars) })),
  };
  return ok({ value, clause: spans.value[0]?.rate.row.citation ?? proration.value.citation, details });
}

/** The rate that these facts ask for. */
export const rateQuestion = (
  facts: Pick<RecurringFacts, 'element' | 'zone' | 'direction' | 'vehicle'>,
): Parameters<typeof monthlyRateSpans>[1] => ({
  element: facts.element,
  direction: facts.direction ?? 'ilec-to-clec',
  ...(facts.zone === undefined ? {} : { zone: facts.zone }),
  ...(facts.vehicle === undefined ? {} : { vehicle: facts.vehicle }),
});

const rateStep = (
  facts: RecurringFacts & { readonly miles: number | undefined },
  { from, to, rate }: RateSpan,
  months: string,
  amount: Rational,
): Parameters<Trace['add']>[0] => {
  const circuits = facts.quantity === undefined ? '' : `${facts.quantity} × `;
  const miles = facts.miles === undefined ? '' : `${facts.miles} miles × `;
  return {
    id: 'rate',
    sentence: `${rate.row.value.description}, ${from} to ${to}: ${circuits}${miles}${months} month × $${formatRate(rate.dollars)}`,
    out: decimalText(amount),
    ...cited(rate.row),
  };
};

/** `17/30`, `1`, `1 10/30`: days counted of the days of a month. */
function fractionText(months: Rational, monthDays: number): string {
  const days = (months.num * BigInt(monthDays)) / months.den;
  const [whole, rest] = [days / BigInt(monthDays), days % BigInt(monthDays)];
  const parts = [
    ...(whole === 0n && rest !== 0n ? [] : [whole]),
    ...(rest === 0n ? [] : [`${rest}/${monthDays}`]),
  ];
  return parts.join(' ');
}

const wrongDates = (facts: RecurringFacts): Problem => ({
  id: 'pricing/dates',
  field: 'to',
  sentence: `The last day charged, ${facts.to}, is before the first, ${facts.from}.`,
  cure: 'Give the day of completion and the day before the disconnect.',
});
