import { Type } from 'typebox';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { defineTerm } from '../../agreement/vocabulary.ts';

/** What the agreement offers of one product, named by the last part of the key. */
export const elementOffer = defineTerm(
  'elements.offer.*',
  Type.Object(
    {
      newOrders: Code(['offered', 'not-offered'], 'Whether a new one may be ordered'),
      embedded: Code(['maintained', 'ended'], 'What becomes of those in service'),
    },
    { additionalProperties: false },
  ),
  'Availability of one element. An amendment of the parties changes it from its effective date.',
);

/** What a change of law does to the agreement. */
export const changeOfLaw = defineTerm(
  'elements.change-of-law',
  Type.Object(
    {
      effect: Code(
        ['by-amendment', 'self-executing'],
        'by-amendment: the agreement stands until the parties amend it; self-executing: the law applies from its own date',
      ),
    },
    { additionalProperties: false },
  ),
  'Whether a change of law that ends an element amends the agreement by itself.',
);

/** A rule of law about elements: consulted and shown, and ranked by the agreement. */
export const elementLaw = defineTerm(
  'law.*',
  Type.Object(
    {
      ends: Code(['new-orders'], 'What it ends'),
      products: Type.Array(Type.String(), { minItems: 1, description: 'Product codes that it speaks of' }),
      from: IsoDate('First day on which the incumbent need not accept such orders'),
    },
    { additionalProperties: false },
  ),
  'A dated source of law about what must be offered.',
);
