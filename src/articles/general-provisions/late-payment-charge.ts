import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import type { Answer } from '../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../agreement/schema.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { latePaymentTerm, roundingTerm } from '../../accounts/terms.ts';
import { cents, formatCents } from '../../base/money.ts';
import { decimal, isNegative, multiply, subtract } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { lateRule } from './late-rule.ts';
import { capShare, cappedShare, lateShare } from './rules/late-amount.ts';
import type { LateCap, LateRule } from './rules/late-amount.ts';

const Facts = Type.Object(
  {
    principal: DecimalText('Undisputed dollars paid late, without earlier late payment charges'),
    dueOn: IsoDate('Due date of the bill'),
    paidOn: IsoDate('Day on which the funds were received, or up to which they are late'),
    chargedThrough: Type.Optional(IsoDate('Day up to which a charge was billed before; it is taken off')),
  },
  { additionalProperties: false },
);

/** What a late payment costs: nothing on or before the due date; from the day after it by the agreement's method. */
export const latePaymentCharge = defineDecision({
  name: 'late-payment-charge',
  doc: 'Late payment charge in dollars on a principal paid after its due date.',
  facts: Facts,
  value: 'decimal',
  asOf: (facts) => facts.dueOn,
  decide,
});

function decide(facts: Static<typeof Facts>, view: AgreementView, trace: Trace): Result<Answer> {
  const term = view.term(latePaymentTerm);
  const rounding = view.term(roundingTerm);
  const principal = decimal(facts.principal);
  const problems = [term, rounding].flatMap((part) => (part.ok ? [] : [...part.problems]));
  if (isNegative(principal)) {
    problems.push({
      id: 'general-provisions/principal',
      field: 'principal',
      sentence: `A principal of ${facts.principal} is negative.`,
      cure: 'Give the dollars that were paid late.',
    });
  }
  if (!term.ok || !rounding.ok || problems.length > 0) return fail(...problems);
  const source = cited(term.value);
  const days = daysBetween(facts.dueOn, facts.paidOn);
  if (days <= 0) {
    trace.add({
      id: 'days',
      sentence: `Paid on ${facts.paidOn}, on or before the due date ${facts.dueOn}: nothing is late`,
      out: 0,
      ...source,
    });
    return ok({ value: formatCents(cents(0)), clause: term.value.citation });
  }
  trace.add({
    id: 'days',
    sentence: `Due ${facts.dueOn}, paid ${facts.paidOn}: ${days} day${days === 1 ? '' : 's'} late, counted from the day after the due date`,
    out: days,
    ...source,
  });
  const rule = lateRule(term.value);
  if (!rule.ok) return rule;
  let dollars = multiply(principal, cappedShare(rule.value.rule, rule.value.cap, days));
  trace.add({ id: 'method', ...methodStep(rule.value.rule, principal, days), ...source });
  if (rule.value.cap) trace.add({ id: 'cap', ...capStep(rule.value.cap, principal, days), ...source });
  if (facts.chargedThrough !== undefined) {
    const before = Math.min(days, daysBetween(facts.dueOn, facts.chargedThrough));
    const billed = multiply(principal, cappedShare(rule.value.rule, rule.value.cap, before));
    dollars = subtract(dollars, billed);
    trace.add({
      id: 'charged',
      sentence: `Less the charge through ${facts.chargedThrough}, billed before`,
      out: decimalText(dollars),
      ...source,
    });
  }
  const { text: value, step } = roundLine(dollars, rounding.value);
  trace.add(step);
  return ok({ value, clause: term.value.citation, details: { days } });
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

function methodStep(rule: LateRule, principal: Rational, days: number): { sentence: string; out: string } {
  const dollars = `$${decimalText(principal)}`;
  const out = decimalText(multiply(principal, lateShare(rule, days)));
  switch (rule.method) {
    case 'simple-prorated':
      return {
        sentence: `${dollars} × ${decimalText(rule.perMonth)} a month × ${days} ÷ ${rule.monthDays} days, without compounding`,
        out,
      };
    case 'per-month-or-fraction':
      return {
        sentence: `${dollars} × ${decimalText(rule.perMonth)} a month × ${Math.ceil(days / rule.monthDays)} months begun of ${rule.monthDays} days`,
        out,
      };
    case 'daily-compound':
      return {
        sentence: `${dollars} × ((1 + ${decimalText(rule.perDay)})^${days} − 1), compounded daily`,
        out,
      };
  }
}

function capStep(cap: LateCap, principal: Rational, days: number): { sentence: string; out: string } {
  const most = decimalText(multiply(principal, capShare(cap, days)));
  return { sentence: `At most ${decimalText(cap.perMonth)} a month by the day: $${most}`, out: most };
}
