import { LANDED_COLUMN_NAMES } from '../landed.ts';
import { clearRows, copyRows, rowArrays } from './columns.ts';
import type { FilledColumn, RowArrays } from './columns.ts';
import type { ColumnValues } from './parquet/column.ts';

/** What is the same in every record of a file. */
export interface FileColumns {
  readonly file: number;
  readonly format: string;
  /** What its format fills. */
  readonly filled: readonly FilledColumn[];
}

const FIRST_ROWS = 32;
const GROWTH = 4;
/** As DuckDB cuts its own files: large enough to pack well, small enough to be in memory many times. */
export const ROW_GROUP_ROWS = 122_880;

/** The collected rows of one day, in the order of the file. */
export class Sheet {
  arrays: RowArrays;
  rows = 0;
  capacity = 0;
  readonly #file: FileColumns;

  constructor(file: FileColumns) {
    this.#file = file;
    this.arrays = rowArrays(file.filled, 0);
  }

  get full(): boolean {
    return this.rows === this.capacity;
  }

  grow(): void {
    const wider = Math.min(Math.max(this.capacity * GROWTH, FIRST_ROWS), ROW_GROUP_ROWS);
    const arrays = rowArrays(this.#file.filled, wider);
    copyRows(this.arrays, arrays, this.rows);
    this.arrays = arrays;
    this.capacity = wider;
  }

  clear(): void {
    clearRows(this.arrays, this.rows);
    this.rows = 0;
  }

  /** Gives its memory back. */
  shrink(): void {
    this.arrays = rowArrays(this.#file.filled, 0);
    this.capacity = 0;
    this.rows = 0;
  }

  columns(words: readonly string[]): ColumnValues[] {
    return LANDED_COLUMN_NAMES.map((name): ColumnValues => {
      if (name === 'file' || name === 'format') return { kind: 'constant', value: this.#file[name] };
      if (!this.#file.filled.includes(name)) return { kind: 'constant', value: null };
      const values = this.arrays[name];
      if (Array.isArray(values)) return { kind: 'text', values };
      if (values instanceof Int8Array) return { kind: 'flag', values };
      return values instanceof Int32Array ? { kind: 'word', values, words } : { kind: 'whole', values };
    });
  }
}
