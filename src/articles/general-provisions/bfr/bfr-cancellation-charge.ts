import { Type } from 'typebox';
import { roundLine } from '../../../accounts/round-line.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText } from '../../../agreement/schema.ts';
import { ZERO, decimal, isNegative } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { readInstant, readLocalDate } from '../../../cases/instant.ts';
import { bfrTerm } from './terms.ts';

const Moment = (description: string) => Type.String({ minLength: 10, description });

/** Dollars. Within the free window nothing; after it what the term says. */
export const bfrCancellationCharge = defineDecision({
  name: 'bfr-cancellation-charge',
  doc: 'What the requester pays who cancels a bona fide request, in dollars.',
  facts: Type.Object(
    {
      authorizedAt: Moment('When the work on the quote was authorized'),
      cancelledAt: Moment('When the cancellation came'),
      costsToDate: DecimalText('Dollars spent on the request by then'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ authorizedAt }, agreement) => readLocalDate(agreement, authorizedAt),
  decide: ({ authorizedAt, cancelledAt, costsToDate }, view, trace) => {
    const [term, rounding] = [view.term(bfrTerm), view.term(roundingTerm)];
    const window = due(view.agreement, 'bfr-free-cancellation', {
      at: authorizedAt,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    const cancelled = readInstant(cancelledAt, view.agreement.timeZone);
    const authorized = readInstant(authorizedAt, view.agreement.timeZone);
    const costs = decimal(costsToDate);
    const wrong = [term, rounding, window].flatMap((part) => (part.ok ? [] : [...part.problems]));
    if (cancelled === undefined || (authorized && Temporal.Instant.compare(cancelled, authorized) < 0))
      wrong.push({
        id: 'bfr/cancelled',
        field: 'cancelledAt',
        sentence: `"${cancelledAt}" is no point in time from ${authorizedAt} on.`,
        cure: 'Give the time at which the cancellation came.',
      });
    if (isNegative(costs))
      wrong.push({
        id: 'bfr/costs',
        field: 'costsToDate',
        sentence: `Costs of ${costsToDate} are negative.`,
        cure: 'Give the dollars spent by then.',
      });
    if (!term.ok || !rounding.ok || !window.ok || !cancelled || wrong.length > 0) return fail(...wrong);
    if (!('until' in window.value)) throw new Error('A free window of no length: the clock has no table.');
    const free = Temporal.Instant.compare(cancelled, window.value.until) <= 0;
    trace.add({
      id: 'window',
      sentence: `Free of charge until ${window.value.dueAt}: cancelled ${free ? 'in time' : 'after it'}`,
      out: free,
      clause: window.value.clause,
      steps: window.value.receipt.steps,
    });
    const owed = free || term.value.value.cancellation === 'free' ? ZERO : costs;
    trace.add({
      id: 'costs',
      sentence: free ? 'Nothing is owed' : `After it: ${term.value.value.cancellation.replaceAll('-', ' ')}`,
      ...cited(term.value),
    });
    const { text, step } = roundLine(owed, rounding.value);
    trace.add(step);
    return ok({ value: text, clause: term.value.citation });
  },
});
