/** A call as its line says it. Times of day are the recording point's local time; what is blank is absent. */
export interface EmiRecord {
  /** Six digits; absent for the record that the product writes itself, 110120. */
  readonly recordType?: string;
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
  /** Absent where the layout has only the conversation time. */
  readonly elapsedMs?: number;
  readonly answered: boolean;
  /** 10 digits */
  readonly lrn?: string;
  /** 10 digits */
  readonly chargeNumber?: string;
  /** 10 digits, where the caller dialled another number than `toNumber`. */
  readonly dialled?: string;
  /** 6 digits */
  readonly jip?: string;
  /** 2 digits */
  readonly oli?: string;
  /** 4 digits */
  readonly cic?: string;
  /** Absent where the line does not say. */
  readonly voip?: boolean;
  readonly settlementCode?: string;
  /** In the pack, from 1; 0 where the layout has no number. */
  readonly sequence: number;
  readonly recordingSwitch: string;
  readonly recordedBy: string;
  readonly originatingOcn?: string;
  readonly terminatingOcn?: string;
  /** Fields that no rule reads, by their name in the layout, where they are not blank. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Calls of a period in one record. */
export interface EmiSummary {
  /** Six digits, `1150XX` */
  readonly recordType: string;
  /** `YYYY-MM-DD` */
  readonly fromDate: string;
  /** `YYYY-MM-DD`, included. */
  readonly toDate: string;
  readonly originatingOcn?: string;
  readonly terminatingOcn?: string;
  /** 4 digits */
  readonly cic?: string;
  readonly trunkGroup: string;
  readonly recordingSwitch: string;
  readonly recordedBy: string;
  readonly messages: number;
  /** Milliseconds; the line counts tenths of a minute. */
  readonly conversationMs: number;
  readonly settlementCode?: string;
  /** In the pack, from 1. */
  readonly sequence: number;
}

/** What the transfer broke; the file can be sent again. */
export const DAMAGE_REASONS = ['line-length', 'not-a-digit', 'signed-number'] as const;
export type DamageReason = (typeof DAMAGE_REASONS)[number];

/** What only the sender can cure. */
export const REJECT_REASONS = [
  'record-type',
  'connect-date',
  'connect-time',
  'returned',
  'conversation-time',
  'elapsed-time',
  'conversation-over-elapsed',
  'conversation-too-long',
  'from-length',
  'to-length',
  'answer-indicator',
  'calling-not-nanp',
  'called-not-nanp',
  'period',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** A header or a trailer of a pack. */
export interface PackLine {
  readonly date: string;
  readonly sender: string;
  readonly receiver: string;
  readonly pack: string;
  /** Trailer only; undefined when it cannot be read. */
  readonly detailLines?: number;
}

/** What one line turned out to be; `line` is 1-based, `offset` the byte where it begins. */
export type EmiOutcome = { readonly line: number; readonly offset: number } & (
  | { readonly kind: 'record'; readonly record: EmiRecord }
  | { readonly kind: 'summary'; readonly summary: EmiSummary }
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
      /** Of a record that was sent back. */
      readonly returnCode?: string;
      readonly raw: string;
    }
  | { readonly kind: 'header'; readonly pack: PackLine }
  | { readonly kind: 'trailer'; readonly pack: PackLine }
);
