/** Columns of `docs/formats/cdr-csv.md`, in the order written. A file may order them otherwise. */
export const COLUMNS = [
  'record_id',
  'trunk_group',
  'calling',
  'called',
  'lrn',
  'originating_ocn',
  'invite_at',
  'answer_at',
  'end_at',
  'conversation_ms',
  'release_code',
  'recorded_by',
] as const;

export type CdrColumn = (typeof COLUMNS)[number];

/** A call as its row says it. Empty cells are undefined; times are ISO-8601 with milliseconds and offset. */
export interface CdrRecord {
  readonly recordId: string;
  readonly trunkGroup: string;
  /** 10 digits */
  readonly calling?: string;
  /** 10 digits */
  readonly called: string;
  /** 10 digits */
  readonly lrn?: string;
  readonly originatingOcn?: string;
  readonly inviteAt: string;
  /** Undefined when the call was not answered. */
  readonly answerAt?: string;
  readonly endAt: string;
  /** Milliseconds as the recording point measured them. */
  readonly conversationMs: number;
  readonly releaseCode: string;
  readonly recordedBy: string;
}

/** What the transfer broke. */
export type CdrDamage =
  | 'no-header'
  | 'not-text'
  | 'quotes'
  | 'cells'
  | 'control-character'
  | 'not-a-number'
  | 'not-a-time'
  | 'empty';

/** What only the sender can cure. */
export type CdrReject =
  'no-such-time' | 'times-out-of-order' | 'conversation-differs' | 'conversation-without-answer';

/** What one row turned out to be; `line` is 1-based, `offset` the byte where it begins. */
export type CdrOutcome = { readonly line: number; readonly offset: number } & (
  | { readonly kind: 'record'; readonly record: CdrRecord }
  | { readonly kind: 'header' }
  | {
      readonly kind: 'damaged';
      readonly reason: CdrDamage;
      /** 1-based cell, 0 for the whole row. */
      readonly column: number;
      readonly raw: string;
    }
  | { readonly kind: 'rejected'; readonly reason: CdrReject; readonly field: CdrColumn; readonly raw: string }
);

/** Largest part of a second by which conversation time and the two times may disagree, exclusive. */
export const TOLERANCE_MS = 1000;
