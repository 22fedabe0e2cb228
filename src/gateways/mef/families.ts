import type { FormCode } from '../../formats/order-forms/document.ts';

/** How a property is written on the form: as it is, `Y` for true, a day, a time of day. */
export type PropertyKind = 'text' | 'flag' | 'date' | 'time';

/** One property of a product configuration and the field that says it. */
export interface Property {
  readonly name: string;
  /** The first page, the end user's form, or the form of the line that an item is. */
  readonly on: 'page' | 'user' | 'line';
  /** Trade name of the field. */
  readonly field: string;
  readonly kind?: PropertyKind;
}

/** Products that are configured alike: those of one line form. */
export interface Family {
  readonly name: string;
  readonly title: string;
  /** `@type` of its configurations. */
  readonly type: string;
  readonly page: 'LSR' | 'ASR';
  readonly line: FormCode;
  /** First character of REQTYP where the product's own is not it: a loop with its number is of type B. */
  readonly requestType?: string;
  /** Families of products (`products.csv`) that are ordered so. */
  readonly products: readonly string[];
  /** Form of the end user's name and address; undefined: it has none. */
  readonly user?: 'EU' | 'EUSA';
  /** Fields that count the lines. */
  readonly counts: readonly string[];
  readonly properties: readonly Property[];
}

const page = (name: string, field: string, kind: PropertyKind = 'text'): Property => ({
  name,
  on: 'page',
  field,
  kind,
});
const user = (name: string, field: string): Property => ({ name, on: 'user', field, kind: 'text' });
const line = (name: string, field: string, kind: PropertyKind = 'text'): Property => ({
  name,
  on: 'line',
  field,
  kind,
});

const LSR_PAGE = [
  page('activity', 'ACT'),
  page('typeOfService', 'TOS'),
  page('companyCode', 'CC'),
  page('formsSent', 'AFO'),
  page('accountTelephoneNumber', 'ATN'),
  page('hasEndUserAuthority', 'AGAUTH', 'flag'),
  page('authorityDate', 'DATED', 'date'),
  page('authorityName', 'AUTHNM'),
  page('oldProvider', 'LSP AUTH'),
  user('existingAccountNumber', 'EAN'),
  user('existingAccountTelephoneNumber', 'EATN'),
] as const;

const LSR_CODES = [
  page('networkChannel', 'NC'),
  page('networkChannelInterface', 'NCI'),
  page('secondaryNetworkChannelInterface', 'SECNCI'),
] as const;

const CUT = [
  page('wireCenter', 'ACTL'),
  page('coordinatedHotCut', 'CHC', 'flag'),
  page('frameDueTime', 'DFDT', 'time'),
  page('oldPlaceDueDate', 'DDDO', 'date'),
] as const;

const LOOP_LINE = [
  line('connectingFacility', 'CFA'),
  line('crossConnect', 'CCEA'),
  line('circuitReference', 'CKR'),
] as const;

const ASR_PAGE = [
  page('activity', 'ACT'),
  page('serviceCenter', 'ICSC'),
  page('companyCode', 'CC'),
  page('wireCenter', 'ACTL'),
  page('quantity', 'QTY'),
  page('interstateUsePercent', 'PIU'),
  page('unbundled', 'UNE', 'flag'),
  page('numberOfAddresses', 'QSA'),
  page('frameDueTime', 'FDT'),
  page('circuitReference', 'CKR'),
] as const;

const ASR_CODES = [
  line('networkChannel', 'NC'),
  line('networkChannelInterface', 'NCI'),
  line('secondaryNetworkChannelInterface', 'SECNCI'),
  line('farEnd', 'SECLOC'),
  line('connectingFacility', 'CFA'),
] as const;

const typeOf = (name: string): string => `urn:meetpoint:product:${name}:v1`;

/** Every family of products that can be ordered over the LSO Sonata interfaces. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'loop',
    title: 'Loop, subloop or interface device',
    type: typeOf('loop'),
    page: 'LSR',
    line: 'LS',
    products: ['loop', 'subloop', 'nid', 'line-splitting'],
    user: 'EU',
    counts: [],
    properties: [...LSR_PAGE, ...LSR_CODES, ...CUT, ...LOOP_LINE],
  },
  {
    name: 'loop-with-port',
    title: 'Loop whose telephone number moves with it',
    type: typeOf('loop-with-port'),
    page: 'LSR',
    line: 'LSNP',
    requestType: 'B',
    products: ['loop'],
    user: 'EU',
    counts: ['LQTY', 'NPQTY'],
    properties: [
      ...LSR_PAGE,
      ...LSR_CODES,
      ...CUT,
      page('portDirection', 'NPDI'),
      ...LOOP_LINE,
      line('portMethod', 'NPT'),
      line('portedNumber', 'PORTEDNBR'),
      line('locationRoutingNumber', 'LRN'),
    ],
  },
  {
    name: 'number-port',
    title: 'Telephone number that moves',
    type: typeOf('number-port'),
    page: 'LSR',
    line: 'NP',
    products: ['port'],
    user: 'EU',
    counts: ['NPQTY'],
    properties: [
      ...LSR_PAGE,
      page('portDirection', 'NPDI'),
      page('portType', 'PORTTYPE'),
      page('frameDueTime', 'DFDT', 'time'),
      line('portMethod', 'NPT'),
      line('portedNumber', 'PORTEDNBR'),
      line('locationRoutingNumber', 'LRN'),
    ],
  },
  {
    name: 'resale',
    title: 'Resold line',
    type: typeOf('resale'),
    page: 'LSR',
    line: 'RS',
    products: ['resale'],
    user: 'EU',
    counts: ['RSQTY'],
    properties: [
      ...LSR_PAGE,
      line('telephoneNumber', 'TNS'),
      line('oldTelephoneNumber', 'OTN'),
      line('longDistanceCarrier', 'PIC'),
      line('intraLataCarrier', 'LPIC'),
      line('featureActivity', 'FA'),
      line('feature', 'FEATURE'),
      line('blockActivity', 'BA'),
      line('block', 'BLOCK'),
    ],
  },
  {
    name: 'transport',
    title: 'Dedicated transport between two offices',
    type: typeOf('transport'),
    page: 'ASR',
    line: 'TSR',
    products: ['transport'],
    counts: [],
    properties: [...ASR_PAGE, ...ASR_CODES, line('multiplexingOffice', 'MUXLOC')],
  },
  {
    name: 'trunk',
    title: 'Interconnection trunks',
    type: typeOf('trunk'),
    page: 'ASR',
    line: 'TRK',
    products: ['trunk'],
    counts: [],
    properties: [
      ...ASR_PAGE,
      page('localUsePercent', 'PLU'),
      page('primaryLocationKind', 'PSLI'),
      page('primaryLocation', 'PSL'),
      ...ASR_CODES,
      line('trafficType', 'TRFTYP'),
      line('trunkGroupActivity', 'TG ACT'),
      line('trunkGroupType', 'TGTYP'),
      line('direction', 'DIR'),
      line('multiplexingOffice', 'MUXLOC'),
    ],
  },
  {
    name: 'access',
    title: 'Loop with transport, or dark fiber',
    type: typeOf('access'),
    page: 'ASR',
    line: 'EUSA',
    products: ['eel', 'dark-fiber'],
    user: 'EUSA',
    counts: [],
    properties: [
      ...ASR_PAGE,
      ...ASR_CODES,
      line('nearEnd', 'PRILOC'),
      line('farFacility', 'SECLOC CFA'),
      line('multiplexingOffice', 'MUXLOC'),
    ],
  },
];

export const familyOfType = (type: unknown): Family | undefined =>
  FAMILIES.find((family) => family.type === type);

/** The family whose line form the document has. */
export const familyOfForms = (document: object): Family | undefined =>
  FAMILIES.find((family) => family.line in document) ??
  FAMILIES.find((family) => family.page in document && family.page === 'LSR');

/** The family that products of a family (`products.csv`) are ordered in, on forms of the kind. */
export const familyOfProduct = (product: string | undefined, kind: 'lsr' | 'asr'): Family | undefined =>
  FAMILIES.find(
    ({ products, page: first }) =>
      product !== undefined && products.includes(product) && (first === 'ASR') === (kind === 'asr'),
  );

/** The form that a property is written on. */
export const formOf = (family: Family, { on }: Pick<Property, 'on'>): FormCode =>
  on === 'page' ? family.page : on === 'line' ? family.line : (family.user ?? family.line);
