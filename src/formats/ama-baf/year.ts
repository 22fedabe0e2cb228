import { valueAt } from './bcd.ts';

/**
 * The year of a one-digit year in a file of a given year: this year, the next (the file of 31 December may hold records of a clock that
 * is ahead) or the last that ends in the digit. Assumed: the sources only say that the digit is the last of the year.
 */
export function yearOf(digit: number, fileYear: number): number {
  const ahead = (((digit - fileYear) % 10) + 10) % 10;
  return ahead <= 1 ? fileYear + ahead : fileYear + ahead - 10;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a date; -1 when there is no such date. */
export function dayOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return -1;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 ? at.getTime() / DAY_MS : -1;
}

/** Reads dates YMMDD and remembers the last one: most records have the date of the record before. */
export class DayReader {
  readonly #fileYear: number;
  #lastDate = -1;
  #lastDay = -1;

  constructor(fileYear: number) {
    this.#fileYear = fileYear;
  }

  /** Days since 1970-01-01; -1 when the field is not used or there is no such date. */
  read(bytes: Uint8Array, at: number): number {
    const date = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      const digits = valueAt(bytes, at, 5);
      const year = yearOf(Math.floor(digits / 10_000), this.#fileYear);
      this.#lastDay = digits < 0 ? -1 : dayOf(year, Math.floor(digits / 100) % 100, digits % 100);
    }
    return this.#lastDay;
  }
}
