import type { Encoding, Framing } from '../../formats/emi/index.ts';

export const USAGE_FORMATS = ['emi', 'baf', 'cdr-csv', 'cdr-mapping', 'parquet'] as const;
export type UsageFormat = (typeof USAGE_FORMATS)[number];

/** How a file is written, where its bytes do not say it themselves. */
export interface Declaration {
  /** EMI; default ascii */
  readonly encoding?: Encoding;
  /** EMI; default lines */
  readonly framing?: Framing;
  /** EMI; default the product's own 175 bytes */
  readonly layout?: 'own-175' | 'published-210';
  /** BAF: year of the file, of which its records have the last digit. */
  readonly year?: number;
}

/** A file of usage, found but not read. */
export interface UsageFile extends Declaration {
  /** Name in ids, without `.gz`: `socket-2026-10-01.emi`, `sip/cdr.csv`. */
  readonly name: string;
  readonly path: string;
  readonly format: UsageFormat;
  /** Size on disk in bytes. */
  readonly bytes: number;
  /** Path of the mapping, of formats that are read by one. */
  readonly mapping?: string;
}
