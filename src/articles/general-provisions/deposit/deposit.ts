import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import type { Problem } from '../../../base/problem.ts';
import { parseDuration, parseQuantity } from '../../../base/quantity.ts';
import {
  compare,
  decimal,
  divide,
  isNegative,
  isZero,
  minimum,
  multiply,
  rational,
  subtract,
  sum,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { roundedAmount } from '../money-facts.ts';
import { depositTerm } from './terms.ts';

const Facts = Type.Object(
  {
    monthlyBilling: Type.Array(DecimalText(), {
      minItems: 1,
      description: 'Dollars billed or expected for each month, oldest first',
    }),
    disputed: Type.Array(DecimalText(), {
      description:
        'Dollars in dispute of each of those months, in the same order; none of any: an empty list',
    }),
    on: Type.Optional(IsoDate('Day of the request')),
  },
  { additionalProperties: false },
);

/** The most that may be asked for as a deposit, in dollars: computed on undisputed charges alone. */
export const deposit = defineDecision({
  name: 'deposit',
  doc: 'The most that a party may ask for as a deposit, from undisputed monthly charges.',
  facts: Facts,
  value: 'decimal',
  asOf: ({ on }) => on,
  decide,
});

function decide(facts: Static<typeof Facts>, view: AgreementView, trace: Trace): Result<Answer> {
  const found = view.term(depositTerm);
  const problems = [...(found.ok ? [] : found.problems), ...factProblems(facts)];
  if (!found.ok || problems.length > 0) return fail(...problems);
  const term = found.value;
  const source = cited(term);
  const undisputed = facts.monthlyBilling.map((billed, index) =>
    subtract(decimal(billed), decimal(facts.disputed[index] ?? '0')),
  );
  trace.add({
    id: 'undisputed',
    sentence: `Charges of each month without what is in dispute: ${undisputed.map((month) => `$${decimalText(month)}`).join(', ')}`,
    out: decimalText(sum(undisputed)),
    ...source,
  });
  const months = basisMonths(term, undisputed);
  const average = divide(sum(months), rational(months.length));
  trace.add({
    id: 'basis',
    sentence:
      term.value.basis === 'anticipated'
        ? `Average of the ${months.length} months expected`
        : `Average of the latest ${months.length} months; the agreement takes ${term.value.over ?? 'all'}`,
    out: decimalText(average),
    ...source,
  });
  let dollars = multiply(rational(term.value.multiple), average);
  trace.add({
    id: 'multiple',
    sentence: `${term.value.multiple} times the average`,
    out: decimalText(dollars),
    ...source,
  });
  const cap = term.value.cap === undefined ? undefined : parseQuantity(term.value.cap)?.value;
  if (cap !== undefined) {
    dollars = minimum(dollars, cap);
    trace.add({
      id: 'cap',
      sentence: `At most ${term.value.cap ?? ''}`,
      out: decimalText(dollars),
      ...source,
    });
  }
  const value = roundedAmount(view, dollars, trace);
  return value.ok ? ok({ value: value.value, clause: term.citation }) : value;
}

function basisMonths(term: Term<NonNullable<(typeof depositTerm)['type']>>, months: Rational[]): Rational[] {
  const over = parseDuration(term.value.over ?? '');
  return term.value.basis === 'recent-average' && over ? months.slice(-over.count) : months;
}

function factProblems({ monthlyBilling, disputed }: Static<typeof Facts>): Problem[] {
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `deposit/${slug}`,
    field,
    sentence,
    cure,
  });
  const negative = [
    ...monthlyBilling.map((text, index) => [`monthlyBilling.${index}`, text] as const),
    ...disputed.map((text, index) => [`disputed.${index}`, text] as const),
  ].filter(([, text]) => isNegative(decimal(text)));
  const problems = negative.map(([field, text]) =>
    problem('negative', field, `An amount of ${text} is negative.`, 'Give dollars of zero or more.'),
  );
  if (disputed.length > 0 && disputed.length !== monthlyBilling.length) {
    problems.push(
      problem(
        'months',
        'disputed',
        `What is in dispute is given of ${disputed.length} months, and ${monthlyBilling.length} are billed.`,
        'Give what is in dispute of each month billed, 0 where nothing is, or an empty list.',
      ),
    );
  }
  disputed.forEach((text, index) => {
    const billed = monthlyBilling[index];
    if (billed !== undefined && compare(decimal(text), decimal(billed)) > 0) {
      problems.push(
        problem(
          'disputed',
          `disputed.${index}`,
          `$${text} is in dispute of a month of which $${billed} was billed.`,
          'Give no more than was billed.',
        ),
      );
    }
  });
  const all = sum(monthlyBilling.map(decimal));
  if (problems.length === 0 && !isZero(all) && compare(all, sum(disputed.map(decimal))) === 0) {
    problems.push(
      problem(
        'disputed-only',
        'disputed',
        'Everything that was billed is in dispute, and a deposit is never measured by disputed charges.',
        'Ask again when charges are undisputed or the disputes are resolved.',
      ),
    );
  }
  return problems;
}
