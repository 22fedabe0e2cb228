import { Type } from 'typebox';
import type { Static } from 'typebox';
import { defineImport } from '../dated.ts';
import { LoopMakeup } from './loop-makeup.ts';

const Key = (description: string) => Type.String({ minLength: 1, maxLength: 60, description });
const Office = Type.String({ pattern: '^[A-Z]{6}[A-Z0-9]{2}$', description: 'CLLI of the building' });
const State = Type.String({ pattern: '^[A-Z]{2}$' });
const Number = (description: string) =>
  Type.String({ pattern: '^[2-9]\\d{2}[2-9]\\d{6}$', description: `${description}, ten digits` });
const HouseNumber = (description: string) => Type.Integer({ minimum: 0, maximum: 9_999_999, description });
const IsoDay = (description: string) => Type.String({ format: 'date', description });

export const addressesImport = defineImport({
  name: 'addresses',
  identity: ['address_id'],
  schema: Type.Object({
    address_id: Key("The incumbent's key of the place"),
    address: Type.String({
      minLength: 3,
      maxLength: 120,
      description: 'House number and street, as written',
    }),
    unit: Type.Optional(Key('Apartment, suite …; empty: the house as a whole')),
    city: Key('City or community'),
    state: State,
    zip: Type.Optional(Type.String({ pattern: '^\\d{5}$' })),
    wire_center: Office,
    terminal: Type.Optional(Key('Serving terminal')),
  }),
  doc: "The incumbent's own street guide: one row a place that it serves.",
});

export const PARITIES = ['odd', 'even', 'both'] as const;

export const msagImport = defineImport({
  name: 'msag',
  identity: ['range_id'],
  schema: Type.Object({
    range_id: Key('Key of the stretch'),
    street: Key('Street, as written'),
    low: HouseNumber('Lowest house number'),
    high: HouseNumber('Highest house number'),
    parity: Type.Enum([...PARITIES], { description: 'Which side: odd, even or both' }),
    community: Key('Community'),
    state: State,
    esn: Key('Emergency service number'),
  }),
  doc: 'The Master Street Address Guide, by which calls to 911 are routed.',
});

export const NUMBER_STATES = [
  'available',
  'reserved',
  'assigned',
  'aging',
  'administrative',
  'intermediate',
] as const;

export const numbersImport = defineImport({
  name: 'numbers',
  identity: ['number'],
  schema: Type.Object({
    number: Number('Telephone number'),
    last_number: Type.Optional(Number('Last of a run that begins with it')),
    wire_center: Office,
    rate_centre: Key('Rate centre'),
    state: Type.Enum([...NUMBER_STATES], { description: 'Category of 47 CFR 52.15(f)' }),
    available_from: Type.Optional(IsoDay('Of an aging number: first day on which it may be given out')),
    ported_in: Type.Optional(
      Type.Enum(['yes', 'no'], { description: "yes: of another carrier's block; never in the pool" }),
    ),
  }),
  doc: "Telephone numbers of the incumbent's switches.",
});

export const featuresImport = defineImport({
  name: 'features',
  identity: ['wire_center', 'feature'],
  schema: Type.Object({
    wire_center: Office,
    feature: Key('Code (USOC)'),
    name: Key('As people call it'),
    available_from: IsoDay('First day on which it can be had'),
  }),
  doc: 'What the switch of an office can do.',
});

export const facilitiesImport = defineImport({
  name: 'facilities',
  identity: ['cfa'],
  schema: Type.Object({
    cfa: Key('Connecting facility assignment'),
    party: Key('Party whose equipment it ends on'),
    wire_center: Office,
  }),
  doc: 'Terminations that there are between the frames of the incumbent and the equipment of other carriers.',
});

export const LOOP_STATUS = ['working', 'spare', 'defective'] as const;

/** A line of loops.jsonl: a loop make-up, where the pair leads, and whether it is in use. */
export const PlantLoop = Type.Object(
  {
    ...LoopMakeup.properties,
    wireCenter: Office,
    address: Type.Optional(
      Key('Key of the place where it ends; without it a pair that ends at the terminal'),
    ),
    status: Type.Optional(Type.Enum([...LOOP_STATUS], { description: 'Of a record: whether it is in use' })),
  },
  { additionalProperties: false },
);
export type PlantLoop = Static<typeof PlantLoop>;

/** What the incumbent knows of an end user of its own: a line of accounts.jsonl without its keys. */
export const RetailRecord = Type.Object(
  {
    name: Key('Name of the end user'),
    services: Type.Array(
      Type.Object(
        { code: Key('USOC'), name: Key('As people call it'), quantity: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false },
      ),
      { maxItems: 200 },
    ),
    listing: Type.Optional(Type.Enum(['listed', 'non-listed', 'non-published'])),
    freezes: Type.Optional(Type.Array(Type.Enum(['local', 'long-distance']), { uniqueItems: true })),
    contractEndsOn: Type.Optional(IsoDay('End of a term contract')),
    pendingOrder: Type.Optional(
      Type.Object(
        { order: Key("The incumbent's own order"), dueOn: IsoDay('When it is due') },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type RetailRecord = Static<typeof RetailRecord>;

/** A line of accounts.jsonl. */
export const RetailAccount = Type.Object(
  {
    account: Key("The incumbent's key of the account"),
    numbers: Type.Array(Number('Telephone number'), { minItems: 1, uniqueItems: true, maxItems: 1_000 }),
    address: Type.Optional(Key('Key of the place')),
    ...RetailRecord.properties,
  },
  { additionalProperties: false },
);
export type RetailAccount = Static<typeof RetailAccount>;
