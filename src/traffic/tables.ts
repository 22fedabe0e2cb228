import { Type } from 'typebox';
import { Code, Condition } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

/** Which party's calls to which party: the sender over the trunk group first. */
export const DIRECTIONS = ['ilec-to-clec', 'clec-to-ilec'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const Bucket = (description: string) => Type.String({ pattern: '^[a-z][a-z0-9-]*$', description });

export const jurisdictionTable = defineTable({
  name: 'jurisdiction',
  identity: ['order'],
  ranked: { by: 'order', within: [] },
  schema: Type.Object({
    order: Type.Integer({ description: 'Rules are tried from the lowest' }),
    when: Condition('Condition over the facts of a call'),
    disposition: Code(['bucket', 'hold'], 'bucket: the call goes there; hold: it waits for better facts'),
    bucket: Type.Optional(Bucket('Where the call goes; empty when it is held')),
    reason: Type.String({ description: 'One sentence, shown with the call' }),
  }),
  doc: 'Rules that put a call into a bucket. The first whose condition holds decides.',
});

/** Periods of the day and week in which calls are paid otherwise. */
export const ratePeriodsTable = defineTable({
  name: 'rate-periods',
  identity: ['order'],
  ranked: { by: 'order', within: [] },
  schema: Type.Object({
    order: Type.Integer({ description: 'Periods are tried from the lowest' }),
    when: Condition('Condition over connect_minute and weekday of a call'),
  }),
  doc: 'Periods of the day and week that rows of the compensation table may be of; the id of a row is its name. The first whose condition holds is that of the call.',
});

export const REGIMES = ['per-minute', 'bill-and-keep', 'not-between-parties'] as const;
export type Regime = (typeof REGIMES)[number];

/** originating: the originating carrier, a party; delivering: the party that sent the call; terminating: the other one. */
export const PAYERS = ['originating', 'delivering', 'terminating'] as const;

export const compensationTable = defineTable({
  name: 'compensation',
  identity: ['bucket', 'direction', 'originator', 'period'],
  schema: Type.Object({
    bucket: Bucket('As in the jurisdiction table'),
    direction: Type.Optional(Code(DIRECTIONS, 'Empty: both')),
    originator: Type.Optional(
      Code(
        ['party', 'third-party', 'unidentified'],
        'Whose call it is: a party of the agreement, another carrier, or nobody known; empty means all of these',
      ),
    ),
    period: Type.Optional(Type.String({ description: 'Id of a row of rate-periods; empty: at all times' })),
    regime: Code(REGIMES, 'not-between-parties: no money between the two for this call'),
    payer: Type.Optional(Code(PAYERS, 'Who pays; empty only without money between the two')),
    prices: Type.Optional(
      Code(
        ['agreement', 'tariff'],
        'tariff: its elements are priced by the tariff that the agreement incorporates for them (tariff-references); empty: by the agreement',
      ),
    ),
    elements: Type.Optional(
      Type.String({
        description: 'Rate elements, joined by +, that each make a line',
        pattern: '^[a-z0-9-]+(\\+[a-z0-9-]+)*$',
      }),
    ),
  }),
  doc: 'What is paid for the calls of a bucket, by direction and dates.',
});

export type JurisdictionRow = NonNullable<(typeof jurisdictionTable)['type']>;
export type RatePeriodRow = NonNullable<(typeof ratePeriodsTable)['type']>;
export type CompensationRow = NonNullable<(typeof compensationTable)['type']>;

/**
 * Name of the table of prices. Traffic knows no prices, only the days on which they change; the table itself is declared
 * in `accounts`, and a test of the interconnection article holds the two names equal.
 */
export const RATES_TABLE = 'rates';

export const elementsOf = (row: CompensationRow): string[] =>
  row.elements === undefined ? [] : row.elements.split('+');
