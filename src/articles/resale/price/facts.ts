import Type from 'typebox';
import type { Static } from 'typebox';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { CHARGE_KINDS } from '../terms.ts';

const closed = { additionalProperties: false } as const;
const Dollars = (description: string) => Type.Optional(DecimalText(description));

/** A promotion at retail: what customers pay while it runs, gifts and rebates taken off. */
export const Promotion = Type.Object(
  {
    firstDay: IsoDate(),
    lastDay: Type.Optional(IsoDate('Absent: it has none yet')),
    price: Dollars('Dollars while it runs'),
    earlier: Type.Optional(
      Type.Array(Type.Object({ firstDay: IsoDate(), lastDay: IsoDate() }, closed), {
        description: 'Promotions of the same service before it, in any order',
      }),
    ),
  },
  closed,
);
export type Promotion = Static<typeof Promotion>;

/** What the price of a retail service is at wholesale follows from. */
export const RESALE_FACTS = {
  class: Type.String({ minLength: 1, description: 'Class of discount: general, billing-plan, contract …' }),
  retail: Dollars('Ordinary retail rate in dollars; without it the tariff prices `service`'),
  service: Type.Optional(Type.String({ description: 'Element of the retail tariff' })),
  chargeKind: Type.Optional(Code(CHARGE_KINDS, 'What the price is of; default recurring')),
  telecomPart: Dollars('Of a bundle, the part that is a telecommunications service'),
  lifelineCredit: Dollars('Credit of a customer of low income'),
  basicExchange: Type.Optional(Type.Boolean({ description: 'A basic exchange line; default no' })),
  exemptionCertificate: Type.Optional(
    Type.Boolean({ description: 'The reseller has shown its tax exemption certificate; default no' }),
  ),
  promotion: Type.Optional(Promotion),
};
export const ResaleFacts = Type.Object(RESALE_FACTS, closed);
export type ResaleFacts = Static<typeof ResaleFacts>;
