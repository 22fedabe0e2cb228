import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const forceMajeureTerm = defineTerm(
  'general-provisions.force-majeure',
  Type.Object({
    tolls: Code(['performance'], 'What stands still'),
    from: Code(
      ['event', 'notice'],
      'From when: event: the day on which it began; notice: its declaration, which comes no earlier',
    ),
    never: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Clocks of payment: they run on',
    }),
  }),
  'What force majeure excuses, and what it never does.',
);
