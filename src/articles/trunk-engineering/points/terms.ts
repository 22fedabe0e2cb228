import { Type } from 'typebox';
import { Code, Price } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';
import { Months } from '../months.ts';

export const METHODS = ['fiber-meet', 'leased-access', 'third-party', 'collocation'] as const;

export const pointsTerm = defineTerm(
  'interconnection.points',
  Type.Object({
    perLata: Type.Integer({
      minimum: 1,
      description: 'Points in a LATA that the competitor may choose freely',
    }),
    further: Code(['individual-case', 'granted'], 'What further points are'),
    methods: Type.Array(Code(METHODS), { minItems: 1, uniqueItems: true }),
    thirdPartyCharges: Code(
      ['requester', 'originator'],
      'Who pays the third party through whom they connect',
    ),
  }),
  'Where and how the networks are connected.',
);

export const triggerTerm = defineTerm(
  'interconnection.trigger.*',
  Type.Object({
    connected: Type.Boolean({
      description: 'false: asks for a first direct connection; true: for a further point where there is one',
    }),
    measure: Code(
      ['local-ds1s', 'peak-ds1s', 'transit-charges'],
      'DS1 equivalents of local traffic, of all traffic at its peak, or what a party pays a third one for transit',
    ),
    atLeast: Type.Optional(Type.Integer({ minimum: 1, description: 'DS1 equivalents in a month' })),
    above: Type.Optional(Price('Transit charges, e.g. $500 per month')),
    for: Months('In how many months running'),
    needsCustomers: Type.Boolean({
      description:
        'Only where the competitor serves users or has numbers in the calling area of the exchange',
    }),
  }),
  'What makes a direct connection, or a further point of interconnection, due.',
);
