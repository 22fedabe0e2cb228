import type { Problem } from '../../base/problem.ts';
import type { OrderDocument } from '../order-forms/document.ts';

/** One order as a file of orders says it. */
export interface FileOrder {
  /** Lines of the file that say it, from 1, at least one; in XML the line on which it begins. */
  readonly lines: readonly number[];
  /** By what it is known, as far as it could be read; empty where it was not. */
  readonly ccna: string;
  readonly pon: string;
  readonly ver: string;
  /** The order, where nothing stands against reading it. */
  readonly document?: OrderDocument;
  /** Everything that stands against reading it, each with its line. */
  readonly problems: readonly Problem[];
  /** Lines of the sections of its forms: `LS[2]` → 7. */
  readonly sections: ReadonlyMap<string, number>;
}

/** A file of orders as it was read: each order by itself, whatever stands against the others. */
export interface OrderFile {
  readonly format: 'xml' | 'csv' | 'xlsx';
  readonly orders: readonly FileOrder[];
  /** Of a sheet: its header, and the cells of each line as they are understood, to be handed back for mending. */
  readonly sheet?: {
    readonly header: readonly string[];
    readonly rows: ReadonlyMap<number, readonly string[]>;
  };
}

/** How much is read at most. */
export interface FileLimits {
  /** Bytes of the file, 16 MB if not said. */
  readonly maxBytes?: number;
  /** Lines of a sheet or orders of XML, 50,000 if not said. */
  readonly maxLines?: number;
}

export const MAX_FILE_BYTES = 16 * 1024 * 1024;
export const MAX_LINES = 50_000;

/** The first page names the order. */
export function identityOf(document: OrderDocument): Pick<FileOrder, 'ccna' | 'pon' | 'ver'> {
  const page = document.LSR?.[0] ?? document.ASR?.[0] ?? {};
  return { ccna: page['CCNA'] ?? '', pon: page['PON'] ?? '', ver: page['VER'] ?? '' };
}

/** The problem of a file that is larger than what is read. */
export const fileTooLarge = (maxBytes: number): Problem => ({
  id: 'order-file/too-large',
  field: 'file',
  sentence: `The file is larger than the ${maxBytes} bytes that are read at once.`,
  cure: 'Split it into smaller files.',
});

/** The problem of a file with more orders or lines than are read. */
export const tooManyLines = (maxLines: number): Problem => ({
  id: 'order-file/too-many-lines',
  field: 'file',
  sentence: `The file has more than the ${maxLines} lines that are read at once.`,
  cure: 'Split it into smaller files.',
});
