import { bytesOf } from './fields.ts';
import type { BafFieldName } from './fields.ts';
import type { Source } from './sources.ts';

/**
 * A group of fields after a structure: its code in two bytes, then its fields. Nothing in a record says how long a module is, so that what
 * follows an unknown one cannot be read.
 */
export interface Module {
  readonly code: number;
  readonly name: string;
  readonly fields: readonly BafFieldName[];
  /** Bytes after the code that are passed over: their number is public, their fields are not. */
  readonly opaque: number;
  readonly sources: readonly Source[];
}

const group = (
  code: number,
  name: string,
  fields: readonly BafFieldName[],
  ...sources: readonly Source[]
): Module => ({ code, name, fields, opaque: 0, sources: ['bafview', ...sources] });

const opaque = (code: number, name: string, bytes: number): Module => ({
  code,
  name,
  fields: [],
  opaque: bytes,
  sources: ['gist'],
});

/** Modules that are read. Code 000 ends the list of a record. */
export const MODULES: readonly Module[] = [
  group(0, 'last module', [], 'bams', 'bafprp', 'gist'),
  group(
    21,
    'carrier access',
    [
      'icIncPrefix',
      'carrierConnectDate',
      'carrierConnectTime',
      'carrierElapsedTime',
      'icIncCallEventStatus',
      'trunkGroupNumber',
      'routingIndicator',
      'dialingIndicator',
      'aniCpnIndicator',
    ],
    'bafprp',
    'gist',
  ),
  group(22, 'long duration', ['presentDate', 'presentTime'], 'bafprp', 'gist'),
  opaque(23, 'WATS', 5),
  group(25, 'circuit release', ['releaseDate', 'releaseTime'], 'bafprp', 'gist'),
  opaque(26, 'advanced services platform', 14),
  group(27, 'business customer', ['customerId'], 'bafprp', 'gist'),
  opaque(28, 'additional digits dialled', 10),
  group(29, 'alternate billing number', ['alternateBillingNumber'], 'bafprp', 'gist'),
  group(30, 'translation settable', ['contextId', 'translationSettable'], 'bafprp'),
  group(40, 'digits', ['digitsId', 'significantDigits', 'digits11', 'digits13'], 'bafprp'),
  group(49, 'counts of deliveries', ['nameOnlyDeliveries', 'numberOnlyDeliveries'], 'bafprp'),
  group(68, 'called number description', ['calledNumberDescription'], 'bafprp'),
  group(
    70,
    'circuit-mode use',
    ['bearerCapability', 'networkInterworking', 'supplementaryServices', 'releaseCause'],
    'bafprp',
  ),
  group(71, 'bearer and release', ['bearerCapability', 'networkInterworking', 'releaseCause'], 'bafprp'),
  group(
    74,
    'business group',
    ['businessGroup', 'chargeableNpa', 'chargeableNumber', 'trunkGroupNumber'],
    'bafprp',
  ),
  group(102, 'digits dialled', ['significantDigits', 'number15'], 'bafprp'),
  group(103, 'digits outpulsed', ['significantDigits', 'number15'], 'bafprp'),
  group(104, 'trunk identification', ['trunkIdentification'], 'bams', 'bafprp', 'pyunbaffled'),
  group(109, 'class feature', ['classFeature', 'classFunctions', 'count3'], 'bafprp'),
  group(119, 'trunk group', ['trunkGroupInformation', 'carrierInterface', 'networkIdentifier'], 'bafprp'),
  group(164, 'number', ['numberIdentity', 'countryCode', 'significantDigits', 'number15'], 'bafprp'),
  group(203, 'service provider', ['contextId', 'serviceProviderId', 'amaSequence'], 'bafprp'),
  group(204, 'indicator', ['indicatorId'], 'bafprp'),
  {
    ...group(207, 'trigger', [
      'triggerSequence',
      'lineNumberType',
      'lineNpa',
      'lineNumber',
      'directoryNumberDescription',
    ]),
    sources: ['bafprp'],
  },
  group(306, 'calling line information', ['callingLineInformation'], 'bafprp'),
  group(307, 'line number', ['lineNumberType', 'lineNpa', 'lineNumber'], 'bafprp'),
  group(611, 'digits with context', ['genericContextId', 'number15'], 'bafprp', 'pyunbaffled'),
  group(719, 'number portability, short', ['partyId', 'lrn', 'supportingInformation'], 'bafprp'),
  group(
    720,
    'number portability',
    ['partyId', 'lrn', 'serviceProviderIdentity', 'location', 'supportingInformation'],
    'bafprp',
    'pyunbaffled',
  ),
];

/** Bytes of a module with its code. */
export const moduleBytes = ({ fields, opaque }: Module): number =>
  2 + opaque + fields.reduce((sum, name) => sum + bytesOf(name), 0);
