import { cited } from '../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../agreement/agreement.ts';
import type { Answer } from '../../agreement/decision.ts';
import { ZERO } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { lateRateInterest } from './late-rate-interest.ts';
import { negativeProblems, orderProblems, roundedAmount } from './money-facts.ts';

/** Dollars, and the days between which they bear interest. */
export interface Interest {
  readonly amount: string;
  readonly from: string;
  readonly to: string;
}

/** The term that says whether an amount bears interest at the rate of the late payment charge, and what follows from it. */
export interface BearsInterest<T> {
  readonly term: Result<Term<T>>;
  readonly bears: (value: T) => boolean;
  readonly sentence: (bears: boolean) => string;
}

/** The interest in dollars, zero where none is borne; everything wrong with the facts comes back at once. */
export function interestAnswer<T>(
  view: AgreementView,
  asked: Interest,
  { term, bears, sentence }: BearsInterest<T>,
  trace: Trace,
): Result<Answer> {
  const problems = [
    ...(term.ok ? [] : term.problems),
    ...negativeProblems({ amount: asked.amount }),
    ...orderProblems({ field: 'from', on: asked.from }, { field: 'to', on: asked.to }),
  ];
  if (!term.ok || problems.length > 0) return fail(...problems);
  const out = bears(term.value.value);
  trace.add({ id: 'bears', sentence: sentence(out), out, ...cited(term.value) });
  const value = out ? lateRateInterest(view, asked, trace) : roundedAmount(view, ZERO, trace);
  return value.ok ? ok({ value: value.value, clause: term.value.citation }) : value;
}
