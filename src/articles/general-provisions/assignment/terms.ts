import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const REFUSAL_GROUNDS = ['no-certificate', 'credit', 'unable-to-perform'] as const;

export const assignmentTerm = defineTerm(
  'general-provisions.assignment',
  Type.Object({
    refusal: Type.Array(Code(REFUSAL_GROUNDS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Grounds on which consent is withheld; on any other it is withheld unreasonably',
    }),
    affiliate: Code(['notice', 'consent'], 'What an assignment to an affiliate needs'),
  }),
  'What an assignment of the agreement needs.',
);
