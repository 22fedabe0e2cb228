import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const darkFiberTerm = defineTerm(
  'elements.dark-fiber',
  Type.Object({
    held: Percent('Share of the fibers of a sheath that the incumbent keeps for maintenance'),
    heldLeast: Type.Integer({ minimum: 0, description: 'It keeps this many at least' }),
    heldMost: Type.Integer({ minimum: 0, description: 'It keeps this many at most' }),
    heldRounding: Code(['up', 'down'], 'What becomes of a part of a fiber'),
    share: Percent('Share of the available fibers that one competitor may have; a part of a fiber is none'),
    planned: Code(
      ['this-year', 'this-and-next-year'],
      'Fibers that the incumbent plans to use until the end of that time are not available',
    ),
    order: Code(['first-come'], 'Requests are served in the order in which they came'),
  }),
  'Which spare fibers are available, and how many of them to one competitor.',
);
