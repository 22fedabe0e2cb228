import { Type } from 'typebox';
import { Code, Duration, IsoDate, Percent, Price } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const Bucket = (description: string) => Type.String({ pattern: '^[a-z][a-z0-9-]*$', description });
const Buckets = (description: string) => Type.Array(Bucket('A bucket'), { minItems: 1, description });
/** What becomes of a part of a minute when minutes are divided. */
const WholeMinutes = Code(
  ['down'],
  'down: minutes that move are whole, and a part of one stays where it was',
);

/** What is done to a month's sums, one after the other. */
export const ADJUSTMENTS = ['unidentified', 'isp-presumption', 'voip'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

export const postAggregationTerm = defineTerm(
  'interconnection.post-aggregation',
  Type.Object({
    order: Type.Array(Code(ADJUSTMENTS), {
      minItems: 1,
      uniqueItems: true,
      description:
        'What moves minutes of the month between buckets, in this order; what is not named does not',
    }),
    dated: Code(
      ['by-days'],
      'by-days: where a price changes within the days of a line, minutes that move are divided by the days',
    ),
  }),
  'Which rules work on the sums of a month and not on single calls. Without this term none does.',
);

export const ispPresumptionTerm = defineTerm(
  'interconnection.isp-presumption',
  Type.Object({
    ratio: Type.Integer({ minimum: 1, description: 'Terminating minutes to one originating minute' }),
    counted: Buckets('Whose minutes make the ratio'),
    from: Buckets('From which the presumed minutes are taken'),
    to: Bucket('Where they go; minutes that are there already count first'),
    wholeMinutes: WholeMinutes,
  }),
  'Which part of traffic out of balance is taken to be ISP-bound, until somebody shows otherwise.',
);

export const unidentifiedTerm = defineTerm(
  'interconnection.unidentified-allocation',
  Type.Object({
    test: Code(['calls', 'minutes'], 'What the share is counted on; what is allocated is always minutes'),
    share: Percent('Share of what comes that must carry a calling number'),
    atShare: Code(
      ['within', 'beyond'],
      'Exactly at the share: within, to the benefit of the originator, or beyond',
    ),
    from: Bucket('Where calls without a known originator are'),
    within: Code(
      ['identified-ratio', 'factors'],
      'identified-ratio: as the identified minutes of the month; factors: by the local-use factor in force',
    ),
    local: Bucket('Where the local part goes'),
    toll: Bucket('Where the toll part goes'),
    interstate: Type.Optional(
      Bucket('Where the interstate part of toll goes; without it that is toll like the rest'),
    ),
    voip: Type.Optional(Bucket('Where the Internet-voice part goes; without it there is none')),
    beyond: Bucket('Where all of it goes when too few calls carry a number'),
    classes: Type.Object({
      local: Buckets('Identified minutes that count as local'),
      toll: Buckets('Identified minutes that count as toll'),
      interstate: Type.Optional(Buckets('Identified minutes that count as interstate toll')),
      voip: Type.Optional(Buckets('Identified minutes that count as Internet voice')),
    }),
    wholeMinutes: Code(['down'], 'down: all parts but toll are whole minutes, and the rest is toll'),
  }),
  'What becomes of minutes whose originator is not known, by the share of calls that came with a number.',
);

export const voipTerm = defineTerm(
  'interconnection.voip-share',
  Type.Object({
    from: Buckets('From which the share is taken'),
    to: Bucket('Where it goes'),
    wholeMinutes: WholeMinutes,
  }),
  'Toll that is taken to be Internet voice by the factor for it, where records do not say it.',
);

export const factorsTerm = defineTerm(
  'interconnection.factors',
  Type.Object({
    every: Duration('Months over which a factor is measured, and for which it then is'),
    plu: Percent('Percent local usage where none was ever exchanged'),
    piu: Percent('Percent interstate usage where none was ever exchanged'),
    pvu: Percent('Percent Internet-voice usage where none was ever exchanged'),
    places: Type.Integer({
      minimum: 0,
      maximum: 10,
      description: 'Decimal places of a factor that is a part of one',
    }),
    mode: Code(['half-up', 'down'], 'How a factor is rounded to its places'),
  }),
  'Factors of usage: how they are made and what holds without one. The clock factor-exchange says by when they come.',
);

export const balanceTerm = defineTerm(
  'interconnection.balance',
  Type.Object({
    counted: Buckets('Whose minutes are studied'),
    withoutIsp: Type.Boolean({ description: 'Whether ISP-bound minutes stay out of the study' }),
    start: Code(['bill-and-keep', 'per-minute'], 'The regime with which the agreement begins'),
    outside: Percent('Share of one direction above which a month is out of balance'),
    atOutside: Code(['in-balance', 'out-of-balance'], 'A month exactly at that share'),
    for: Duration('Months in a row out of balance that end bill-and-keep'),
    inside: Percent('Share of one direction up to which a month counts towards the way back'),
    backFor: Type.Optional(Duration('Such months in a row that bring it back; without it: never')),
  }),
  'From which imbalance of traffic on bill-and-keep may be ended, and when it comes back. The clock regime-notice says with which notice.',
);

/** What the Commission’s rules call traffic. */
export const LAW_TRAFFIC = [
  'isp-bound',
  'non-access',
  'terminating-intrastate',
  'terminating-end-office',
  'terminating-tandem',
  'voip-toll',
  'originating-toll-free',
  'toll-free-tandem',
] as const;
export type LawTraffic = (typeof LAW_TRAFFIC)[number];

export const compensationLawTerm = defineTerm(
  'interconnection.law.*',
  Type.Object({
    traffic: Code(LAW_TRAFFIC),
    from: IsoDate('First day of the step'),
    rule: Code(
      ['capped', 'interstate-rate', 'bill-and-keep'],
      'capped: at the price or less; interstate-rate: as the interstate rate of the same service',
    ),
    price: Type.Optional(Price('The cap')),
    without: Code(['all', 'no-agreement'], 'no-agreement: only where carriers have agreed on nothing'),
  }),
  'A step of a rule of law on what carriers pay each other. It holds until the next step of the same traffic.',
);

export const changeOfCompensationLawTerm = defineTerm(
  'interconnection.change-of-law',
  Type.Object({
    effect: Code(
      ['by-amendment', 'self-executing'],
      'by-amendment: the rows stand until the parties amend them; self-executing: a rule of law holds from its own date',
    ),
    traffic: Type.Array(
      Type.Object({
        bucket: Bucket('A bucket'),
        law: Code(LAW_TRAFFIC, 'What the rules of law call it'),
      }),
      { minItems: 1, description: 'Which rule of law speaks of which bucket' },
    ),
  }),
  'Whether rules of law on compensation change the agreement by themselves.',
);

export const compensationTerms = [
  postAggregationTerm,
  ispPresumptionTerm,
  unidentifiedTerm,
  voipTerm,
  factorsTerm,
  balanceTerm,
  compensationLawTerm,
  changeOfCompensationLawTerm,
] as const;

export type IspPresumption = NonNullable<(typeof ispPresumptionTerm)['type']>;
export type UnidentifiedAllocation = NonNullable<(typeof unidentifiedTerm)['type']>;
export type VoipShare = NonNullable<(typeof voipTerm)['type']>;
export type Factors = NonNullable<(typeof factorsTerm)['type']>;
export type Balance = NonNullable<(typeof balanceTerm)['type']>;
export type CompensationLaw = NonNullable<(typeof compensationLawTerm)['type']>;
