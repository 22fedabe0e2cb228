import type { Problem } from '../../base/problem.ts';
import { tellsOfCustomer } from '../order-forms/customer-fields.ts';
import type { FormField } from '../order-forms/fields.ts';
import { isoDay } from '../order-forms/well-formed.ts';

/** A cell as its file holds it. Text is what somebody typed; the others are what a workbook made of it. */
export interface SheetCell {
  readonly text: string;
  /** `moment`: text is a local date-time of ISO. `number`: text is decimal. */
  readonly made: 'text' | 'number' | 'moment' | 'error' | 'boolean';
}

/** Texts that a spreadsheet runs, or takes for a command, when it opens a file. */
const RUNS = /^[=+\-@\t\r]/;
/** A spreadsheet puts this before text that is to stay text. */
const TEXT_MARK = /^'(?=[=+\-@'0-9])/;
const EXCEL_ERROR = /^#(REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|#+)$/;
const SCIENTIFIC = /^[+-]?\d+([.,]\d+)?E\+?\d{1,3}$/i;
/** Number of seconds since when a day of a workbook is counted is not needed: its reader makes moments. */
const PACKED = /^(\d{4})(\d{2})(\d{2})$/;
const PACKED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{4}[AP]M)$/i;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})-(\d{4}[AP]M)$/i;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/;
const LONGEST_SHOWN = 40;

export type ReadCell = { readonly text: string; readonly problem?: Omit<Problem, 'line' | 'field'> };

/**
 * The text of a field from a cell. What a spreadsheet is known to have changed beyond recovery is a problem: zeros at the front, long
 * numbers as 1.23E+11, dates that may be read two ways. What is only not well-formed is left for the edits.
 */
export function readCell(field: FormField, cell: SheetCell): ReadCell {
  const text = cell.text.replaceAll('\u00a0', ' ').trim().replace(TEXT_MARK, '');
  if (text === '') return { text };
  const wrong = (slug: string, sentence: string, cure: string): ReadCell => ({
    text,
    problem: { id: `order-csv/${slug}`, sentence, cure },
  });
  // What tells of an end user is not quoted.
  const quoted = tellsOfCustomer(field.form, field.field, field)
    ? 'The cell'
    : `"${text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`}"`;
  if (cell.made === 'error' || EXCEL_ERROR.test(text))
    return wrong('spreadsheet-error', `${quoted} is an error of the spreadsheet.`, 'Write the value itself.');
  if (cell.made === 'boolean')
    return wrong('boolean', 'The cell is TRUE or FALSE.', 'Write Y or N, as text.');
  if (RUNS.test(text) && cell.made === 'text')
    return wrong(
      'formula',
      `${quoted} begins with ${text.slice(0, 1)}, as a formula does.`,
      'Write the value itself, and begin it with a letter or a digit.',
    );
  if (cell.made === 'number' && !/^\d+$/.test(text))
    return wrong(
      'number',
      `${quoted} is no whole number.`,
      'Format the column as text and write the value again.',
    );
  const isNumber = field.type === 'numeric' || field.type === 'telephone' || isDated(field);
  if (SCIENTIFIC.test(text) && (isNumber || /E\+/i.test(text)))
    return wrong(
      'scientific',
      `${quoted} was a long number, and its digits are lost.`,
      'Format the column as text and write the number again.',
    );
  if (isDated(field)) return dated(field, cell, text, quoted, wrong);
  if (cell.made === 'moment')
    return wrong(
      'made-a-date',
      'The spreadsheet made a date of it.',
      'Format the column as text and write the value again.',
    );
  const padded = text.padStart(field.min, '0');
  if (/^\d+$/.test(text) && padded !== text && !field.wellFormed(text) && field.wellFormed(padded))
    return wrong(
      'leading-zeros',
      `${quoted} has ${text.length} digits of ${field.min}: zeros at its front seem to be lost.`,
      'Format the column as text and write the value again, with its zeros.',
    );
  return { text };
}

const isDated = ({ type }: FormField): boolean => type === 'date' || type === 'datetime';

type Wrong = (slug: string, sentence: string, cure: string) => ReadCell;

/** A date, or date and time, as the catalogue writes it. */
function dated({ type }: FormField, cell: SheetCell, text: string, quoted: string, wrong: Wrong): ReadCell {
  const withTime = type === 'datetime';
  if (cell.made === 'moment') return { text: ofMoment(text, withTime) };
  if (cell.made === 'number' && !PACKED.test(text))
    return wrong(
      'date',
      `${quoted} is a number.`,
      'Format the column as text and write 2026-12-08 or 12-08-2026.',
    );
  const day = PACKED.exec(text) ?? ISO.exec(text);
  if (day && !withTime) return { text: `${day[2]}-${day[3]}-${day[1]}` };
  const moment = PACKED_TIME.exec(text) ?? ISO_TIME.exec(text);
  if (moment && withTime)
    return { text: `${moment[2]}-${moment[3]}-${moment[1]}-${(moment[4] ?? '').toUpperCase()}` };
  const slashed = SLASHED.exec(text);
  if (slashed && !withTime) {
    const [, a = '', b = '', year = ''] = slashed;
    const readings = [`${pad(a)}-${pad(b)}-${year}`, `${pad(b)}-${pad(a)}-${year}`].filter(
      (one) => isoDay(one) !== undefined,
    );
    const [only, other] = new Set(readings);
    if (only !== undefined && other !== undefined)
      return wrong(
        'ambiguous-date',
        `${quoted} may be ${isoDay(only)} or ${isoDay(other)}.`,
        `Write ${isoDay(only)} or ${isoDay(other)}.`,
      );
    if (only !== undefined) return { text: only };
  }
  if (SHORT_YEAR.test(text))
    return wrong('short-year', `${quoted} has a year of two digits.`, 'Write the whole year: 2026-12-08.');
  return { text };
}

const pad = (part: string): string => part.padStart(2, '0');
const NOON = 12;

/** `2026-11-16T08:30:00` as `11-16-2026`, with the time as `11-16-2026-0830AM`. */
function ofMoment(iso: string, withTime: boolean): string {
  const at = Temporal.PlainDateTime.from(iso);
  const day = `${pad(String(at.month))}-${pad(String(at.day))}-${String(at.year).padStart(4, '0')}`;
  if (!withTime) return day;
  const hour = at.hour % NOON === 0 ? NOON : at.hour % NOON;
  return `${day}-${pad(String(hour))}${pad(String(at.minute))}${at.hour < NOON ? 'AM' : 'PM'}`;
}

/** A cell for a file that people open in a spreadsheet: text that it would run is marked as text. */
export const safeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
