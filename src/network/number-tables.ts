import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineImport } from './dated.ts';
import { Ocn, digits } from './tables.ts';

const npa = digits(3, 'Area code');
const nxx = digits(3, 'Central office code');

export const portedNumbersImport = defineImport({
  name: 'ported-numbers',
  identity: ['tn'],
  schema: Type.Object({
    tn: digits(10, 'Telephone number'),
    lrn: digits(10, 'Location routing number of the switch that serves it'),
  }),
  doc: 'Numbers that another switch serves than the one of their code, with the days on which they are ported.',
});

export const numberBlocksImport = defineImport({
  name: 'number-blocks',
  identity: ['npa', 'nxx', 'block'],
  schema: Type.Object({
    npa,
    nxx,
    block: digits(1, 'Thousands digit'),
    ocn: Type.Optional(Ocn('Carrier that holds the block; empty: it was taken back, and nobody does')),
  }),
  doc: 'Thousands-blocks whose holder on some days is another than the public list says.',
});

export const mcaCodesImport = defineImport({
  name: 'mca-codes',
  identity: ['npa', 'nxx'],
  schema: Type.Object({
    npa,
    nxx,
    area: Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'Metropolitan calling area' }),
    tier: Type.Integer({ minimum: 0, description: 'Tier of the exchange: 0 is the central zone' }),
  }),
  doc: 'Central office codes whose customers are in the metropolitan calling area plan.',
});

export const virtualNumbersImport = defineImport({
  name: 'virtual-numbers',
  identity: ['number'],
  schema: Type.Object({
    number: Type.String({
      pattern: String.raw`^(\d{7}|\d{10})$`,
      description: 'Telephone number, or the 7 digits of a thousands-block',
    }),
    physical_rate_centre: Type.String({ description: 'Rate centre where the customer is' }),
  }),
  doc: 'Numbers that are rated elsewhere than their customer is. Where customers are is confidential.',
});

export const mtasImport = defineImport({
  name: 'mtas',
  identity: ['npa', 'nxx'],
  schema: Type.Object({
    npa,
    nxx,
    mta: Type.String({ pattern: String.raw`^[1-9]\d?$`, description: 'Number of the major trading area' }),
  }),
  doc: 'Major trading area of a code, for wireless calls.',
});

export const SPECIAL_SERVICES = [
  '8yy',
  '911',
  'operator',
  'directory',
  'test',
  'choke',
  'community',
] as const;

export const specialNumbersImport = defineImport({
  name: 'special-numbers',
  identity: ['prefix'],
  schema: Type.Object({
    prefix: Type.String({
      pattern: String.raw`^\d{1,10}$`,
      description: 'First digits of the dialled number; the longest prefix that fits decides',
    }),
    service: Code(SPECIAL_SERVICES, 'What the caller asks for'),
  }),
  doc: 'Numbers that ask for a service and not for a line.',
});

export type PortedNumber = NonNullable<(typeof portedNumbersImport)['type']>;
export type NumberBlockChange = NonNullable<(typeof numberBlocksImport)['type']>;
export type McaCode = NonNullable<(typeof mcaCodesImport)['type']>;
export type VirtualNumber = NonNullable<(typeof virtualNumbersImport)['type']>;
export type TradingArea = NonNullable<(typeof mtasImport)['type']>;
export type SpecialNumber = NonNullable<(typeof specialNumbersImport)['type']>;
