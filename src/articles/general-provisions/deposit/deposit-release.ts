import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import { compare, decimal } from '../../../base/rational.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { orderProblems } from '../money-facts.ts';
import { depositInterest } from './deposit-interest.ts';

/** Events after which what was posted is not what is held. */
const CHANGES = new Set(['drawn', 'replenished', 'topped-up', 'returned-in-part']);

/** A deposit goes back after it was given and not on a day to come, with the interest that it earned. */
export function releasedInOrder(
  agreement: Agreement,
  history: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const posted = history.find(({ name }) => name === 'posted');
  if (!posted) return [];
  const [from, today] = [localDate(agreement, posted.occurredAt), localDate(agreement, event.occurredAt)];
  const to = typeof event.body['on'] === 'string' ? event.body['on'] : today;
  const problems = [
    ...orderProblems({ field: 'posted', on: from }, { field: 'on', on: to }),
    ...orderProblems({ field: 'on', on: to }, { field: 'event', on: today }),
  ];
  if (problems.length > 0) return problems;
  return interestProblems(agreement, history, event, { from, to });
}

/** Less interest than was earned; of a deposit that changed meanwhile nothing is reckoned here. */
function interestProblems(
  agreement: Agreement,
  history: readonly CaseEvent[],
  { body }: NewEvent,
  days: { readonly from: string; readonly to: string },
): Problem[] {
  const given = body['interest'];
  const posted = history.find(({ name }) => name === 'posted');
  if (typeof given !== 'string' || !posted || history.some(({ name }) => CHANGES.has(name))) return [];
  const { amount, form } = posted.body;
  const earned = runDecision(depositInterest, agreement, { amount, form, ...days }, { asOf: days.from });
  if (!earned.ok || compare(decimal(given), decimal(String(earned.value.value))) >= 0) return [];
  return [
    {
      id: 'deposit/interest',
      field: 'interest',
      sentence: `Interest of $${given} is given, and from ${days.from} to ${days.to} $${String(earned.value.value)} was earned.`,
      cure: `Give $${String(earned.value.value)}.`,
      clause: earned.value.clause,
    },
  ];
}
