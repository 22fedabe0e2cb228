import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decodeText } from '../order-file/decode.ts';
import { fileTooLarge, MAX_FILE_BYTES, MAX_LINES, tooManyLines } from '../order-file/file-order.ts';
import type { FileLimits, OrderFile } from '../order-file/file-order.ts';
import { shippedForms } from '../order-forms/shipped.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import type { SheetCell } from './cell.ts';
import { readColumns } from './columns.ts';
import { ordersOfRows } from './rows.ts';
import type { SheetRow } from './rows.ts';

export type ReadSheetOptions = FileLimits & { readonly fields?: FieldsByForm };

/** Characters of one row: more than any order has. */
const LONGEST_ROW = 200_000;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads orders from CSV: a header of fields, then one row a line of an order. Commas, semicolons or tabs, whichever the header has; LF or
 * CRLF; UTF-8. What is wrong with the header or with the quotes refuses the file; what is wrong with a row stands with its order.
 */
export function readOrderCsv(bytes: Uint8Array, options: ReadSheetOptions = {}): Result<OrderFile> {
  const { maxBytes = MAX_FILE_BYTES } = options;
  if (bytes.byteLength > maxBytes) return fail(fileTooLarge(maxBytes));
  const text = decodeText(bytes);
  if (!text.ok) return text;
  // One row more than is taken tells that there are too many.
  const most = (options.maxLines ?? MAX_LINES) + 2;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text.value, {
      delimiter: delimiterOf(text.value),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: LONGEST_ROW,
      info: true,
      to: most,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    return fail({
      id: 'order-csv/quotes',
      line,
      field: 'file',
      sentence: `Line ${line} is not valid CSV: a quote stands where none may, is not closed, or a row has no end.`,
      cure: 'Put quotes around the whole cell, and write a quote in it twice.',
    });
  }
  if (records.length === most) return fail(tooManyLines(most - 2));
  return readSheet('csv', linesOf(records), options);
}

/** The orders of a sheet whose first row that is not empty is the header. */
export function readSheet(
  format: 'csv' | 'xlsx',
  rows: readonly SheetRow[],
  { fields = shippedForms().fields, maxLines = MAX_LINES }: ReadSheetOptions,
): Result<OrderFile> {
  const filled = rows.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
  const [first, ...rest] = filled;
  if (first === undefined)
    return fail({
      id: 'order-csv/empty',
      line: 1,
      field: 'file',
      sentence: 'The file is empty.',
      cure: 'Begin with a row of names such as LSR.PON, LSR.VER, LS.CFA; see meetpoint orders template.',
    });
  if (rest.length > maxLines) return fail(tooManyLines(maxLines));
  const header = first.cells.map(({ text }) => text.trim());
  while (header.at(-1) === '') header.pop();
  const { columns, problems } = readColumns(header, first.line, fields);
  if (problems.length > 0) return fail(...problems);
  const { orders, texts } = ordersOfRows(columns, rest, fields);
  return ok({ format, orders, sheet: { header, rows: texts } });
}

/** The sign that separates the header: of those that it has, the most frequent outside quotes. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (sign: string): number => header.split(sign).length;
  return DELIMITERS.reduce((best: string, sign) => (count(sign) > count(best) ? sign : best), ',');
}

/** Each record with the line on which it begins: a cell may have line breaks in it. */
function linesOf(records: readonly { record: string[]; info: { lines: number } }[]): SheetRow[] {
  let line = 1;
  return records.map(({ record, info }) => {
    const row = { line, cells: record.map((text): SheetCell => ({ text, made: 'text' })) };
    line = info.lines + 1;
    return row;
  });
}
