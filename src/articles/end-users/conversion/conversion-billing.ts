import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { conversionDates } from './conversion-dates.ts';
import type { ConversionDates } from './conversion-dates.ts';
import { conversionTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Numbers = (description: string) => Type.Array(Type.String({ minLength: 1 }), { description });

const Account = Type.Object(
  {
    mainNumber: Type.String({ minLength: 1, description: 'Number under which the account is billed' }),
    moves: Numbers('Numbers that move'),
    stays: Numbers('Numbers that stay resold'),
    newMainNumber: Type.Optional(Type.String({ description: 'For what stays, where the main number moves' })),
    huntGroups: Type.Optional(Type.Array(Numbers('Lines of one hunt group'))),
    splitHuntGroups: Type.Optional(
      Type.Boolean({ description: 'The order takes hunt groups apart on purpose' }),
    ),
  },
  closed,
);

const Facts = Type.Object(
  {
    loopCompletedOn: IsoDate('Day on which the loop was installed'),
    portedOn: Type.Optional(IsoDate('Day on which the numbers were ported; none where no number moves')),
    cutoverOn: IsoDate('Day on which the end user was cut over'),
    resaleFrom: Type.Optional(IsoDate('First day of the resold service')),
    resaleEndsOn: Type.Optional(IsoDate('Last day of the resold service, where an order has set one')),
    account: Type.Optional(Account),
  },
  closed,
);
type Facts = Static<typeof Facts>;
type ConversionTerm = Term<NonNullable<(typeof conversionTerm)['type']>>;

/** The answer is the first day billed as an element; the days of both services are in the details. */
export const conversionBilling = defineDecision({
  name: 'conversion-billing',
  doc: 'From which day a converted line is billed as an element, and to which day as resold service.',
  facts: Facts,
  value: 'date',
  asOf: ({ cutoverOn }) => cutoverOn,
  decide: (facts, view, trace) => {
    const term = view.term(conversionTerm);
    if (!term.ok) return term;
    const { cutoverOn, resaleFrom, resaleEndsOn, account } = facts;
    const dates = conversionDates(cutoverOn, term.value.value.cutoverDay);
    const problems = [
      ...dateProblems(facts, dates, term.value),
      ...(account === undefined ? [] : accountProblems(account, term.value)),
    ];
    if (problems.length > 0) return fail(...problems);
    const { resaleTo, elementFrom } = dates;
    const none = resaleFrom !== undefined && resaleTo < resaleFrom;
    trace.add({
      id: 'cutover',
      sentence: `Cut over on ${cutoverOn}: the day is billed as ${term.value.value.cutoverDay}`,
      out: elementFrom,
      ...cited(term.value),
    });
    trace.add({
      id: 'resale',
      sentence: none
        ? 'No day is billed as resold service'
        : `Resold service is billed to ${resaleTo}${resaleEndsOn !== undefined && resaleEndsOn > resaleTo ? `, though its own order ends it on ${resaleEndsOn}` : ''}`,
      ...cited(term.value),
    });
    const resale = none ? null : { ...(resaleFrom === undefined ? {} : { from: resaleFrom }), to: resaleTo };
    const details = {
      resale,
      element: { from: elementFrom },
      ...(account === undefined ? {} : { staysResold: account.stays }),
    };
    return ok({ value: elementFrom, clause: term.value.citation, details });
  },
});

function dateProblems(
  facts: Facts,
  { resaleTo, elementFrom }: ConversionDates,
  term: ConversionTerm,
): Problem[] {
  const { loopCompletedOn, portedOn, cutoverOn, resaleFrom, resaleEndsOn } = facts;
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `conversion/${slug}`,
    field,
    sentence,
    cure,
    clause: term.citation,
  });
  const early = Object.entries({ loopCompletedOn, portedOn }).filter(
    ([, on]) => on !== undefined && on > cutoverOn,
  );
  return [
    ...early.map(([field, on]) =>
      problem(
        'not-ready',
        field,
        `The end user is cut over on ${cutoverOn}, before ${on}: it would go dark.`,
        'Cut over when the loop is installed and the numbers are ported.',
      ),
    ),
    ...(resaleFrom !== undefined && resaleFrom > cutoverOn
      ? [
          problem(
            'not-resold',
            'resaleFrom',
            `The resold service begins on ${resaleFrom}, after the cutover.`,
            'Correct one of the days: there is nothing to convert.',
          ),
        ]
      : []),
    ...(resaleEndsOn !== undefined && resaleEndsOn < resaleTo
      ? [
          problem(
            'gap',
            'resaleEndsOn',
            `The resold service ends on ${resaleEndsOn} and the element begins on ${elementFrom}: days between are served by nobody.`,
            `Move the disconnection of the resold service to ${resaleTo} or later.`,
          ),
        ]
      : []),
  ];
}

function accountProblems(account: Static<typeof Account>, term: ConversionTerm): Problem[] {
  const { mainNumber, moves, stays, newMainNumber, huntGroups = [], splitHuntGroups = false } = account;
  const { partialAccount, huntGroup } = term.value;
  const problems: Problem[] = [];
  const both = moves.filter((number) => stays.includes(number));
  if (both.length > 0)
    problems.push({
      id: 'conversion/moves-and-stays',
      field: 'account.moves',
      sentence: `${both.join(', ')} would be billed twice: it moves and stays.`,
      cure: 'Name each number once.',
      clause: term.citation,
    });
  const orphaned = stays.length > 0 && moves.includes(mainNumber);
  if (partialAccount === 'main-number-needed' && orphaned && !stays.includes(newMainNumber ?? ''))
    problems.push({
      id: 'conversion/no-main-number',
      field: 'account.newMainNumber',
      sentence: `The main number ${mainNumber} moves, and ${stays.join(', ')} stay without one.`,
      cure: 'Name one of the numbers that stay as the new main number.',
      clause: term.citation,
    });
  const torn = huntGroups.filter(
    (group) =>
      group.some((number) => moves.includes(number)) && group.some((number) => stays.includes(number)),
  );
  if (huntGroup === 'together-unless-split' && !splitHuntGroups)
    problems.push(
      ...torn.map((group): Problem => ({
        id: 'conversion/hunt-group',
        field: 'account.huntGroups',
        sentence: `Of the hunt group ${group.join(', ')} a part moves: calls would stop in the middle.`,
        cure: 'Move the group together, or order it to be split.',
        clause: term.citation,
      })),
    );
  return problems;
}
