import { clli } from '../../base/codes.ts';

export const FIELD_TYPES = [
  'alpha',
  'numeric',
  'alphanumeric',
  'facility',
  'text',
  'date',
  'datetime',
  'telephone',
  'clli',
  'flag',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What makes a field's text well-formed. */
export interface FieldForm {
  readonly type: FieldType;
  /** Characters, both included; `max` may be infinite. */
  readonly min: number;
  readonly max: number;
  /** The only texts that it may have; without one every text. */
  readonly values: readonly string[];
}

/** Telephone numbers need no more room than this unless ranges are allowed. */
const ONE_NUMBER = 12;
const SIGNS = /^[A-Za-z0-9 .,'/&#*():+@$%;=!?_-]+$/;
const DATE = /^(\d{2})-(\d{2})-(\d{4})$/;
const DATE_TIME = /^(\d{2}-\d{2}-\d{4})-(0[1-9]|1[0-2])[0-5]\d[AP]M$/;

const FORMS: Readonly<Record<FieldType, (text: string, form: FieldForm) => boolean>> = {
  alpha: (text) => /^[A-Za-z ]+$/.test(text),
  numeric: (text) => /^\d+$/.test(text),
  alphanumeric: (text) => SIGNS.test(text),
  facility: (text) => SIGNS.test(text),
  text: (text) => /^[^\p{Cc}]*$/u.test(text.replace(/[\n\r\t]/g, ' ')),
  date: (text) => isoDay(text) !== undefined,
  datetime: (text) => DATE_TIME.test(text) && isoDay(text) !== undefined,
  telephone: (text, { max }) =>
    /^(?:\d{10}|\d{3}-\d{3}-\d{4})$/.test(text) ||
    (max > ONE_NUMBER && /^\d{3}-\d{3}-\d{4}-\d{4}$/.test(text)),
  clli: (text) => clli(text) === text,
  flag: (text, { values }) => values.length > 0 || text === 'Y',
};

/** Test of a field's text, made once for each field. */
export function wellFormedTest(form: FieldForm): (text: string) => boolean {
  const { type, min, max } = form;
  const test = FORMS[type];
  if (form.values.length > 0) {
    const values = new Set(form.values);
    return (text) => values.has(text);
  }
  return (text) => text.length >= min && text.length <= max && test(text, form);
}

/** The day of `MM-DD-CCYY`, also with a time after it, as ISO text; undefined when it is no day of the calendar. */
export function isoDay(text: string): string | undefined {
  const match = DATE.exec(text.length > 10 ? text.slice(0, 10) : text);
  if (!match) return undefined;
  const [, month = '', day = '', year = ''] = match;
  const days = DAYS[Number(month) - 1];
  if (days === undefined || day === '00') return undefined;
  const leap = month === '02' && isLeap(Number(year)) ? 1 : 0;
  return Number(day) <= days + leap ? `${year}-${month}-${day}` : undefined;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Kind of carrier system in a facility's name: the second of its parts, which stand between virgules or periods. */
export const carrierSystem = (text: string): string | undefined => text.split(/[/.]/)[1] || undefined;

/** In words, for whoever must cure it: `2 letters`, `one of A, B`. */
export function describeForm({ type, min, max, values }: FieldForm): string {
  if (values.length > 0) return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;
  const count = max === Infinity ? `${min} or more` : min === max ? `${min}` : `${min} to ${max}`;
  switch (type) {
    case 'alpha':
      return `${count} letters`;
    case 'numeric':
      return `${count} digits`;
    case 'alphanumeric':
    case 'facility':
      return `${count} letters, digits and signs`;
    case 'text':
      return `${count} printable characters`;
    case 'date':
      return 'a date MM-DD-CCYY';
    case 'datetime':
      return 'a date and time MM-DD-CCYY-HHMMAM or PM';
    case 'telephone':
      return max > ONE_NUMBER
        ? 'a telephone number like 816-555-0100, or a range like 816-555-0100-0109'
        : 'a telephone number like 816-555-0100';
    case 'clli':
      return 'a CLLI code of 8 or 11 characters';
    case 'flag':
      return 'Y';
  }
}
