import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fileTooLarge, MAX_FILE_BYTES, MAX_LINES, tooManyLines } from '../order-file/file-order.ts';
import type { OrderFile } from '../order-file/file-order.ts';
import type { SheetCell } from './cell.ts';
import { readSheet } from './read-csv.ts';
import type { ReadSheetOptions } from './read-csv.ts';
import type { SheetRow } from './rows.ts';
import { unzip } from './unzip.ts';
import { BadPart, momentStyles, readOutline, readPart, sharedTexts } from './workbook-parts.ts';

/** Bytes that a workbook may unpack to, for each byte that its file may have. */
const UNPACKED = 4;
const MOST_PARTS = 1000;
const MOST_COLUMNS = 1000;
const MOST_FORMULAS_SHOWN = 20;
/** The sheet with the orders; without one of this name the first. */
const SHEET = 'Orders';

const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const SHARED = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
const WANTED =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/**
 * Reads orders from an Excel workbook: the sheet "Orders", or else the first, as a CSV is read, with what a cell is beside its text.
 * Formulas refuse the file: what they show depends on who opens it.
 */
export async function readOrderXlsx(
  bytes: Uint8Array,
  options: ReadSheetOptions = {},
): Promise<Result<OrderFile>> {
  const { maxBytes = MAX_FILE_BYTES, maxLines = MAX_LINES } = options;
  if (bytes.byteLength > maxBytes) return fail(fileTooLarge(maxBytes));
  const parts = await unzip(bytes, (name) => WANTED.test(name), {
    maxBytes: maxBytes * UNPACKED,
    maxEntries: MOST_PARTS,
  });
  if (!parts.ok) return parts;
  try {
    const rows = rowsOf(parts.value, maxLines);
    return rows.ok ? readSheet('xlsx', rows.value, options) : rows;
  } catch (error) {
    if (!(error instanceof BadPart)) throw error;
    return fail(damaged(error.message));
  }
}

function rowsOf(parts: ReadonlyMap<string, Buffer>, maxLines: number): Result<SheetRow[]> {
  const [book, relations] = [parts.get(BOOK), parts.get(RELATIONS)];
  if (!book || !relations) return fail(damaged('it is no workbook of Excel'));
  const { sheets, from1904 } = readOutline(book, relations);
  const chosen = sheets.find(({ name }) => name.toLowerCase() === SHEET.toLowerCase()) ?? sheets[0];
  const sheet = chosen && parts.get(chosen.file);
  if (!sheet) return fail(damaged('it has no sheet'));
  const shared = parts.get(SHARED);
  const styles = parts.get(STYLES);
  const reader = new SheetReader(
    shared ? sharedTexts(shared) : [],
    styles ? momentStyles(styles) : new Set(),
    from1904,
    maxLines,
  );
  readPart(sheet, reader);
  if (reader.tooMany) return fail(tooManyLines(maxLines));
  return reader.formulaCount > 0 ? fail(...formulaProblems(reader)) : ok(reader.rows);
}

class SheetReader {
  readonly rows: SheetRow[] = [];
  /** The first formulas, and how many there are. */
  readonly formulas: { readonly line: number; readonly cell: string }[] = [];
  formulaCount = 0;
  tooMany = false;
  readonly #shared: readonly string[];
  readonly #moments: ReadonlySet<number>;
  readonly #from1904: boolean;
  readonly #maxLines: number;
  #line = 0;
  #cells: SheetCell[] = [];
  #column = 0;
  #reference = '';
  #type = '';
  #style = 0;
  #text = '';
  #inValue = false;

  constructor(shared: readonly string[], moments: ReadonlySet<number>, from1904: boolean, maxLines: number) {
    this.#shared = shared;
    this.#moments = moments;
    this.#from1904 = from1904;
    this.#maxLines = maxLines;
  }

  open(name: string, attribute: (name: string) => string): void {
    if (name === 'row') {
      this.#line = Number(attribute('r')) || this.#line + 1;
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'c') {
      this.#reference = attribute('r');
      this.#column = columnOf(this.#reference) ?? this.#column + 1;
      this.#type = attribute('t');
      this.#style = Number(attribute('s'));
      this.#text = '';
    } else if (name === 'f') {
      this.formulaCount += 1;
      if (this.formulas.length < MOST_FORMULAS_SHOWN)
        this.formulas.push({ line: this.#line, cell: this.#reference });
    }
    this.#inValue = name === 'v' || name === 't';
  }

  text(part: string): void {
    if (this.#inValue) this.#text += part;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    if (name === 'c' && this.#column <= MOST_COLUMNS) {
      while (this.#cells.length < this.#column - 1) this.#cells.push({ text: '', made: 'text' });
      this.#cells[this.#column - 1] = this.#cell();
    }
    if (name !== 'row') return;
    // Two more than are taken, the header and one too many: what follows is not kept.
    if (this.rows.length > this.#maxLines + 1) this.tooMany = true;
    else if (this.#cells.some(({ text }) => text !== ''))
      this.rows.push({ line: this.#line, cells: this.#cells });
  }

  #cell(): SheetCell {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return { text: this.#shared[Number(text)] ?? '', made: 'text' };
      case 'str':
      case 'inlineStr':
        return { text, made: 'text' };
      case 'b':
        return { text: text === '1' ? 'TRUE' : 'FALSE', made: 'boolean' };
      case 'e':
        return { text, made: 'error' };
      case 'd':
        return { text, made: /^\d{4}-\d{2}-\d{2}/.test(text) ? 'moment' : 'text' };
      default:
        return text === '' ? { text, made: 'text' } : this.#number(text);
    }
  }

  #number(text: string): SheetCell {
    const value = Number(text);
    if (this.#moments.has(this.#style)) {
      const moment = momentOf(value, this.#from1904);
      return moment === undefined ? { text, made: 'number' } : { text: moment, made: 'moment' };
    }
    // A workbook keeps fifteen digits: more are lost, and are left as they are written, 1.23E+17.
    const whole = Number.isInteger(value) && Math.abs(value) < 1e15;
    return { text: whole ? value.toString() : text, made: 'number' };
  }
}

/** `AB12` → 28. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

const LAST_DAY = 2_958_465;
const SECONDS = 86_400;

/** A day of a workbook, counted from the end of 1899 or from 1904, with its part as the time: local ISO date-time. */
function momentOf(value: number, from1904: boolean): string | undefined {
  // Day 60 is a 29 February 1900 that never was: days up to it are one off, and no order is of then.
  if (!(value > 60 && value <= LAST_DAY)) return undefined;
  const start = from1904 ? '1904-01-01T00:00:00' : '1899-12-30T00:00:00';
  const days = Math.floor(value);
  return Temporal.PlainDateTime.from(start)
    .add({ days, seconds: Math.round((value - days) * SECONDS) })
    .toString();
}

function formulaProblems({ formulas, formulaCount }: SheetReader): Problem[] {
  const problems = formulas.map(({ line, cell }): Problem => ({
    id: 'order-xlsx/formula',
    line,
    field: cell,
    sentence: `Cell ${cell} is a formula.`,
    cure: 'Copy the cells and paste them as values.',
  }));
  const more = formulaCount - problems.length;
  if (more > 0)
    problems.push({
      id: 'order-xlsx/formula',
      field: 'file',
      sentence: `${more} more cells are formulas.`,
      cure: 'Copy the sheet and paste it as values.',
    });
  return problems;
}

const damaged = (why: string): Problem => ({
  id: 'order-xlsx/damaged',
  field: 'file',
  sentence: `The workbook cannot be read: ${why}.`,
  cure: 'Save it again as .xlsx, or as CSV UTF-8.',
});
