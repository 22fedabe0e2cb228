import type { Problem } from '../../base/problem.ts';
import type { UsageFormat } from './usage-file.ts';

/** Control totals of a pack or a block of records: what its end says and what was counted. */
export interface ControlTotal {
  readonly pack: string;
  readonly sender?: string;
  readonly receiver?: string;
  /** `YYYY-MM-DD` */
  readonly date?: string;
  /** Absent when it does not say. */
  readonly declared?: number;
  readonly counted: number;
}

export interface LandedReason {
  readonly status: 'damaged' | 'rejected';
  readonly reason: string;
  readonly records: number;
}

/** What one file brought: also the content of `file.json` in its folder of the store. */
export interface FileReport {
  /** First 48 bits of the SHA-256 of its bytes: its number in the records and, in hexadecimal, its folder in the store. */
  readonly key: number;
  readonly name: string;
  /** Of the bytes on disk, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly format: UsageFormat;
  /** Records of calls: `damaged` and `rejected` among them. */
  readonly read: number;
  readonly damaged: number;
  readonly rejected: number;
  /** Records that are no calls: summaries, other services, rows that a mapping passes over. They are counted and not landed. */
  readonly notCalls: number;
  readonly reasons: readonly LandedReason[];
  /** Of all records, in milliseconds. */
  readonly conversationMs: number;
  /** Days of the records, `YYYY-MM-DD`; absent when none has a usable date. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** Records without a usable date. */
  readonly undated: number;
  /** `YYYY-MM`: the month of most of its records, the earliest of several. */
  readonly month?: string;
  /** Records of a month before and after that of the file. */
  readonly late: number;
  readonly early: number;
  /** Places where sequence numbers of records, and numbers of packs, do not follow one another. */
  readonly sequenceGaps: number;
  readonly packGaps: number;
  readonly controls: readonly ControlTotal[];
  /** What is wrong with the file as a whole. Its readable records count nevertheless. */
  readonly problems: readonly Problem[];
}

/** What became of a file in this landing. */
export type LandedState =
  /** It is in the store now and was not before. */
  | 'landed'
  /** The same bytes, or the same content packed otherwise, are in the store from before. */
  | 'already-landed'
  /** It is in the store, beside another content that came under its name. */
  | 'same-name-other-content'
  /** It could not be read, or is written otherwise than declared: nothing of it is in the store. */
  | 'refused';

/** A file of one landing. A file that repeats another one of the same landing counts no records: they are the other's. */
export interface LandedFile extends FileReport {
  readonly state: LandedState;
}

/** One Parquet file of records: a day of a file. */
export interface LandedPart {
  /** `YYYY-MM-DD`; `null` for records without a usable date. */
  readonly day: string | null;
  /** Key of its file. */
  readonly file: number;
  readonly path: string;
  readonly rows: number;
  /** Whether any record has a connect time of each kind. */
  readonly hasUtc: boolean;
  readonly hasLocal: boolean;
}

export interface Landed {
  /** In the order in which they were given. */
  readonly files: readonly LandedFile[];
  /** In the order of the files and of days; the undated last. */
  readonly parts: readonly LandedPart[];
}

/** The folder of a file in the store: its key, twelve digits. */
export const keyFolder = (key: number): string => key.toString(16).padStart(12, '0');
