import type { Problem } from '../../../base/problem.ts';
import { ZERO, add, compare } from '../../../base/rational.ts';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { amountProblems } from './claim-problems.ts';
import type { ClaimFacts } from './claim.ts';
import { disputeLedger, disputedOf, dollarsOf, isMore, openOf } from './dispute-ledger.ts';
import { dollarText } from '../money-facts.ts';

type Guard = (history: readonly CaseEvent[], event: NewEvent) => Problem[];

const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
  id: `dispute/${slug}`,
  field,
  sentence,
  cure,
});

/** No item is disputed for more than was billed of it: the ledger has no such dollars. */
export function itemsWithin({ body }: NewEvent): Problem[] {
  const { items } = body['claim'] as ClaimFacts;
  return items.flatMap((item, index) =>
    amountProblems(item.billed, item.disputed, `claim.items.${index}.disputed`),
  );
}

/** No more is withheld and put into escrow than is in dispute. */
export const wholeOf: Guard = (_, { body }) => {
  const claim = body['claim'] as ClaimFacts;
  const parts = [dollarsOf(body, 'withheld'), dollarsOf(body, 'escrowed')] as const;
  const disputed = disputedOf(claim);
  if (!parts.some((part) => isMore(ZERO, part)) && !isMore(add(...parts), disputed)) return [];
  return [
    problem(
      'above-disputed',
      'withheld',
      `$${dollarText(add(...parts))} is kept back and $${dollarText(disputed)} is in dispute.`,
      'Pay what is not in dispute.',
    ),
  ];
};

/** A credit is of the part that is still in dispute. */
export const creditWithin: Guard = (history, { body }) => {
  const credit = dollarsOf(body, 'credit');
  const open = openOf(disputeLedger(history));
  if (isMore(credit, ZERO) && compare(credit, open) <= 0) return [];
  return [
    problem(
      'credit',
      'credit',
      `A credit of $${dollarText(credit)}; $${dollarText(open)} is in dispute.`,
      'Give a credit over zero and no more than that.',
    ),
  ];
};

/** A settlement takes the last offer of the other party, as it was made. */
export const asOffered: Guard = (history, { actor, body }) => {
  const offer = history.findLast(({ name }) => name === 'offered');
  if (offer === undefined || offer.actor === actor) {
    return [
      problem(
        'no-offer',
        'event',
        offer === undefined ? 'Nobody has offered to settle.' : `${actor} cannot take its own offer.`,
        'Record an offer, and let the other party take it.',
      ),
    ];
  }
  const offered = dollarsOf(offer.body, 'credit');
  if (compare(dollarsOf(body, 'credit'), offered) === 0) return [];
  return [
    problem(
      'not-as-offered',
      'credit',
      `A credit of $${String(body['credit'])}; ${offer.actor} offers $${dollarText(offered)}.`,
      `Settle for $${dollarText(offered)}, or make an offer.`,
    ),
  ];
};

/** What is credited is what was promised last. */
export const asPromised: Guard = (history, { body }) => {
  const promised = history.findLast(({ body: earlier }) => earlier['credit'] !== undefined);
  const due = promised === undefined ? ZERO : dollarsOf(promised.body, 'credit');
  if (compare(dollarsOf(body, 'amount'), due) === 0) return [];
  return [
    problem(
      'not-as-promised',
      'amount',
      `$${String(body['amount'])} is credited and $${dollarText(due)} is due.`,
      `Credit $${dollarText(due)}.`,
    ),
  ];
};

/** Where everything was credited there is nothing to escalate. */
export const somethingOpen: Guard = (history) =>
  isMore(openOf(disputeLedger(history)), ZERO)
    ? []
    : [problem('nothing-open', 'event', 'Nothing is in dispute any more.', 'Accept the answer.')];

/** The time to escalate must have run out. */
export const appealOver: Guard = (history) =>
  history.some(({ name, body }) => name === CLOCK_EXPIRED && body['clock'] === 'appeal')
    ? []
    : [
        problem(
          'appeal-runs',
          'event',
          'The time to escalate has not run out.',
          'Wait until the clock "appeal" of the case has.',
        ),
      ];
