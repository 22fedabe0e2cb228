import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { decimal, isZero } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negativeProblems } from '../money-facts.ts';
import { depositReturnTerm } from './terms.ts';

/** Whether a deposit goes back: a good record, and nothing undisputed past due on the day. */
export const depositReturn = defineDecision({
  name: 'deposit-return',
  doc: 'Whether a deposit must be returned.',
  facts: Type.Object(
    {
      timelyMonths: Type.Integer({ minimum: 0, description: 'Consecutive months of timely payment' }),
      pastDueUndisputed: Type.Optional(
        DecimalText('Dollars past due on the day and not in dispute; default 0'),
      ),
      on: Type.Optional(IsoDate('Day of the review')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ timelyMonths, pastDueUndisputed = '0' }, view, trace) => {
    const term = view.term(depositReturnTerm);
    const problems = [...(term.ok ? [] : term.problems), ...negativeProblems({ pastDueUndisputed })];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { goodHistory } = term.value.value;
    const good = timelyMonths >= (parseDuration(goodHistory)?.count ?? 0);
    trace.add({
      id: 'history',
      sentence: `${timelyMonths} consecutive months of timely payment, ${goodHistory} are asked for`,
      out: good,
      ...cited(term.value),
    });
    const clean = isZero(decimal(pastDueUndisputed));
    trace.add({
      id: 'past-due',
      sentence: clean
        ? 'Nothing undisputed is past due'
        : `$${pastDueUndisputed} is past due and not in dispute`,
      out: clean,
      ...cited(term.value),
    });
    return ok({ value: good && clean, clause: term.value.citation });
  },
});
