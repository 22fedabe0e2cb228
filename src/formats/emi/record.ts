/** A call as its line says it. Times of day are the recording point's local time; blanks are undefined. */
export interface EmiRecord {
  /** `YYYY-MM-DD` */
  readonly connectDate: string;
  /** `HH:MM:SS` */
  readonly connectTime: string;
  /** 10 digits */
  readonly fromNumber?: string;
  /** 10 digits */
  readonly toNumber: string;
  readonly trunkGroup: string;
  /** Milliseconds; the line counts tenths of a second. */
  readonly conversationMs: number;
  readonly elapsedMs: number;
  readonly answered: boolean;
  /** 10 digits */
  readonly lrn?: string;
  /** In the pack, from 1. */
  readonly sequence: number;
  readonly recordingSwitch: string;
  readonly recordedBy: string;
  readonly originatingOcn?: string;
  readonly terminatingOcn?: string;
}

/** What the transfer broke; the file can be sent again. */
export type DamageReason = 'line-length' | 'not-a-digit';

/** What only the sender can cure. */
export type RejectReason =
  | 'record-type'
  | 'connect-date'
  | 'connect-time'
  | 'conversation-time'
  | 'elapsed-time'
  | 'conversation-over-elapsed'
  | 'from-length'
  | 'to-length'
  | 'answer-indicator';

/** A header or a trailer of a pack. */
export interface PackLine {
  readonly date: string;
  readonly sender: string;
  readonly receiver: string;
  readonly pack: string;
  /** Trailer only; undefined when it cannot be read. */
  readonly detailLines?: number;
}

/** What one physical line turned out to be; `line` is 1-based, `offset` the byte where it begins. */
export type EmiOutcome = { readonly line: number; readonly offset: number } & (
  | { readonly kind: 'record'; readonly record: EmiRecord }
  | {
      readonly kind: 'damaged';
      readonly reason: DamageReason;
      /** 1-based column of the first bad byte; the length of the line for `line-length`. */
      readonly column: number;
      readonly raw: string;
    }
  | {
      readonly kind: 'rejected';
      readonly reason: RejectReason;
      readonly field: string;
      readonly raw: string;
    }
  | { readonly kind: 'header'; readonly pack: PackLine }
  | { readonly kind: 'trailer'; readonly pack: PackLine }
);
