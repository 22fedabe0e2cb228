import { Type } from 'typebox';
import { Code, QuantityText } from '../agreement/schema.ts';
import { defineTerm } from '../agreement/vocabulary.ts';

/** What conversation time may be summed over. Prices depend on the last three, so they are always there. */
export const SUM_OVER = ['trunk-group', 'bucket', 'direction', 'rate-period'] as const;

export const unusableRecordsTerm = defineTerm(
  'traffic.unusable-records',
  Type.Object(
    {
      damaged: Code(['held', 'rejected'], 'What the transfer broke: the file can be sent again'),
      faulty: Code(['held', 'rejected'], 'What only the sender can correct'),
    },
    { additionalProperties: false },
  ),
  'What happens to records that cannot be used.',
);

export const measurementTerm = defineTerm(
  'traffic.measurement',
  Type.Object(
    {
      sumOver: Type.Array(Code(SUM_OVER), { minItems: 3 }),
      roundUp: Code(['sum', 'call'], 'sum: round the sum up once; call: round each call up, then sum'),
      roundUpTo: QuantityText(
        'Smallest billed part of time, e.g. 1 minute; with initial: the additional periods after it',
      ),
      initial: Type.Optional(
        QuantityText('First period of a call, billed whole, e.g. 30 seconds; rounds calls only'),
      ),
      minimum: Type.Optional(
        QuantityText('Least time billed for a call that was answered; rounds calls only'),
      ),
    },
    { additionalProperties: false },
  ),
  'How conversation time becomes billed time.',
);

export const monthOfCallTerm = defineTerm(
  'traffic.month-of-call',
  Type.Object(
    { by: Code(['connect', 'disconnect'], 'Which end of the conversation the month is taken from') },
    { additionalProperties: false },
  ),
  'The month to which a call belongs, on the clock of its trunk group.',
);

/** Fields of a record that can make it the same as another. */
export const KEY_FIELDS = [
  'connect-date',
  'connect-time',
  'from-number',
  'to-number',
  'trunk-group',
  'conversation-time',
  'routing-number',
  'record-id',
  'recorded-by',
] as const;

export const duplicateKeyTerm = defineTerm(
  'traffic.duplicate-key',
  Type.Object(
    {
      same: Type.Array(Code(KEY_FIELDS), { minItems: 1 }),
      orSame: Type.Optional(
        Type.Array(Code(KEY_FIELDS), {
          minItems: 1,
          description: 'A second key, where all its fields are there',
        }),
      ),
      keep: Code(['first'], 'first: the earliest by file name and then line'),
    },
    { additionalProperties: false },
  ),
  'When two records are one call.',
);

/** Where the carrier at an end of a call is taken from. */
export const ORIGINATOR_SOURCES = [
  'record',
  'trunk-group',
  'ported-number',
  'calling-number',
  'charge-number',
  'jip',
  'carrier-code',
] as const;
export const TERMINATOR_SOURCES = ['routing-number', 'ported-number', 'called-number'] as const;
export type OriginatorSource = (typeof ORIGINATOR_SOURCES)[number];
export type TerminatorSource = (typeof TERMINATOR_SOURCES)[number];

export const identificationTerm = defineTerm(
  'traffic.identification',
  Type.Object(
    {
      originator: Type.Array(Code(ORIGINATOR_SOURCES), { minItems: 1, uniqueItems: true }),
      terminator: Type.Array(Code(TERMINATOR_SOURCES), { minItems: 1, uniqueItems: true }),
      callingPlaceNotNeededFor: Type.Array(Type.String(), {
        description: 'Kinds of originating carrier whose calls need no calling rate centre',
      }),
    },
    { additionalProperties: false },
  ),
  'From what the carriers of a call are known, the first source that says something deciding.',
);

/** Where on its way a call can be recorded. */
export const RECORDING_POINTS = ['originating', 'tandem', 'terminating'] as const;

export const recordingPointsTerm = defineTerm(
  'traffic.recording-points',
  Type.Object(
    {
      prefer: Type.Array(Code(RECORDING_POINTS), {
        minItems: 1,
        uniqueItems: true,
        description: 'Which record of one call counts, the first before the others',
      }),
      bill: Type.Array(Code(RECORDING_POINTS), {
        minItems: 1,
        uniqueItems: true,
        description: 'Points whose records may be billed from; a call that only others recorded waits',
      }),
      matchWithin: QuantityText('Longest time between the connect times of two records of one call'),
    },
    { additionalProperties: false },
  ),
  'How a call that several switches recorded is billed once. It needs the table of switches.',
);

export type KeyField = (typeof KEY_FIELDS)[number];
export type UnusableRecords = NonNullable<(typeof unusableRecordsTerm)['type']>;
export type Measurement = NonNullable<(typeof measurementTerm)['type']>;
export type MonthOfCall = NonNullable<(typeof monthOfCallTerm)['type']>;
export type DuplicateKey = NonNullable<(typeof duplicateKeyTerm)['type']>;
export type RecordingPoints = NonNullable<(typeof recordingPointsTerm)['type']>;
export type Identification = NonNullable<(typeof identificationTerm)['type']>;

export const trafficTerms = [
  unusableRecordsTerm,
  measurementTerm,
  monthOfCallTerm,
  duplicateKeyTerm,
  identificationTerm,
  recordingPointsTerm,
] as const;
