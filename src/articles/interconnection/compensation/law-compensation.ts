import { Type } from 'typebox';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { formatRate } from '../../../base/money.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import type { Step } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { LAW_TRAFFIC, compensationLawTerm } from './terms.ts';
import type { CompensationLaw, LawTraffic } from './terms.ts';

/** The steps of law on some traffic that had begun on the day, the latest first. */
export const lawSteps = (view: AgreementView, traffic: LawTraffic): Term<CompensationLaw>[] =>
  view
    .members(compensationLawTerm)
    .flatMap((member) => view.optional(compensationLawTerm, member) ?? [])
    .filter(({ value }) => value.traffic === traffic && value.from <= view.asOf)
    .sort((a, b) => (a.value.from < b.value.from ? 1 : -1));

/** `$0.0007 per minute`, `interstate-rate` or `bill-and-keep`. */
export const lawRate = ({ rule, price }: CompensationLaw): string =>
  rule === 'capped' ? (price ?? rule) : rule;

export const lawStep = (law: Term<CompensationLaw>): Step => ({
  id: 'law',
  sentence: `From ${law.value.from} the rule has ${law.value.traffic} traffic at ${lawRate(law.value)}${law.value.without === 'no-agreement' ? ', where carriers agreed on nothing' : ''}`,
  out: lawRate(law.value),
  ...cited(law),
});

/** What rules of law on file say of some traffic on a day, whatever the agreement says. */
export const lawCompensation = defineDecision({
  name: 'law-compensation',
  doc: 'What rules of law have carriers pay for some traffic on a day: a price per minute at most, interstate-rate or bill-and-keep.',
  facts: Type.Object(
    {
      traffic: Code(LAW_TRAFFIC),
      on: Type.Optional(IsoDate('Day of the calls')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ traffic }, view, trace) => {
    const [law] = lawSteps(view, traffic);
    if (!law)
      return fail({
        id: 'interconnection/no-law',
        field: 'traffic',
        sentence: `No rule of law on file speaks of ${traffic} traffic on ${view.asOf}.`,
        cure: 'Ask for a later day, or list the law in agreement.yaml.',
      });
    trace.add(lawStep(law));
    const price = law.value.rule === 'capped' ? parseQuantity(law.value.price ?? '') : undefined;
    return ok({
      value: lawRate(law.value),
      clause: law.citation,
      details: {
        rule: law.value.rule,
        from: law.value.from,
        ...(price ? { dollarsPerMinute: formatRate(price.value) } : {}),
        without: law.value.without,
      },
    });
  },
});
