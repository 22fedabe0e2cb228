import { readCsv } from '../../agreement/table.ts';
import { cents, toCents } from '../../base/money.ts';
import type { Cents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDecimal } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Mapping } from './mapping.ts';

/** One row of the other side's bill in our words. What its columns do not say is left out. */
export interface TheirRow {
  /** Line in their file. */
  readonly line: number;
  readonly account?: string;
  readonly code: string;
  /** Undefined when the mapping does not know the code. */
  readonly element?: string;
  readonly zone?: string;
  readonly reference?: string;
  readonly description: string;
  readonly quantity?: Rational;
  readonly rate?: Rational;
  readonly amount: Cents;
  readonly from?: string;
  readonly to?: string;
  /** A cell of it could not be read: it is matched, so that nobody calls its line missing, and not compared. */
  readonly unread?: true;
}

/** The rows, and a problem for each cell that could not be read. */
export interface TheirBill {
  readonly rows: readonly TheirRow[];
  readonly badRows: readonly Problem[];
}

/** Reads their CSV by the mapping. Cells that cannot be read are listed; a column that is not there fails the whole. */
export function readTheirBill(file: string, text: string, mapping: Mapping): Result<TheirBill> {
  const { header, lines, problems } = readCsv(file, text);
  const absent = Object.entries(mapping.columns)
    .filter(([, column]) => !header.includes(column))
    .map(([name, column]) => ({
      id: 'verify/missing-column',
      file,
      line: 1,
      field: name,
      sentence: `The bill has no column "${column}".`,
      cure: `Its columns are: ${header.join(', ') || 'none'}. Correct columns.${name} of the mapping.`,
    }));
  if (absent.length > 0) return fail(...(header.length === 0 ? problems : []), ...absent);
  const badLines = new Set(problems.map(({ line }) => line));
  const badRows: Problem[] = [...problems];
  const rows: TheirRow[] = [];
  for (const { line, values } of lines) {
    if (badLines.has(line)) continue;
    const { row, problems: unread } = readRow(file, line, values, mapping);
    rows.push(row);
    badRows.push(...unread);
  }
  return ok({ rows, badRows });
}

function readRow(
  file: string,
  line: number,
  values: Readonly<Record<string, string>>,
  mapping: Mapping,
): { row: TheirRow; problems: Problem[] } {
  const problems: Problem[] = [];
  const cell = (name: keyof Mapping['columns']): string | undefined => {
    const column = mapping.columns[name];
    const text = column === undefined ? '' : (values[column] ?? '');
    return text === '' ? undefined : text;
  };
  const bad = (name: keyof Mapping['columns'], form: string): undefined => {
    const column = mapping.columns[name] ?? name;
    problems.push({
      id: 'verify/row',
      file,
      line,
      field: column,
      sentence: `"${cell(name) ?? ''}" in ${column} is no ${form}.`,
      cure: 'Ask for a corrected bill, or correct the formats of the mapping.',
    });
    return undefined;
  };
  const number = (name: 'quantity' | 'rate'): Rational | undefined => {
    const text = cell(name);
    return text === undefined ? undefined : (readNumber(text, mapping.amounts) ?? bad(name, 'number'));
  };
  const date = (name: 'from' | 'to'): string | undefined => {
    const text = cell(name);
    return text === undefined
      ? undefined
      : (readDate(text, mapping.dates) ?? bad(name, `date like ${mapping.dates}`));
  };
  const money = readNumber(cell('amount') ?? '', mapping.amounts);
  const amount = money === undefined ? undefined : toCents(money);
  const read = { quantity: number('quantity'), rate: number('rate'), from: date('from'), to: date('to') };
  if (amount === undefined) bad('amount', 'amount of dollars and cents within 92 quadrillion');
  const code = cell('code') ?? '';
  const known = mapping.codes[code];
  const row: TheirRow = {
    line,
    code,
    description: cell('description') ?? '',
    amount: amount ?? cents(0),
    ...given({ account: cell('account'), reference: cell('reference'), ...read }),
    ...given({ element: known?.element, zone: known?.zone }),
    ...(problems.length > 0 ? { unread: true as const } : {}),
  };
  return { row, problems };
}

/** The fields that are not undefined. */
const given = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

function readNumber(text: string, style: Mapping['amounts']): Rational | undefined {
  const trimmed = text.trim().replace(/^\$\s*/, '');
  const wrapped = SIGNS[style.negative]?.exec(trimmed)?.[1];
  const body = (wrapped ?? trimmed).replace(/^\$\s*/, '');
  if (!/^-?[\d.,' ]+$/.test(body) || (wrapped !== undefined && body.startsWith('-'))) return undefined;
  const whole = style.thousands === undefined ? body : body.replaceAll(style.thousands, '');
  return parseDecimal(`${wrapped === undefined ? '' : '-'}${whole.replace(style.decimal, '.')}`);
}

/** How each style marks what is given back. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  'leading-minus': /^-\s*(.+)$/,
  'trailing-minus': /^(.+?)\s*-$/,
  parentheses: /^\((.+)\)$/,
  CR: /^(.+?)\s*CR$/i,
};

const DATES: Readonly<Record<string, RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$/,
  'MM/DD/YYYY': /^(?<m>\d\d?)\/(?<d>\d\d?)\/(?<y>\d{4})$/,
  'DD.MM.YYYY': /^(?<d>\d\d?)\.(?<m>\d\d?)\.(?<y>\d{4})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
};

function readDate(text: string, format: string): string | undefined {
  const parts = DATES[format]?.exec(text.trim())?.groups;
  if (!parts) return undefined;
  try {
    const { y, m, d } = { y: Number(parts['y']), m: Number(parts['m']), d: Number(parts['d']) };
    return Temporal.PlainDate.from({ year: y, month: m, day: d }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}
