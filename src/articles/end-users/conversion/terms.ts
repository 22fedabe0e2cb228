import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const ElementName = Type.String({
  pattern: '^[a-z][a-z0-9-]*$',
  description: 'Rate element of the non-recurring charge',
});

export const migrationTerm = defineTerm(
  'end-users.migration',
  Type.Object({
    asIs: ElementName,
    asSpecified: ElementName,
    keeps: Type.Array(Code(['features', 'intercepts']), {
      uniqueItems: true,
      description: 'What a transfer as is leaves as it finds it',
    }),
    updates: Type.Array(Code(['emergency-record', 'name-database', 'directory-listing']), {
      uniqueItems: true,
      description: 'Records that follow the customer',
    }),
  }),
  'How a customer moves as it is or with changes, and what is charged for it once.',
);

export const conversionTerm = defineTerm(
  'end-users.conversion',
  Type.Object({
    cutoverDay: Code(['element', 'resale'], 'Which of the two is billed for the day of the cutover'),
    huntGroup: Code(['together-unless-split', 'free'], 'Lines of a hunt group'),
    partialAccount: Code(['main-number-needed', 'free'], 'An account of which a part moves'),
  }),
  'How a resold service becomes an element without a day that is billed twice or not at all.',
);

export const termContractsTerm = defineTerm(
  'end-users.term-contracts',
  Type.Object({
    liability: Code(['end-user', 'clec'], 'Who answers for ending a contract of the end user early'),
    takenOver: Code(['end-user', 'clec'], 'Who does when the competitor took the contract over'),
  }),
  "Who answers for the end user's own term contract with the incumbent.",
);
