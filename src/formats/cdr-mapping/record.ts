/** A call as its row says it through a mapping. What the row does not say is undefined; times are milliseconds. */
export interface MappedCall {
  readonly recordType: string;
  /** Connect (answer, else start of the attempt) on the recording point's own clock, since 1970-01-01T00:00 there. */
  readonly localMs?: number;
  /** Connect in UTC, where the source says its zone. */
  readonly utcMs?: number;
  /** 10 digits of the North American plan, as a number, here and in the next four */
  readonly fromNumber?: number;
  /** Undefined for a service code such as 911, which is in `dialled`. */
  readonly toNumber?: number;
  readonly dialled?: number;
  readonly chargeNumber?: number;
  readonly lrn?: number;
  /** NPA-NXX, 6 digits */
  readonly jip?: number;
  readonly oli?: string;
  readonly cic?: string;
  readonly trunkGroup: string;
  readonly conversationMs: number;
  readonly elapsedMs?: number;
  readonly answered: boolean;
  readonly sequence?: number;
  readonly recordingSwitch?: string;
  readonly recordedBy?: string;
  readonly originatingOcn?: string;
  readonly terminatingOcn?: string;
  readonly voip?: boolean;
  readonly releaseCode?: string;
  readonly recordId?: string;
}

/** What the transfer broke. */
export type MappedDamage =
  | 'no-header'
  | 'not-text'
  | 'quotes'
  | 'cells'
  | 'too-long'
  | 'control-character'
  | 'empty'
  | 'not-a-number'
  | 'not-a-time'
  | 'not-a-duration';

/** What only the sender can cure. */
export type MappedReject =
  | 'unknown-row-type'
  | 'unknown-answer'
  | 'unknown-word'
  | 'calling-not-nanp'
  | 'called-not-nanp'
  | 'charge-not-nanp'
  | 'lrn-not-nanp'
  | 'no-such-time'
  | 'finer-than-milliseconds'
  | 'times-out-of-order'
  | 'negative-duration'
  | 'absurd-duration'
  | 'answer-without-time'
  | 'conversation-without-answer'
  | 'conversation-differs'
  | 'conversation-over-elapsed'
  | 'elapsed-differs';

/** Why a row is not a usable call: `column` is the 1-based cell, 0 for the whole row; `field` the field that it was read for. */
export type MappedFault =
  | {
      readonly kind: 'damaged';
      readonly reason: MappedDamage;
      readonly column: number;
      readonly field?: string;
    }
  | {
      readonly kind: 'rejected';
      readonly reason: MappedReject;
      readonly column: number;
      readonly field: string;
    };

/** What one row turned out to be; `line` is 1-based, `offset` the byte where it begins, `raw` one character a byte. */
export type MappedOutcome = { readonly line: number; readonly offset: number } & (
  | { readonly kind: 'record'; readonly call: MappedCall }
  | { readonly kind: 'header' }
  /** A row that is no call, as the mapping says. */
  | { readonly kind: 'passed-over' }
  | (MappedFault & { readonly raw: string })
);
