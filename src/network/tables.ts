import { Type } from 'typebox';
import { Code, TimeZone } from '../agreement/schema.ts';
import { defineImport } from './dated.ts';

export const digits = (count: number, description: string) =>
  Type.String({ pattern: `^\\d{${count}}$`, description });
export const Ocn = (description: string) => Type.String({ pattern: '^[A-Z0-9]{4}$', description });
const PartyId = (description: string) => Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description });
const State = Type.String({ pattern: '^[A-Z]{2}$' });
const Clli = (description: string) => Type.String({ pattern: '^[A-Z0-9]{8,11}$', description });

export const CARRIER_KINDS = ['ilec', 'clec', 'wireless', 'ixc'] as const;
/** What a trunk group leads to: its grade of service depends on it. */
export const TRAFFIC_CLASSES = ['tandem', 'end-office', 'meet-point'] as const;
const TRUNK_GROUP_KINDS = ['lec-to-lec', 'transit', 'access', 'ancillary'] as const;

export const carriersImport = defineImport({
  name: 'carriers',
  identity: ['ocn', 'block_holder'],
  schema: Type.Object({
    ocn: Ocn('Operating company number'),
    name: Type.String(),
    kind: Code(CARRIER_KINDS),
    party: Type.Optional(PartyId('Id of the party that this carrier is')),
    block_holder: Type.Optional(Type.String({ description: 'Name as the list of number blocks spells it' })),
  }),
  doc: 'Carriers by OCN. A carrier with several spellings in the block list has a row for each.',
});

export const exchangesImport = defineImport({
  name: 'exchanges',
  identity: ['npa', 'nxx'],
  schema: Type.Object({
    npa: digits(3, 'Area code'),
    nxx: digits(3, 'Central office code'),
    rate_centre: Type.String(),
    state: State,
    lata: digits(3, 'LATA number'),
    code_holder_ocn: Type.Optional(Ocn('Carrier that the code is assigned to')),
  }),
  doc: 'Where an NPA-NXX is rated, and who holds it.',
});

export const localCallingAreasImport = defineImport({
  name: 'local-calling-areas',
  identity: ['rate_centre_a', 'rate_centre_b'],
  schema: Type.Object({
    rate_centre_a: Type.String({ description: 'Rate centre of the caller' }),
    rate_centre_b: Type.String({ description: 'Rate centre called' }),
    kind: Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'eas, mca …' }),
  }),
  doc: 'Pairs of rate centres between which a call is in one local calling area, one row a direction.',
});

export const trunkGroupsImport = defineImport({
  name: 'trunk-groups',
  identity: ['trunk_group'],
  schema: Type.Object({
    trunk_group: Type.String({ maxLength: 16 }),
    kind: Code(TRUNK_GROUP_KINDS),
    way: Code(['one-way', 'two-way']),
    originating_ocn: Type.Optional(Ocn('Carrier whose calls a one-way group carries')),
    a_party: PartyId('Party at the A end'),
    z_party: PartyId('Party at the Z end'),
    lata: digits(3, 'LATA number'),
    switch_clli: Clli('Switch of the Z end'),
    time_zone: TimeZone('Zone of the clocks that record on this group'),
    a_clli: Type.Optional(Clli('Switch at the A end')),
    z_clli: Type.Optional(Clli('Switch at the Z end')),
    trunks: Type.Optional(Type.Integer({ minimum: 1, description: 'Trunks in service' })),
    final: Type.Optional(Code(['final', 'high-usage'], 'Whether calls that find it busy overflow elsewhere')),
    traffic_class: Type.Optional(Code(TRAFFIC_CLASSES, 'What its Z end is to the calls')),
  }),
  doc: 'Trunk groups between the parties.',
});

export const lrnsImport = defineImport({
  name: 'lrns',
  identity: ['lrn'],
  schema: Type.Object({
    lrn: digits(10, 'Location routing number'),
    ocn: Ocn('Carrier whose switch it names'),
    switch_clli: Clli('The switch'),
  }),
  doc: 'Location routing numbers of ported numbers.',
});

export const ispNumbersImport = defineImport({
  name: 'isp-numbers',
  identity: ['tn'],
  schema: Type.Object({ tn: digits(10, 'Telephone number') }),
  doc: 'Numbers that the parties know to be dial-up access to the Internet.',
});

export const interexchangeCarriersImport = defineImport({
  name: 'interexchange-carriers',
  identity: ['cic'],
  schema: Type.Object({
    cic: digits(4, 'Carrier identification code'),
    ocn: Ocn('Carrier that it stands for'),
  }),
  doc: 'Interexchange carriers by the code that switches record.',
});

const SWITCH_ROLES = ['end-office', 'tandem', 'combined', 'mobile'] as const;

export const switchesImport = defineImport({
  name: 'switches',
  identity: ['clli'],
  schema: Type.Object({
    clli: Clli('The switch'),
    ocn: Ocn('Carrier that owns it'),
    role: Code(SWITCH_ROLES, 'combined: end office and tandem'),
  }),
  doc: 'Switches, their owners and their roles: where on its way a call was recorded.',
});

export type Carrier = NonNullable<(typeof carriersImport)['type']>;
export type Exchange = NonNullable<(typeof exchangesImport)['type']>;
export type LocalCallingArea = NonNullable<(typeof localCallingAreasImport)['type']>;
export type TrunkGroup = NonNullable<(typeof trunkGroupsImport)['type']>;
export type RoutingNumber = NonNullable<(typeof lrnsImport)['type']>;
export type IspNumber = NonNullable<(typeof ispNumbersImport)['type']>;
export type InterexchangeCarrier = NonNullable<(typeof interexchangeCarriersImport)['type']>;
export type Switch = NonNullable<(typeof switchesImport)['type']>;
