import { readNumber, uriParameter } from './number.ts';
import type { MappedFault, MappedReject } from './record.ts';
import type { NumberRule, TextRule, YesNoRule } from './schema.ts';

/** The cells of a row, and where each column is in it. */
export interface Row {
  readonly cells: readonly string[];
}

/** A field that was read, undefined where the row does not say it, or why the row cannot be used. */
export type Read<T> = T | undefined | MappedFault;

/** Finds the cell of a column in a row: its 0-based index; undefined where the file has no such column. */
export type FindColumn = (column: string) => number | undefined;

export const isFault = (value: unknown): value is MappedFault =>
  typeof value === 'object' && value !== null && 'reason' in value;

/** A column's cell, undefined where it says nothing. */
export function cellReader(
  column: string,
  find: FindColumn,
  nothing: ReadonlySet<string>,
  own: readonly string[] = [],
): { readonly index: number; readonly read: (row: Row) => string | undefined } {
  const index = find(column) ?? -1;
  const more = nothing.size > 1 || own.length > 0;
  const empty = own.length === 0 ? nothing : new Set([...nothing, ...own]);
  return {
    index,
    read: (row) => {
      const text = row.cells[index];
      return text === undefined || text === '' || (more && empty.has(text)) ? undefined : text;
    },
  };
}

const NOT_NANP: Readonly<Record<string, MappedReject>> = {
  from_number: 'calling-not-nanp',
  to_number: 'called-not-nanp',
  charge_number: 'charge-not-nanp',
  lrn: 'lrn-not-nanp',
};

export interface NumberRead {
  readonly value: number;
  readonly service: boolean;
}

/** Reads a number of the North American plan, or a service code. */
export function numberField(
  field: string,
  rule: NumberRule,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => Read<NumberRead> {
  const cell = cellReader(rule.column, find, nothing, rule.nothing);
  const other = rule.or === undefined ? undefined : cellReader(rule.or, find, nothing, rule.nothing);
  return (row) => {
    const first = cell.read(row);
    const whole = first ?? other?.read(row);
    const column = (first === undefined && other ? other.index : cell.index) + 1;
    const text =
      whole !== undefined && rule.parameter !== undefined ? uriParameter(whole, rule.parameter) : whole;
    if (text === undefined) return undefined;
    const read = readNumber(text, rule.areaCode);
    if (read.kind === 'not-a-number') return { kind: 'damaged', reason: 'not-a-number', column, field };
    const reason = NOT_NANP[field];
    if (read.kind === 'not-nanp')
      return reason === undefined ? undefined : { kind: 'rejected', reason, column, field };
    return { value: read.value, service: read.kind === 'service' };
  };
}

/**
 * Reads the digits that the caller dialled, without the 1 before ten others; undefined for what is no plain number, such as star codes. The 0
 * before a call through an operator cannot stay in an integer: `0` alone does, and 0 with ten digits is the ten digits.
 */
export function dialledField(
  rule: NumberRule,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => number | undefined {
  const cell = cellReader(rule.column, find, nothing, rule.nothing);
  return (row) => {
    const text = cell.read(row);
    if (text === undefined) return undefined;
    const digits = /^(?:sips?:|tel:)?\+?(\d{1,15})(?:$|[;@])/i.exec(text.replaceAll(/[-. ()]/g, ''))?.[1];
    return digits === undefined ? undefined : Number(/^1(\d{10})$/.exec(digits)?.[1] ?? digits);
  };
}

/** Reads a text; one that `translate` does not know is rejected. */
export function textField(
  field: string,
  rule: TextRule,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => Read<string> {
  const { constant, translate } = rule;
  if (constant !== undefined || rule.column === undefined) return () => constant;
  const cell = cellReader(rule.column, find, nothing, rule.nothing);
  const column = cell.index + 1;
  return (row) => {
    const text = cut(cell.read(row), rule);
    if (text === undefined || text === '' || translate === undefined) return text === '' ? undefined : text;
    const ours = Object.hasOwn(translate, text) ? translate[text] : undefined;
    return ours ?? { kind: 'rejected', reason: 'unknown-word', column, field };
  };
}

function cut(text: string | undefined, { parameter, after, before }: TextRule): string | undefined {
  if (text === undefined) return undefined;
  let found = parameter === undefined ? text : uriParameter(text, parameter);
  if (found !== undefined && after !== undefined) {
    const at = found.indexOf(after);
    found = at < 0 ? undefined : found.slice(at + after.length);
  }
  if (found === undefined || before === undefined) return found;
  const at = found.lastIndexOf(before);
  return at < 0 ? undefined : found.slice(0, at);
}

/** A text of so many digits as a number or, with leading zeros, as text; undefined where it is none of these. */
export function digitsOf(text: string | undefined, form: RegExp): string | undefined {
  return text === undefined ? undefined : form.exec(text)?.[1];
}

/** Reads yes or no; a cell of neither list is rejected. */
export function yesNoField(
  field: string,
  rule: YesNoRule,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => Read<boolean> {
  if (rule.column === undefined) return () => rule.always;
  const cell = cellReader(rule.column, find, nothing);
  const column = cell.index + 1;
  const [yes, no] = [new Set(rule.yes), rule.no && new Set(rule.no)];
  return (row) => {
    const text = cell.read(row) ?? '';
    if (yes.has(text)) return true;
    if (no === undefined || no.has(text)) return false;
    return { kind: 'rejected', reason: 'unknown-answer', column, field };
  };
}
