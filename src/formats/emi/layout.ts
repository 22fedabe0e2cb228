/**
 * What a layout is made of. EMI is a licensed document and was not used: each position has its public source or is
 * `assumed`. A carrier that holds the licence changes the tables, not the reader.
 */
export type FieldKind = 'digits' | 'digits-or-blank' | 'text' | 'reserved';

export interface Field {
  readonly name: string;
  /** 1-based position of the first byte, as layouts are written. */
  readonly position: number;
  readonly length: number;
  readonly kind: FieldKind;
  /** Where the position is published, or `assumed`. */
  readonly source: string;
  /** What stands in it, as the documentation prints it. */
  readonly content: string;
}

/** How seven digits say a length of time. */
export type DurationForm = 'HHMMSST' | 'MMMMSST';

/** The record of a single call. */
export interface DetailLayout {
  readonly name: string;
  /** Record types that have this layout, as documentation writes them: `11-01-20`, `11-01-XX`. */
  readonly types: readonly string[];
  readonly durations: DurationForm;
  /** Sign of the field `answerIndicator`; without `yes` every other sign means answered. */
  readonly answered: YesNo;
  /** Sign of the field `voip`; another sign than these does not say. */
  readonly voip: YesNo;
  /** Whether a number, code or OCN of zeros alone means that there is none. */
  readonly zerosAreNone: boolean;
  readonly fields: readonly Field[];
}

export interface YesNo {
  readonly yes?: string;
  readonly no?: string;
}

export type EmiLayoutName = 'own-175' | 'published-210';

/** All records of a file: every one has the same length. */
export interface EmiLayout {
  readonly name: EmiLayoutName;
  readonly lineBytes: number;
  readonly details: readonly DetailLayout[];
  readonly summary: readonly Field[];
  readonly pack: readonly Field[];
  /** Record type of a header and a trailer that this program writes. */
  readonly header: string;
  readonly trailer: string;
}

export const ASSUMED = 'assumed';

export const field = <const N extends string>(
  name: N,
  position: number,
  length: number,
  kind: FieldKind,
  content: string,
  source: string = ASSUMED,
) => ({ name, position, length, kind, content, source });

/** Record types of the records that are not details. */
export const HEADER_TYPES = ['20-2X-01'];
export const TRAILER_TYPES = ['20-2X-02'];
export const SUMMARY_TYPES = ['11-50-XX'];

/** Whether six digits are of one of the types, `X` standing for any digit. */
export function isOfType(types: readonly string[], recordType: string): boolean {
  return types.some((type) =>
    [...type.replaceAll('-', '')].every((sign, at) =>
      sign === 'X' ? /\d/.test(recordType[at] ?? '') : sign === recordType[at],
    ),
  );
}

/**
 * A pack's header and trailer. That types 20-24-01 and 20-24-02 open and close a file is public (Freeside's emi.pm); the
 * positions are not.
 */
export const packFields = (lineBytes: number) =>
  [
    field('recordType', 1, 6, 'digits', 'category, group and type'),
    field('packDate', 7, 6, 'digits', 'date of the pack, YYMMDD'),
    field('sender', 13, 4, 'text', 'OCN of the sender'),
    field('receiver', 17, 4, 'text', 'OCN of the receiver'),
    field('packNumber', 21, 4, 'digits', 'number of the pack of this sender and receiver, 0001 to 9999'),
    field('detailLines', 25, 9, 'digits-or-blank', 'trailer: lines between header and trailer'),
    field('reserved', 34, lineBytes - 33, 'reserved', 'blank'),
  ] as const;

/** A summary of calls. Only its type is public; a carrier's own positions replace these. */
export const summaryFields = (lineBytes: number) =>
  [
    field('recordType', 1, 6, 'digits', 'category, group and type'),
    field('fromDate', 7, 6, 'digits', 'first day of the period, YYMMDD'),
    field('toDate', 13, 6, 'digits', 'last day of the period, YYMMDD'),
    field('originatingOcn', 19, 4, 'text', 'OCN of the originating carrier'),
    field('terminatingOcn', 23, 4, 'text', 'OCN of the terminating carrier'),
    field('cic', 27, 4, 'digits-or-blank', 'carrier identification code'),
    field('trunkGroup', 31, 8, 'text', 'trunk group'),
    field('recordingSwitch', 39, 11, 'text', 'CLLI of the recording switch'),
    field('messages', 50, 9, 'digits', 'number of calls'),
    field('minutes', 59, 11, 'digits', 'minutes of conversation, in tenths'),
    field('settlementCode', 70, 1, 'text', 'settlement code'),
    field('returnCode', 71, 2, 'text', 'why the record was sent back; blank or 00: it was not'),
    field('reserved1', 73, 23, 'reserved', 'blank'),
    field('sequence', 96, 9, 'digits', 'sequence number in the pack'),
    field('reserved2', 105, 11, 'reserved', 'blank'),
    field('recordedBy', 116, 4, 'text', 'OCN of the carrier that made the record'),
    field('reserved3', 120, lineBytes - 119, 'reserved', 'blank'),
  ] as const;
