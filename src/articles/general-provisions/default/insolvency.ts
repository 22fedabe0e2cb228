import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { orderProblems } from '../money-facts.ts';
import { shiftDate } from '../rules/shift-date.ts';
import { insolvencyTerm } from './terms.ts';

export const PETITIONS = ['voluntary', 'involuntary'] as const;

/** Whether insolvency lets the other party end the agreement on a day. */
export const insolvency = defineDecision({
  name: 'insolvency',
  doc: 'Whether a party counts as insolvent: at once by its own petition, by one of others when it stands long enough.',
  facts: Type.Object(
    {
      petition: Code(PETITIONS),
      filedOn: IsoDate('Day of the petition'),
      on: IsoDate('Day of the question'),
      dismissedOn: Type.Optional(IsoDate('Day on which it was dismissed')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ filedOn }) => filedOn,
  decide: ({ petition, filedOn, on, dismissedOn }, view, trace) => {
    const term = view.term(insolvencyTerm);
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...orderProblems({ field: 'filedOn', on: filedOn }, { field: 'on', on }),
      ...orderProblems({ field: 'filedOn', on: filedOn }, { field: 'dismissedOn', on: dismissedOn }),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { involuntary } = term.value.value;
    const lastDay =
      petition === 'voluntary' ? filedOn : (shiftDate(filedOn, involuntary, 'later') ?? filedOn);
    const dismissed = dismissedOn !== undefined && dismissedOn <= on && dismissedOn <= lastDay;
    const counts =
      petition === 'voluntary' ? dismissedOn === undefined || dismissedOn > on : !dismissed && on > lastDay;
    trace.add({
      id: 'petition',
      sentence:
        petition === 'voluntary'
          ? `A petition of the party itself of ${filedOn} counts at once`
          : `A petition of others of ${filedOn} counts when it is not dismissed by ${lastDay}, ${involuntary} later`,
      out: counts,
      ...cited(term.value),
    });
    return ok({ value: counts, clause: term.value.citation });
  },
});
