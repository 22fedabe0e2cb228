import type { Problem } from '../../base/problem.ts';
import type { FilledColumn } from './columns.ts';
import type { DayFiles } from './day-files.ts';
import type { ControlTotal } from './landed-file.ts';
import type { Tally } from './tally.ts';

/** What reading a whole file leaves beside its records. */
export interface FileEnd {
  readonly controls: readonly ControlTotal[];
  readonly problems: readonly Problem[];
  readonly sequenceGaps?: number;
  readonly packGaps?: number;
  /** Nothing of the file may be used: it is written otherwise than declared. */
  readonly refused?: boolean;
}

/** Reads a file of one format: from bytes in chunks of any size to rows, each with all that it says. */
export interface RecordReader {
  push(chunk: Buffer): void;
  /** Lines or records read so far. */
  readonly line: number;
  /** After the last chunk. */
  end(): FileEnd;
}

/** A format that is read from bytes. */
export interface StreamAdapter {
  readonly filled: readonly FilledColumn[];
  open(days: DayFiles, tally: Tally): RecordReader;
}

/** A format that is read from its file as a whole. */
export interface WholeAdapter {
  readonly filled: readonly FilledColumn[];
  readAll(days: DayFiles, tally: Tally): Promise<FileEnd>;
}

export type Adapter = StreamAdapter | WholeAdapter;

/** Columns that every format fills. */
export const EVERY = [
  'line',
  'byte_offset',
  'status',
  'reason',
  'bad_column',
  'raw',
  'record_type',
  'from_number',
  'to_number',
  'lrn',
  'trunk_group',
  'conversation_ms',
  'elapsed_ms',
  'answered',
] as const satisfies readonly FilledColumn[];
