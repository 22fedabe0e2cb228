import { Type } from 'typebox';
import { Code, Duration, IsoDate } from '../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../agreement/vocabulary.ts';

/** How long an agreement runs and how it goes on. */
export const lifeTerm = defineTerm(
  'agreement-life.term',
  Type.Object({
    initial: Duration('From the day on which it took effect: 36 months'),
    then: Code(
      ['holdover', 'renewed', 'ends'],
      'After its term: it runs on until a successor or a notice, is renewed, or ends',
    ),
    renewal: Type.Optional(Duration('Length of each renewal')),
    renegotiationOpens: Type.Optional(
      Duration('How long before the end of a term a successor may be asked for'),
    ),
  }),
  'The term of the agreement, its renewal and what it does when it ends without either.',
);

/** Whether the parties perform before the commission has approved. */
export const interimTerm = defineTerm(
  'agreement-life.interim',
  Type.Object({
    performance: Code(
      ['none', 'by-agreement'],
      'none: nothing may be ordered or billed before it is in effect; by-agreement: once the parties agreed in writing',
    ),
  }),
  'Performance between signature and effect.',
);

/** Grounds on which a commission may reject, by how the agreement came about. */
export const approvalGroundsTerm = defineTerm(
  'law.approval-grounds',
  Type.Object({
    negotiated: Type.Array(Type.String(), { minItems: 1 }),
    arbitrated: Type.Array(Type.String(), { minItems: 1 }),
  }),
  'Grounds on which a commission may reject an agreement.',
);

export const adoptionTerm = defineTerm(
  'law.adoption',
  Type.Object({
    whole: Type.Boolean({ description: 'Whether only the whole agreement may be adopted' }),
    afterExpiry: Code(['while-renewed-or-extended', 'never'], 'Adoption after the original term'),
    refusals: Type.Array(Type.String(), { description: 'What the incumbent may prove against it' }),
  }),
  'Adoption of an approved agreement by another carrier.',
);

/** Which term an adopter gets: what the law on adoption does not say in words. */
export const adoptionTermTerm = defineTerm(
  'law.adoption-term',
  Type.Object({ remaining: Code(['inherited', 'fresh'], 'The rest of the adopted term, or one of its own') }),
  'The term of an agreement that is adopted.',
);

export const adoptionLetterTerm = defineTerm(
  'law.adoption-letter',
  Type.Object({
    contents: Type.Array(Code(['docket', 'amendments', 'signature-page']), { minItems: 1 }),
  }),
  'What the letter of an adoption holds.',
);

export const orderEffectTerm = defineTerm(
  'law.order-effect',
  Type.Object({ usual: Duration('From the order to its effect') }),
  'When an order that names no day takes effect.',
);

/** What happened to the agreement, as the public record shows it. */
export const lifeTable = defineTable({
  name: 'life',
  identity: ['event', 'on'],
  schema: Type.Object({
    event: Type.String({
      description: 'Event of the life of an agreement: requested, signed, filed, approved …',
    }),
    on: IsoDate('Day on which it happened'),
    track: Type.Optional(Code(['negotiated', 'arbitrated'], 'Of filed')),
    ends_on: Type.Optional(IsoDate('Of notice-given: the last day on which the agreement holds')),
    document: Type.Optional(Type.String({ description: 'Docket, order, letter' })),
  }),
  doc: 'The life of the agreement: negotiation, filing, approval, effect, renewals, end.',
});
export type LifeRow = NonNullable<(typeof lifeTable)['type']>;

export const lifeTerms = [
  lifeTerm,
  interimTerm,
  approvalGroundsTerm,
  adoptionTerm,
  adoptionTermTerm,
  adoptionLetterTerm,
  orderEffectTerm,
];
