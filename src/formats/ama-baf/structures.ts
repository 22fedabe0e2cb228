import type { BafFieldName } from './fields.ts';
import type { Source } from './sources.ts';

/**
 * What a record of the structure is: a call to a number, the header or the trailer of a file, or something else that is no call between two
 * numbers (an audit, the activation of a feature, the use of a line or a bridge).
 */
export type StructureUse = 'call' | 'header' | 'trailer' | 'other';

export interface Structure {
  /** Last four digits of the structure code; the first digit says whether modules follow. */
  readonly code: number;
  readonly use: StructureUse;
  /** In the order of the record, after the structure code. */
  readonly fields: readonly BafFieldName[];
  readonly sources: readonly Source[];
}

const HEAD = [
  'callType',
  'sensorType',
  'sensorId',
  'recordingOfficeType',
  'recordingOfficeId',
] as const satisfies readonly BafFieldName[];
const DETAIL = [
  ...HEAD,
  'connectDate',
  'timingIndicator',
  'studyIndicator',
  'calledPartyOffHook',
  'serviceObserved',
  'operatorAction',
  'serviceFeature',
] as const satisfies readonly BafFieldName[];
const FROM = ['originatingNpa', 'originatingNumber'] as const;
const DIALLED = ['dialledNpa', 'dialledNumber'] as const;
const TO = ['overseasIndicator', 'terminatingNpa', 'terminatingNumber'] as const;
const TIMES = ['connectTime', 'elapsedTime'] as const;
const CARRIER = [
  'icIncPrefix',
  'carrierConnectDate',
  'carrierConnectTime',
  'carrierElapsedTime',
  'icIncCallEventStatus',
  'trunkGroupNumber',
  'routingIndicator',
] as const satisfies readonly BafFieldName[];
const CARRIER_ORIGINATING = [...CARRIER, 'dialingIndicator', 'aniCpnIndicator'] as const;
const SHORT = [
  ...HEAD,
  'connectDate',
  'calledPartyOffHook',
  'serviceFeature',
  ...FROM,
  ...TO,
  ...TIMES,
] as const;

const structure = (
  code: number,
  use: StructureUse,
  fields: readonly BafFieldName[],
  ...sources: readonly Source[]
): Structure => ({ code, use, fields, sources });

/**
 * The structures that are read. A record of any other is kept and rejected. Where two sources disagree on the order of fields, both orders
 * stand here under one code and a record is read by the first whose signs stand where they should.
 */
export const STRUCTURES: readonly Structure[] = [
  structure(1, 'call', [...DETAIL, ...FROM, ...TO, ...TIMES], 'bafview', 'bafprp', 'pyunbaffled'),
  structure(15, 'other', [...DETAIL, ...FROM, ...TIMES, 'watsIndicator', 'messageBillingIndex'], 'bafprp'),
  structure(
    20,
    'call',
    [...DETAIL, ...FROM, ...TO, ...TIMES, 'watsIndicator', 'messageBillingIndex'],
    'bafview',
    'bafprp',
    'pyunbaffled',
  ),
  structure(28, 'other', [...DETAIL, ...FROM, 'connectTime'], 'bafview', 'bafprp', 'pyunbaffled'),
  structure(76, 'other', [...DETAIL, ...FROM, ...TIMES, 'trunkLegs'], 'bafview', 'bafprp'),
  structure(
    96,
    'other',
    [
      ...HEAD,
      'connectDate',
      'timingIndicator',
      'studyIndicator',
      'serviceFeature',
      ...FROM,
      ...TO,
      ...TIMES,
      'presentDate',
      'presentTime',
    ],
    'bafview',
    'bafprp',
  ),
  structure(
    110,
    'other',
    [...HEAD, 'classFeature', 'connectDate', 'connectTime', ...FROM, 'callsDelivered', 'callsAnonymous'],
    'bafview',
    'bafprp',
  ),
  structure(
    220,
    'call',
    [
      ...HEAD,
      'connectDate',
      'timingIndicator',
      'studyIndicator',
      'completionIndicator',
      'operatorAction',
      'serviceFeature',
      ...FROM,
      ...TO,
      ...TIMES,
      'serviceLogicId',
    ],
    'bafview',
    'bafprp',
  ),
  structure(
    360,
    'call',
    [...DETAIL, ...FROM, ...DIALLED, ...TO, ...TIMES, ...CARRIER_ORIGINATING, 'rao', 'lata'],
    'bafview',
    'bafprp',
    'pyunbaffled',
  ),
  structure(
    364,
    'call',
    [...DETAIL, ...FROM, ...DIALLED, ...TO, ...TIMES, 'rao', 'lata'],
    'bafview',
    'bafprp',
  ),
  structure(500, 'call', SHORT, 'bafview', 'bafprp'),
  structure(501, 'call', [...SHORT, 'watsIndicator', 'watsBand'], 'bafprp'),
  structure(502, 'call', [...SHORT, 'watsBand'], 'bafprp'),
  structure(
    614,
    'other',
    [
      ...HEAD,
      'connectDate',
      'timingIndicator',
      'studyIndicator',
      'serviceFeature',
      ...FROM,
      ...TO,
      'connectTime',
    ],
    'bafview',
    'bafprp',
  ),
  structure(
    625,
    'call',
    [...DETAIL, ...FROM, ...TO, ...TIMES, ...CARRIER_ORIGINATING],
    'bams',
    'bafview',
    'bafprp',
    'pyunbaffled',
  ),
  structure(653, 'call', [...DETAIL, ...TO, ...TIMES, ...CARRIER], 'bafview', 'bafprp'),
  structure(
    1030,
    'other',
    [
      ...HEAD,
      'connectDate',
      'classFeature',
      ...FROM,
      ...TO,
      ...TIMES,
      'classFunctions',
      'screeningFeatureStatus',
      'listSizeForwarding',
      'listSizeRejection',
      'listSizeWaiting',
    ],
    'bafview',
    'bafprp',
  ),
  structure(
    9000,
    'other',
    [...HEAD, 'timeBefore', 'timeAfter', 'dateBefore', 'dateAfter'],
    'bafview',
    'bafprp',
  ),
  structure(
    9013,
    'header',
    [...HEAD, 'connectDate', 'connectTime', 'softwareRelease', 'auditType', 'fileSequence'],
    'bafview',
    'bafprp',
  ),
  structure(
    9014,
    'trailer',
    [
      ...HEAD,
      'connectDate',
      'connectTime',
      'softwareRelease',
      'auditType',
      'fileSequence',
      'blockCount',
      'recordCount',
    ],
    'bafview',
  ),
  structure(
    9014,
    'trailer',
    [
      ...HEAD,
      'connectDate',
      'connectTime',
      'softwareRelease',
      'auditType',
      'fileSequence',
      'recordCount',
      'blockCount',
    ],
    'bafprp',
  ),
  structure(
    9102,
    'other',
    [
      ...HEAD,
      'connectDate',
      'connectTime',
      'auditType',
      'calls',
      'amaCalls',
      'callsWithLostData',
      'amaCallsWithLostData',
      'abortedRecords',
      'records',
      'flaggedRecords',
      'recordsWithTimingErrors',
      'recordsLostOnWrite',
      'originatingCalls',
      'terminatingCalls',
      'outgoingCalls',
    ],
    'bafview',
    'bafprp',
  ),
];
