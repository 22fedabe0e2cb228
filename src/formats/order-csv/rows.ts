import type { Problem } from '../../base/problem.ts';
import { identityOf } from '../order-file/file-order.ts';
import type { FileOrder } from '../order-file/file-order.ts';
import type { FormCode, OrderDocument } from '../order-forms/document.ts';
import { checkOrderDocument } from '../order-forms/read.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import { readCell } from './cell.ts';
import type { SheetCell } from './cell.ts';
import type { Column } from './columns.ts';

/** A row of a sheet that is not empty, with the line on which it begins. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly SheetCell[];
}

/** Forms of which an order of a sheet has one section; every other form has one for each row that fills it. */
const ONCE: ReadonlySet<FormCode> = new Set(['LSR', 'EU', 'ASR']);

/** An order while its rows are gathered. */
interface Gathered {
  readonly ccna: string;
  readonly pon: string;
  readonly ver: string;
  readonly lines: number[];
  readonly forms: Map<FormCode, Record<string, string>[]>;
  /** Which line said a field of a form that is there once. */
  readonly said: Map<string, number>;
  readonly sections: Map<string, number>;
  readonly problems: Problem[];
}

/**
 * The orders that rows say: rows with the same orderer, number and version are lines of one order, wherever they stand. What an
 * order says once (forms LSR, EU, ASR) may be left out of all its rows but one.
 */
export function ordersOfRows(
  columns: readonly Column[],
  rows: Iterable<SheetRow>,
  fields: FieldsByForm,
): { orders: FileOrder[]; texts: Map<number, readonly string[]> } {
  const orders: Gathered[] = [];
  const byName = new Map<string, Gathered>();
  const lastByPon = new Map<string, Gathered>();
  const texts = new Map<number, readonly string[]>();
  for (const row of rows) {
    const read = readRow(columns, row);
    texts.set(row.line, read.texts);
    const { ccna, pon, ver } = read;
    const name = JSON.stringify([ccna, pon, ver]);
    const lean = ccna === '' || ver === '' ? lastByPon.get(pon) : undefined;
    const joins =
      lean !== undefined && (ccna === '' || lean.ccna === ccna) && (ver === '' || lean.ver === ver);
    let order = pon === '' ? undefined : (byName.get(name) ?? (joins ? lean : undefined));
    if (order === undefined) {
      order = {
        ccna,
        pon,
        ver,
        lines: [],
        forms: new Map(),
        said: new Map(),
        sections: new Map(),
        problems: [],
      };
      orders.push(order);
      if (pon !== '') {
        byName.set(name, order);
        lastByPon.set(pon, order);
      }
    }
    addRow(order, row, read);
  }
  return { orders: orders.map((order) => finished(order, fields)), texts };
}

interface ReadRow {
  readonly ccna: string;
  readonly pon: string;
  readonly ver: string;
  readonly texts: readonly string[];
  readonly said: readonly { readonly form: FormCode; readonly field: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

function readRow(columns: readonly Column[], { line, cells }: SheetRow): ReadRow {
  const problems: Problem[] = [];
  const texts: string[] = [];
  const said: { form: FormCode; field: string; text: string }[] = [];
  const identity: Record<string, string> = {};
  for (let at = 0; at < Math.max(columns.length, cells.length); at += 1) {
    const column = columns[at];
    const cell = cells[at];
    if (cell === undefined || column === undefined || !('field' in column)) {
      texts.push(cell?.text ?? '');
      if (cell !== undefined && column === undefined && cell.text.trim() !== '')
        problems.push({
          id: 'order-csv/too-many-cells',
          line,
          field: `column ${at + 1}`,
          sentence: `The row has ${cells.length} cells and the header ${columns.length}.`,
          cure: 'Put quotes around cells that contain commas.',
        });
      continue;
    }
    const { form, field } = column;
    const { text, problem } = readCell(field, cell);
    texts.push(text);
    if (problem) problems.push({ ...problem, line, field: `${form}.${field.field}` });
    if (text === '') continue;
    said.push({ form, field: field.field, text });
    if (form === 'LSR' || form === 'ASR') identity[field.field] ??= text;
  }
  return {
    ccna: identity['CCNA'] ?? '',
    pon: identity['PON'] ?? '',
    ver: identity['VER'] ?? '',
    texts,
    said,
    problems,
  };
}

function addRow(order: Gathered, { line }: SheetRow, { pon, said, problems }: ReadRow): void {
  order.lines.push(line);
  order.problems.push(...problems);
  if (pon === '')
    order.problems.push({
      id: 'order-csv/no-number',
      line,
      field: 'PON',
      sentence: 'The row has no order number.',
      cure: 'Write the PON in each row, also in further lines of one order.',
    });
  const own = new Map<FormCode, Record<string, string>>();
  for (const { form, field, text } of said) {
    const section = own.get(form) ?? sectionOf(order, form, line);
    own.set(form, section);
    const place = `${form}.${field}`;
    if (!ONCE.has(form)) section[field] = text;
    else if (!Object.hasOwn(section, field)) {
      section[field] = text;
      order.said.set(place, line);
    } else if (section[field] !== text)
      order.problems.push({
        id: 'order-csv/contradiction',
        line,
        field: place,
        sentence: `${field} is not what line ${order.said.get(place)} says of the same order.`,
        cure: 'Write it in one row of the order, or the same in each.',
      });
  }
}

/** The section that a row fills: the only one of its form, or a new one. */
function sectionOf(order: Gathered, form: FormCode, line: number): Record<string, string> {
  const sections = order.forms.get(form) ?? [];
  order.forms.set(form, sections);
  const there = ONCE.has(form) ? sections[0] : undefined;
  if (there) return there;
  const made: Record<string, string> = {};
  sections.push(made);
  order.sections.set(`${form}[${sections.length}]`, line);
  return made;
}

function finished(
  { ccna, pon, ver, lines, forms, sections, problems }: Gathered,
  fields: FieldsByForm,
): FileOrder {
  const read = Object.fromEntries(forms) as OrderDocument;
  const [line = 0] = lines;
  const checked = checkOrderDocument(read, { fields });
  const all = [...problems, ...(checked.ok ? [] : checked.problems.map((one) => ({ ...one, line })))];
  const identity = identityOf(read);
  return {
    lines,
    ccna: identity.ccna || ccna,
    pon: identity.pon || pon,
    ver: identity.ver || ver,
    ...(all.length === 0 && checked.ok ? { document: checked.value } : {}),
    problems: all,
    sections,
  };
}
