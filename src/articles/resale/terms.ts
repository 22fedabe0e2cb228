import { Type } from 'typebox';
import { Code, Duration, IsoDate, Percent, Price } from '../../agreement/schema.ts';
import { defineTerm } from '../../agreement/vocabulary.ts';

/** What a retail price may be of. */
export const CHARGE_KINDS = [
  'recurring',
  'usage',
  'one-time',
  'reconnection',
  'subscriber-line',
  'tax',
  'emergency-surcharge',
  'relay-surcharge',
  'franchise-fee',
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** The discount of one class of services, named by the last part of the key. */
export const discountTerm = defineTerm(
  'resale.discount.*',
  Type.Object({ rate: Percent('Off the retail rate: 13.2 %') }),
  'Wholesale discount of a class of retail services.',
);

export const chargesTerm = defineTerm(
  'resale.charges',
  Type.Object({
    undiscounted: Type.Array(Code(CHARGE_KINDS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What is billed at the retail amount, without discount',
    }),
    taxes: Code(['exempt-with-certificate', 'billed'], 'Taxes of a reseller that has shown its certificate'),
  }),
  'What the discount does not reach.',
);

export const promotionsTerm = defineTerm(
  'resale.promotions',
  Type.Object({
    ordinaryUpTo: Duration('Days of a promotion in which the ordinary rate is the base: 90 calendar days'),
    series: Code(['days-added', 'apart'], 'Whether promotions that follow each other count as one'),
    gap: Type.Optional(
      Duration('Of a series, days between two promotions from which they do not follow each other'),
    ),
  }),
  'Which retail rate is the base while a promotion runs.',
);

export const bundlesTerm = defineTerm(
  'resale.bundles',
  Type.Object({
    discountOn: Code(['telecommunications-part']),
    rest: Code(['at-retail', 'not-sold'], 'The part that is no telecommunications service'),
  }),
  'Packages that are not telecommunications services alone.',
);

export const lifelineTerm = defineTerm(
  'resale.lifeline',
  Type.Object({
    credit: Code(
      ['after-discount', 'before-discount'],
      'Whether the credit of a low-income customer is taken off the wholesale price or off the base',
    ),
  }),
  'The credit of customers of low income on a resold line.',
);

export const supportSurchargeTerm = defineTerm(
  'resale.support-surcharge',
  Type.Object({ perLine: Price('On each basic exchange line: $1.00 per month') }),
  'Interim universal-service surcharge on resold basic exchange lines, of the first agreements.',
);

export const restrictionTerm = defineTerm(
  'resale.restriction.*',
  Type.Object({
    to: Type.Array(Code(['residence', 'business', 'low-income', 'existing-user']), {
      minItems: 1,
      uniqueItems: true,
      description: 'To whom such a service may be resold; all of them must be true of the customer',
    }),
  }),
  'A class of services that may be resold to certain customers only.',
);

export const notResoldTerm = defineTerm(
  'resale.not-resold',
  Type.Object({
    services: Type.Array(Type.String({ pattern: '^[a-z0-9-]+$' }), { minItems: 1, uniqueItems: true }),
  }),
  'What is sold at retail and not resold.',
);

export const contractsTerm = defineTerm(
  'resale.contracts',
  Type.Object({
    terms: Code(['follow-the-service'], 'Term, volume and termination of an individual contract'),
  }),
  'Services under individual contracts that are resold.',
);

export const usageTerm = defineTerm(
  'resale.usage',
  Type.Object({
    payer: Code(['reseller'], 'Who pays for usage, whoever made it'),
    from: Code(['connection', 'answer'], 'When measured service begins'),
    to: Code(['calling-party-disconnect', 'either-party-disconnect'], 'When it ends'),
    ratedLocal: Type.String({
      pattern: String.raw`^\d{2}$`,
      description: 'Record category of rated local calls',
    }),
    unratedLocal: Type.String({ pattern: String.raw`^\d{2}$`, description: 'The same, unrated' }),
    access: Type.String({ pattern: String.raw`^\d{2}$`, description: 'Record category of access' }),
  }),
  'Usage of resold lines and the daily file that reports it.',
);

export const blockingTerm = defineTerm(
  'resale.blocking',
  Type.Object({
    services: Type.Array(Type.String({ pattern: String.raw`^\d{3}$` }), {
      minItems: 1,
      description: 'What may be blocked: 900 …',
    }),
    without: Code(['reseller-pays'], 'Calls on a line for which no blocking was ordered'),
  }),
  'Blocking of calls for which the called party charges.',
);

export const changeOfLawTerm = defineTerm(
  'resale.change-of-law',
  Type.Object({
    effect: Code(
      ['by-amendment', 'self-executing'],
      'by-amendment: resale stands until the parties amend; self-executing: the law applies from its own date',
    ),
    embedded: Code(
      ['commercial-rate', 'end'],
      'Lines in service when resale ends: at the rates of a commercial agreement, or no longer',
    ),
  }),
  'What becomes of resale when the duty to sell at a discount ends.',
);

/** The rule of law that ends it; consulted and shown, and ranked by the agreement. */
export const resaleLawTerm = defineTerm(
  'law.resale',
  Type.Object({
    ends: Code(['avoided-cost-resale'], 'What it ends'),
    from: IsoDate('First day on which the incumbent need not sell at the discount'),
  }),
  'The end of the duty to sell retail services at a wholesale discount.',
);

export const resaleTerms = [
  discountTerm,
  chargesTerm,
  promotionsTerm,
  bundlesTerm,
  lifelineTerm,
  supportSurchargeTerm,
  restrictionTerm,
  notResoldTerm,
  contractsTerm,
  usageTerm,
  blockingTerm,
  changeOfLawTerm,
  resaleLawTerm,
];
