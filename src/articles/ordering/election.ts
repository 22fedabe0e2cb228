import Type from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView } from '../../agreement/agreement.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';

/** What the buyer may expressly elect. */
export const ELECTIONS = ['none', 'expressly-ordered-from-tariff', 'commercial-agreement'] as const;

/** Who elected, on which day, and where it is written: without it nobody elected. */
const Evidence = Type.Object(
  {
    who: Type.String({ minLength: 1, description: 'Person or office that elected for the buyer' }),
    when: IsoDate('Day of the election'),
    document: Type.String({ minLength: 1, description: 'Order, letter or agreement that says so' }),
  },
  { additionalProperties: false },
);
export type Evidence = Static<typeof Evidence>;

/** The facts of an election, of every decision that asks for one. */
export const electionFacts = {
  election: Type.Optional(Code(ELECTIONS, 'What the buyer expressly elected; default none')),
  evidence: Type.Optional(Evidence),
} as const;

export interface Election {
  readonly election?: (typeof ELECTIONS)[number];
  readonly evidence?: Evidence;
}

/** What is wrong with an election: no evidence of it, evidence of another day, or evidence of nothing. */
export function electionProblems(
  { election = 'none', evidence }: Election,
  view: AgreementView,
  clause: string,
): Problem[] {
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem[] => [
    { id: `precedence/${slug}`, field, sentence, cure, clause },
  ];
  if (election === 'none') {
    if (evidence === undefined) return [];
    const sentence = `There is evidence of an election ("${evidence.document}") and no election.`;
    return problem('evidence-of-nothing', 'election', sentence, 'Say what was elected, or leave it out.');
  }
  if (evidence === undefined) {
    const sentence = 'The buyer is said to have elected, and nothing shows who did, when and where.';
    return problem('no-evidence', 'evidence', sentence, 'Give who, when and document of the election.');
  }
  if (evidence.when > view.asOf) {
    const sentence = `The election of ${evidence.when} is later than the service on ${view.asOf}.`;
    const cure = 'An election holds from its day on: what was bought before was bought under the agreement.';
    return problem('election-later', 'evidence.when', sentence, cure);
  }
  return [];
}
