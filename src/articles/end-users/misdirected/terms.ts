import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const misdirectedCallsTerm = defineTerm(
  'end-users.misdirected-calls',
  Type.Object({
    script: Type.String({
      minLength: 1,
      pattern: '\\{number\\}',
      description: 'What the caller is told; {owner} and {number} stand for the right company and its number',
    }),
    counted: Code(['monthly', 'not-counted'], 'Whether each party counts the calls that it answered'),
  }),
  'What is said to a caller who reached the wrong party, and nothing beside it.',
);

/** The words for one caller. */
export const inWords = (script: string, owner: string, number: string): string =>
  script.replaceAll('{owner}', () => owner).replaceAll('{number}', () => number);
