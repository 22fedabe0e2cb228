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

/** Where a rule of law holds: what must be known of the wire centers or the premises of an order. */
export const PLACES = [
  'everywhere',
  'urbanized',
  'competitive',
  'near-competitive-fiber',
  'multiunit-premises',
] as const;
export type Place = (typeof PLACES)[number];

/** A rule of law about elements: consulted and shown, and ranked by the agreement. */
export const elementLaw = defineTerm(
  'law.*',
  Type.Object(
    {
      ends: Code(['new-orders'], 'What it ends'),
      products: Type.Array(Type.String(), { minItems: 1, description: 'Product codes that it speaks of' }),
      from: IsoDate('First day on which the incumbent need not accept such orders'),
      where: Type.Optional(Code(PLACES, 'Where it holds; default everywhere')),
      embeddedUntil: Type.Optional(
        IsoDate('Last day on which those in service are kept; without it they are not touched'),
      ),
    },
    { additionalProperties: false },
  ),
  'A dated source of law about what must be offered.',
);
export type ElementLaw = NonNullable<(typeof elementLaw)['type']>;

/** Which orders ask only for what is in service already. */
export const orderTypesTerm = defineTerm(
  'elements.order-types',
  Type.Object({
    embedded: Type.Array(Type.String({ pattern: '^[A-Z]$' }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Activities (ACT) about what is in service; every other one asks for something new',
    }),
  }),
  'Which activities of an order ask for nothing new.',
);

export const REMAINING = ['tariff', 'commercial-agreement', 'no-vehicle'] as const;

/** Under what an element may still be had when the agreement offers it no more: by product, else by its family. */
export const remainingTerm = defineTerm(
  'elements.remaining.*',
  Type.Object({
    vehicle: Code(REMAINING, 'Under what it may still be had'),
    offering: Type.String({ minLength: 3, description: 'What to ask for, in words' }),
  }),
  'What remains of an element that the agreement offers no more.',
);

/** Whose word on the counts of a wire center an order goes by. */
export const selfCertificationTerm = defineTerm(
  'elements.self-certification',
  Type.Object({
    effect: Code(
      ['provision-first', 'list-governs'],
      'provision-first: an order with the word of the competitor is worked, and disputed after; list-governs: it is refused',
    ),
  }),
  'What an order is worth that says, against the list, that its wire centers are not above the limits.',
);

export const availabilityTerms = [
  elementOffer,
  changeOfLaw,
  elementLaw,
  orderTypesTerm,
  remainingTerm,
  selfCertificationTerm,
];
