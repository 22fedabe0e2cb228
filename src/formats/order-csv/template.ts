import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import type { FormCode, OrderDocument } from '../order-forms/document.ts';
import { shippedForms } from '../order-forms/shipped.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import { describeForm } from '../order-forms/well-formed.ts';
import { safeCell } from './cell.ts';

/** Forms that an order has once: its first row says them. */
const ONCE: ReadonlySet<string> = new Set(['LSR', 'ASR', 'EU']);

/** Columns and rows of a sheet that says these orders, one row a line, cells as the catalogue writes them. */
export function sheetOfOrders(
  documents: readonly OrderDocument[],
  fields: FieldsByForm = shippedForms().fields,
): { header: string[]; rows: string[][] } {
  const columns = [...fields].flatMap(([form, ofForm]) =>
    [...ofForm.keys()]
      .filter((field) => documents.some((one) => one[form]?.some((section) => (section[field] ?? '') !== '')))
      .map((field) => ({ form, field })),
  );
  const rows = documents.flatMap((document) => {
    const page: FormCode = document.ASR === undefined ? 'LSR' : 'ASR';
    const lines = Math.max(
      1,
      ...Object.entries(document).map(([form, sections]) => (ONCE.has(form) ? 1 : sections.length)),
    );
    return Array.from({ length: lines }, (_, line) =>
      columns.map(({ form, field }) => {
        const isName = form === page && ['CCNA', 'PON', 'VER'].includes(field);
        const section = isName ? document[form]?.[0] : document[form]?.[line];
        return section?.[field] ?? '';
      }),
    );
  });
  return { header: columns.map(({ form, field }) => `${form}.${field}`), rows };
}

/** The sheet as CSV: CRLF, and a byte order mark by which Excel knows UTF-8. */
export const writeOrderCsv = (documents: readonly OrderDocument[], fields?: FieldsByForm): string => {
  const { header, rows } = sheetOfOrders(documents, fields);
  return `\ufeff${stringify([header, ...rows.map((row) => row.map(safeCell))], { record_delimiter: 'windows' })}`;
};

/** The sheet as a workbook whose cells are all text, so that no digit is lost, with a second sheet that says what the fields are. */
export async function writeOrderXlsx(
  documents: readonly OrderDocument[],
  fields: FieldsByForm = shippedForms().fields,
): Promise<Buffer> {
  const { header, rows } = sheetOfOrders(documents, fields);
  const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const, format: '@' });
  const text = (value: string) => ({ value, type: String, format: '@' });
  // Rows that are empty yet are text, too: what is written into them keeps its zeros.
  const empty = Array.from({ length: EMPTY_ROWS }, () => header.map(() => text('')));
  const meaning = [...fields].flatMap(([form, ofForm]) =>
    [...ofForm.values()].map((field) => [`${form}.${field.field}`, field.title, describeForm(field)]),
  );
  const sheets = [
    {
      data: [header.map(bold), ...rows.map((row) => row.map(text)), ...empty],
      sheet: 'Orders',
      stickyRowsCount: 1,
      columns: header.map((name) => ({ width: Math.max(name.length + 2, 12) })),
    },
    {
      data: [['Field', 'What it is', 'How it is written'].map(bold), ...meaning.map((row) => row.map(text))],
      sheet: 'Fields',
      stickyRowsCount: 1,
      columns: [{ width: 24 }, { width: 60 }, { width: 50 }],
    },
  ];
  return writeExcelFile(sheets).toBuffer();
}

const EMPTY_ROWS = 200;
