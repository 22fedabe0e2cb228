/** A call as its record says it. Times of day are the clock of the recording office; what the record does not say is left out. */
export interface BafRecord {
  /** `baf-00625-110`: structure without its module digit, call type. */
  readonly recordType: string;
  /** `YYYY-MM-DD` */
  readonly connectDate: string;
  /** `HH:MM:SS.T` */
  readonly connectTime: string;
  /** 10 digits */
  readonly fromNumber?: string;
  /** 10 digits, or the 3 digits of a service such as 411 */
  readonly toNumber: string;
  /** 10 digits, where the caller dialled another number than the call went to */
  readonly dialledNumber?: string;
  /** 10 digits */
  readonly chargeNumber?: string;
  /** Routing number of the called number, 10 digits */
  readonly lrn?: string;
  /** 6 digits: NPA-NXX of the originating switch */
  readonly jip?: string;
  /** 2 digits */
  readonly oli?: string;
  /** 4 digits */
  readonly cic?: string;
  /** 4 digits: the group that leads to the other network */
  readonly trunkGroup?: string;
  /** Milliseconds; the record counts tenths of a second. */
  readonly conversationMs: number;
  /** Milliseconds from the connection of the carrier to its end. Not related to the conversation by any check: a published record has less. */
  readonly elapsedMs?: number;
  readonly answered: boolean;
  /** Type and id of the recording office: `118-067890` */
  readonly recordingOffice: string;
  /** Type and id of the sensor */
  readonly sensor: string;
  /** 3 digits */
  readonly releaseCode?: string;
  /** The sensor says that it may have given out the record before. */
  readonly possibleDuplicate: boolean;
}

/** What the transfer broke; the file can be sent again. */
export type BafDamage =
  /** Bytes that belong to no record. */
  | 'framing'
  /** The file ends within the record. */
  | 'truncated'
  /** The record is shorter or longer than its structure and modules. */
  | 'record-length'
  | 'identifier'
  /** A half byte that should be a digit is none. */
  | 'not-a-digit'
  /** The last half byte of a field is not its sign. */
  | 'sign';

/** What only the sender can cure. */
export type BafRejection =
  /** The recorder says that the record has errors. */
  | 'flagged'
  | 'structure-code'
  | 'module-code'
  /** The sensor was under test. */
  | 'under-test'
  /** A piece of a call over days: what its time counts is not public. */
  | 'long-duration'
  | 'connect-date'
  | 'connect-time'
  | 'conversation-time'
  | 'elapsed-time'
  | 'answer-indicator'
  | 'calling-not-nanp'
  | 'called-not-nanp'
  | 'called-without-npa';

export type BafKind = 'record' | 'header' | 'trailer' | 'other' | 'damaged' | 'rejected';

/** What one record turned out to be; `record` counts from 1, `offset` is the byte where its descriptor begins. */
export type BafOutcome = { readonly number: number; readonly offset: number; readonly bytes: number } & (
  | { readonly kind: 'record'; readonly record: BafRecord }
  | { readonly kind: 'header' | 'trailer' | 'other'; readonly recordType: string }
  | {
      readonly kind: 'damaged';
      readonly reason: BafDamage;
      readonly field: string;
      /** Byte in the record where the field begins, from 1; 0: the whole record. */
      readonly column: number;
      /** Hexadecimal; of bytes that belong to no record the first ones. */
      readonly raw: string;
    }
  | {
      readonly kind: 'rejected';
      readonly reason: BafRejection;
      readonly field: string;
      readonly column: number;
      readonly raw: string;
    }
);
