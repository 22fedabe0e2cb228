import { isAscii } from 'node:buffer';
import { callReader, columnsOf } from './call.ts';
import type { ReadRow } from './call.ts';
import { splitCells } from './cells.ts';
import type { Row } from './fields.ts';
import type { MappedDamage, MappedOutcome } from './record.ts';
import type { CdrMapping } from './schema.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Longer lines come cut from the splitter. */
const LONGEST_BYTES = 64 * 1024;
/** C0, DEL and C1 but for the tab: no cell holds them, and a NUL cannot be stored as text. */
const CONTROL = /[^\P{Cc}\t]/u;

/** Reads the lines of one file by a mapping. A row is one physical line: a cell with a line break in it is damaged. */
export class MappedRows {
  readonly #mapping: CdrMapping;
  readonly #delimiter: string;
  /** Fewest and most cells of a row. */
  #cells: readonly [number, number] = [0, 0];
  #read: ((row: Row) => ReadRow) | undefined;
  #headerSeen = false;

  /** What is wrong with the header, when something is. */
  headerFault: string | undefined;

  constructor(mapping: CdrMapping) {
    this.#mapping = mapping;
    const { delimiter, header, columns, mayLack = 0, more } = mapping.rows;
    this.#delimiter = delimiter === 'tab' ? '\t' : delimiter;
    if (header) return;
    const numbers = columnsOf(mapping).map(Number);
    const count = columns?.length ?? Math.max(...numbers);
    this.#cells = [count - mayLack, more === true || !columns ? Infinity : count];
    this.#read = callReader(mapping, (column) => (columns ? place(columns, column) : Number(column) - 1));
  }

  /** Bytes without line end; undefined for an empty line, which is none. */
  read(bytes: Buffer, line: number, offset: number): MappedOutcome | undefined {
    if (bytes.length === 0) return undefined;
    const at = { line, offset };
    const damaged = (reason: MappedDamage, column = 0): MappedOutcome => ({
      ...at,
      kind: 'damaged',
      reason,
      column,
      raw: bytes.toString('latin1'),
    });
    const text = bytes.length < LONGEST_BYTES ? this.#decode(bytes, line === 1) : undefined;
    const cells =
      text === undefined ? undefined : splitCells(text, this.#delimiter, this.#mapping.rows.quotes);
    if (this.#mapping.rows.header && !this.#headerSeen) {
      this.#headerSeen = true;
      this.#header(cells ?? []);
      return { ...at, kind: 'header' };
    }
    if (!this.#read) return damaged('no-header');
    if (text === undefined) return damaged(bytes.length < LONGEST_BYTES ? 'not-text' : 'too-long');
    if (!cells) return damaged('quotes');
    if (CONTROL.test(text) || (this.#delimiter !== '\t' && text.includes('\t')))
      return damaged('control-character', cells.findIndex((cell) => /\p{Cc}/u.test(cell)) + 1);
    // Rows that are no calls may be shorter than calls.
    const outcome = this.#read({ cells });
    if (outcome.kind === 'passed-over') return { ...at, ...outcome };
    if (cells.length < this.#cells[0] || cells.length > this.#cells[1]) return damaged('cells');
    return outcome.kind === 'record'
      ? { ...at, ...outcome }
      : { ...at, ...outcome, raw: bytes.toString('latin1') };
  }

  #header(names: readonly string[]): void {
    const wanted = columnsOf(this.#mapping);
    const missing = wanted.filter((name) => !names.includes(name));
    const twice = wanted.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (missing.length > 0) this.headerFault = `The header has no column ${missing.join(', ')}.`;
    else if (twice.length > 0) this.headerFault = `The header has column ${twice.join(', ')} twice.`;
    else {
      const { mayLack = 0, more } = this.#mapping.rows;
      this.#cells = [names.length - mayLack, more === true ? Infinity : names.length];
      this.#read = callReader(this.#mapping, (column) => place(names, column));
    }
  }

  #decode(bytes: Buffer, first: boolean): string | undefined {
    if (this.#mapping.rows.encoding === 'latin-1' || isAscii(bytes)) return bytes.toString('latin1');
    try {
      const text = utf8.decode(bytes);
      return first && text.startsWith('\uFEFF') ? text.slice(1) : text;
    } catch {
      return undefined;
    }
  }
}

function place(names: readonly string[], column: string): number | undefined {
  const index = names.indexOf(column);
  return index < 0 ? undefined : index;
}
