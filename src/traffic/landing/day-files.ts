import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LANDED_COLUMNS, LANDED_COLUMN_NAMES } from '../landed.ts';
import type { RowArrays } from './columns.ts';
import { ParquetWriter } from './parquet/writer.ts';
import { ROW_GROUP_ROWS, Sheet } from './sheet.ts';
import type { FileColumns } from './sheet.ts';
import { Words } from './words.ts';

/** One Parquet file of a landed file: the records of one day. */
export interface DayFile {
  /** `YYYY-MM-DD`; `null` for records without a usable date. */
  readonly day: string | null;
  /** Below the folder of the landed file, with `/`. */
  readonly path: string;
  readonly rows: number;
  /** Whether any record has a connect time of each kind. */
  readonly hasUtc: boolean;
  readonly hasLocal: boolean;
}

/** What the rows of a file say themselves: to be equal to what its reader counted. */
export interface RowTotals {
  read: number;
  damaged: number;
  rejected: number;
  conversationMs: number;
}

interface OpenDay {
  readonly day: string | null;
  readonly path: string;
  readonly sheet: Sheet;
  readonly writer: ParquetWriter;
  hasUtc: boolean;
  hasLocal: boolean;
}

const DAY_MS = 86_400_000;
const SCHEMA = LANDED_COLUMN_NAMES.map((name) => ({ name, type: LANDED_COLUMNS[name].type }));
/** What is in memory at most, over all days: more is written before other is collected. */
export interface Bounds {
  /** Rows that there is room for. */
  readonly rows: number;
  /** Texts of the dictionary. */
  readonly words: number;
}

const BOUNDS: Bounds = { rows: 1 << 20, words: 1 << 16 };
/** Row groups that are being compressed and written while others are collected. */
const MOST_WRITING = 3;

/**
 * Collects the records of one file by the day of their connect time and writes each day as a Parquet file, in the order of the file.
 * Memory is bounded whatever the file holds: full row groups go to the disk, and the largest days when there are too many.
 */
export class DayFiles {
  readonly words = new Words();
  readonly totals: RowTotals = { read: 0, damaged: 0, rejected: 0, conversationMs: 0 };
  /** Of the day last begun. */
  rows: RowArrays;
  readonly #dir: string;
  readonly #file: FileColumns;
  readonly #bounds: Bounds;
  readonly #days = new Map<number, OpenDay>();
  #last: OpenDay | undefined;
  #lastDay = Number.NaN;
  #capacity = 0;
  #writing: Promise<void>[] = [];

  constructor(dir: string, file: FileColumns, bounds: Bounds = BOUNDS) {
    this.#dir = dir;
    this.#bounds = bounds;
    this.#file = file;
    this.rows = new Sheet(file).arrays;
    this.#clearWords();
  }

  /** Numbers of the three statuses in `words`. */
  readonly record = 0;
  readonly damaged = 1;
  readonly rejected = 2;

  /**
   * Begins a row of the day that `ms` (since 1970, from 0; -1: no usable date) lies in. @returns its index in `rows`; values that are
   * not set are missing.
   */
  begin(ms: number): number {
    const day = ms < 0 ? -1 : Math.floor(ms / DAY_MS);
    const open = day === this.#lastDay && this.#last ? this.#last : this.#turnTo(day);
    const { sheet } = open;
    if (sheet.full) this.#makeRoom(open);
    this.rows = sheet.arrays;
    return sheet.rows++;
  }

  /** To be awaited now and then, between two rows, so that no more is collected than the disk takes. */
  async ready(): Promise<void> {
    if (this.words.size > this.#bounds.words) {
      for (const open of this.#days.values()) this.#write(open);
      this.#clearWords();
    }
    while (this.#writing.length > MOST_WRITING) await this.#writing.shift();
  }

  /** Writes what is left, through to the disk. @returns the files in the order of days, the undated last. */
  async end(): Promise<DayFile[]> {
    const days = [...this.#days].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b)).map(([, open]) => open);
    for (const open of days) {
      this.#write(open);
      await this.ready();
      await open.writer.end();
    }
    await Promise.all(this.#writing);
    return days.map(({ day, path: file, writer, hasUtc, hasLocal }) => ({
      day,
      path: file,
      rows: writer.rows,
      hasUtc,
      hasLocal,
    }));
  }

  /** Ends all writing without caring for its outcome, so that the folder can be removed. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.#writing);
  }

  #clearWords(): void {
    this.words.clear();
    for (const status of ['record', 'damaged', 'rejected']) this.words.text(status);
  }

  #turnTo(number: number): OpenDay {
    let open = this.#days.get(number);
    if (!open) {
      open = this.#open(number);
      this.#days.set(number, open);
    }
    this.#last = open;
    this.#lastDay = number;
    return open;
  }

  #open(number: number): OpenDay {
    const day = number < 0 ? null : new Date(number * DAY_MS).toISOString().slice(0, 10);
    const file = day === null ? 'undated.parquet' : `${day.slice(0, 7)}/${day}.parquet`;
    const target = path.join(this.#dir, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const sheet = new Sheet(this.#file);
    return {
      day,
      path: file,
      sheet,
      writer: new ParquetWriter(target, SCHEMA),
      hasUtc: false,
      hasLocal: false,
    };
  }

  #makeRoom(open: OpenDay): void {
    const { sheet } = open;
    if (sheet.capacity === ROW_GROUP_ROWS) {
      this.#write(open);
      return;
    }
    this.#capacity -= sheet.capacity;
    sheet.grow();
    this.#capacity += sheet.capacity;
    this.#keepBounds(open);
  }

  /** Writes the days with most memory, but not the one that is being filled. */
  #keepBounds(filling: OpenDay): void {
    if (this.#capacity <= this.#bounds.rows) return;
    const others = [...this.#days.values()].filter((open) => open !== filling);
    for (const open of others.sort((a, b) => b.sheet.capacity - a.sheet.capacity)) {
      if (this.#capacity <= this.#bounds.rows / 2) return;
      this.#write(open);
      this.#capacity -= open.sheet.capacity;
      open.sheet.shrink();
      this.#capacity += open.sheet.capacity;
    }
  }

  #write(open: OpenDay): void {
    const { sheet, writer } = open;
    if (sheet.rows === 0) return;
    this.#count(open);
    this.#writing.push(writer.add(sheet.columns(this.words.all), sheet.rows));
    sheet.clear();
  }

  #count(open: OpenDay): void {
    const { arrays, rows } = open.sheet;
    const { status, conversation_ms: conversation, utc_ms: utc, local_ms: local } = arrays;
    const { totals } = this;
    totals.read += rows;
    for (let i = 0; i < rows; i++) {
      if (status[i] === this.damaged) totals.damaged += 1;
      else if (status[i] === this.rejected) totals.rejected += 1;
      const ms = conversation[i] as number;
      if (ms > 0) totals.conversationMs += ms;
    }
    open.hasUtc ||= utc.subarray(0, rows).some((ms) => ms >= 0);
    open.hasLocal ||= local.subarray(0, rows).some((ms) => ms >= 0);
  }
}
