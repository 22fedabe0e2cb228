import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { parseDuration, parseQuantity } from '../../../base/quantity.ts';
import { compare, decimal, divide, isZero, multiply, rational, sum } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { negativeProblems } from '../money-facts.ts';
import { SUBJECTS, expeditedTerm, forumTerm } from './terms.ts';

const Facts = Type.Object(
  {
    about: Code(SUBJECTS),
    amount: DecimalText('Dollars in dispute and not resolved, as they are now'),
    twelveMonthBilling: Type.Optional(
      DecimalText('Dollars billed in the time that the agreement looks back on, already summed'),
    ),
    monthlyBilling: Type.Optional(
      Type.Array(DecimalText(), {
        description: 'Or the dollars billed in each month, oldest first: the latest months are summed',
      }),
    ),
    arbitrationBegun: Type.Optional(
      Type.Boolean({ description: 'An arbitration of it has begun: growth does not end it; default no' }),
    ),
    on: Type.Optional(IsoDate('Day of the question')),
  },
  { additionalProperties: false },
);

/** Where a dispute that the parties did not settle goes. */
export const disputeForum = defineDecision({
  name: 'dispute-forum',
  doc: 'Where an unresolved dispute goes: expedited, arbitration or commission.',
  facts: Facts,
  value: 'code',
  asOf: ({ on }) => on,
  decide,
});

function decide(facts: Static<typeof Facts>, view: AgreementView, trace: Trace): Result<Answer> {
  const { about, amount } = facts;
  const found = view.term(forumTerm);
  const months = parseDuration((found.ok ? found.value.value.over : undefined) ?? '')?.count;
  const problems = [...(found.ok ? [] : found.problems), ...factProblems(facts)];
  if (!found.ok || problems.length > 0) return fail(...problems);
  const billing = billed(facts, months);
  const fast = view.optional(expeditedTerm);
  if (fast?.value.about.includes(about)) {
    trace.add({
      id: 'about',
      sentence: `A dispute of ${about.replaceAll('-', ' ')} affects service`,
      out: 'expedited',
      ...cited(fast),
    });
    return ok({ value: 'expedited', clause: fast.citation });
  }
  const term = found.value;
  const { smallShare, small, over, otherwise } = term.value;
  const share = smallShare === undefined ? undefined : parseQuantity(smallShare)?.value;
  if (about !== 'billing' || share === undefined || small === undefined) {
    trace.add({ id: 'forum', sentence: 'No small dispute of bills', out: otherwise, ...cited(term) });
    return ok({ value: otherwise, clause: term.citation });
  }
  const most = divide(multiply(billing, share), rational(100));
  const isSmall = compare(decimal(amount), most) <= 0;
  trace.add({
    id: 'share',
    sentence: `$${amount} is in dispute; ${smallShare ?? ''} of $${decimalText(billing)} billed in ${over ?? 'that time'} is $${decimalText(most)}`,
    out: isSmall,
    ...cited(term),
  });
  const value = isSmall || facts.arbitrationBegun === true ? small : otherwise;
  trace.add({
    id: 'forum',
    sentence:
      !isSmall && value === small
        ? 'It has grown, and its arbitration has begun'
        : isSmall
          ? 'It is small'
          : 'It is not small',
    out: value,
    ...cited(term),
  });
  return ok({ value, clause: term.citation });
}

/** Dollars billed in the time that counts. */
function billed(
  { twelveMonthBilling, monthlyBilling = [] }: Static<typeof Facts>,
  months: number | undefined,
): Rational {
  if (twelveMonthBilling !== undefined) return decimal(twelveMonthBilling);
  return sum((months === undefined ? monthlyBilling : monthlyBilling.slice(-months)).map(decimal));
}

function factProblems(facts: Static<typeof Facts>): Problem[] {
  const { about, amount, twelveMonthBilling, monthlyBilling } = facts;
  const monthly = (monthlyBilling ?? []).map((text, index) => [`monthlyBilling.${index}`, text] as const);
  const problems = negativeProblems({ amount, twelveMonthBilling, ...Object.fromEntries(monthly) });
  if ((twelveMonthBilling === undefined) === (monthlyBilling === undefined)) {
    problems.push({
      id: 'dispute/billing-facts',
      field: 'twelveMonthBilling',
      sentence: 'What was billed is not given exactly once.',
      cure: 'Give twelveMonthBilling or monthlyBilling.',
    });
  } else if (about === 'billing' && isZero(billed(facts, undefined))) {
    problems.push({
      id: 'dispute/no-billing',
      field: twelveMonthBilling === undefined ? 'monthlyBilling' : 'twelveMonthBilling',
      sentence: 'Bills are in dispute and nothing was billed.',
      cure: 'Give the dollars billed in the time before the dispute.',
    });
  }
  return problems;
}
