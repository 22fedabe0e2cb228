import { stringify } from 'csv-stringify/sync';
import { RESULT_PREFIX, safeCell } from '../../formats/order-csv/index.ts';
import type { OrderFile } from '../../formats/order-file/file-order.ts';
import { VERDICT_WORDS } from './result.ts';
import type { FileLine, FileResult, RowProblem } from './result.ts';

const COLUMNS = [
  'line',
  'CCNA',
  'PON',
  'VER',
  'verdict',
  'order',
  'state',
  'desired_date',
  'standard_date',
  'promised_date',
  'charges',
  'charges_provenance',
  'send_again_as',
  'edits',
  'what_is_wrong',
  'cures',
  'clauses',
  'warnings',
] as const;

/** The result as CSV that is safe to open in a spreadsheet: UTF-8 with its mark, CRLF, one row a line of the file. */
export const resultCsv = (result: FileResult): string => [...resultCsvParts(result)].join('');

/** `resultCsv` in parts of so many rows, each made when it is asked for. */
export const resultCsvParts = ({ rows }: FileResult): Generator<string> => csvParts(COLUMNS, rows, cellsOf);

/** Rows that are written together: a few milliseconds. */
const PART_ROWS = 100;

function* csvParts<T>(
  head: readonly string[],
  rows: readonly T[],
  cellsOf: (row: T) => readonly string[],
): Generator<string> {
  yield `\ufeff${csvOf([head])}`;
  for (let from = 0; from < rows.length; from += PART_ROWS)
    yield csvOf(rows.slice(from, from + PART_ROWS).map(cellsOf));
}

const csvOf = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(safeCell)),
    { record_delimiter: 'windows' },
  );

function cellsOf(row: FileLine): string[] {
  const { problems, warnings, charges } = row;
  const all = (say: (problem: RowProblem) => string | undefined): string =>
    problems.flatMap((problem) => say(problem) ?? []).join('\n');
  return [
    String(row.line),
    row.ccna,
    row.pon,
    row.ver,
    VERDICT_WORDS[row.verdict],
    row.order ?? '',
    row.state ?? '',
    row.desiredDate ?? '',
    row.negotiated ? 'by agreement' : (row.standardDate ?? ''),
    row.promisedDate ?? '',
    charges?.amount ?? '',
    charges?.provenance.join(' ') ?? '',
    row.sendAgainAs ?? '',
    problems.map(({ id }) => id).join(' '),
    all(({ field, sentence }) => (field === undefined ? sentence : `${field}: ${sentence}`)),
    all(({ cure }) => cure),
    [...new Set(problems.flatMap(({ clause }) => clause ?? []))].join(' '),
    warnings.map(({ id, sentence }) => `${id} ${sentence}`).join('\n'),
  ];
}

/** Verdicts after which a row is mended and sent again. */
const TO_MEND: ReadonlySet<string> = new Set(['rejected', 'refused', 'unreadable']);

/** What is mended of an order that was rejected is a supplement with other changes than its date. */
const OTHER_CHANGES = '3';

/**
 * The rows of a sheet that are to be mended and sent again, with what is wrong before their own cells; the columns of the result say
 * nothing when they come back. A rejected request has its next version filled in, SUP 3, and a column for its REMARKS. Undefined for
 * XML, and where there is nothing to mend.
 */
export function mendCsv(file: OrderFile, result: FileResult): string | undefined {
  const parts = mendCsvParts(file, result);
  return parts && [...parts].join('');
}

/** `mendCsv` in parts of so many rows, each made when it is asked for. */
export function mendCsvParts(file: OrderFile, { rows }: FileResult): Generator<string> | undefined {
  if (file.sheet === undefined) return undefined;
  const { header, rows: cells } = file.sheet;
  const bad = rows.filter(({ verdict, state }) => TO_MEND.has(verdict) || state === 'rejected');
  if (bad.length === 0) return undefined;
  const own = ['line', 'verdict', 'what_is_wrong', 'cures'].map((name) => `${RESULT_PREFIX}${name}`);
  const kept = header.flatMap((name, at) =>
    name.toLowerCase().startsWith(RESULT_PREFIX) ? [] : [{ name, at }],
  );
  const isLocal = !header.some((name) => /^ASR\./i.test(name));
  if (isLocal && bad.some(({ sendAgainAs }) => sendAgainAs))
    for (const [name, said] of [
      ['LSR.SUP', SUPPLEMENT],
      ['LSR.REMARKS', REMARKS],
    ] as const)
      if (!header.some((one) => said.test(one))) kept.push({ name, at: -1 });
  return csvParts([...own, ...kept.map(({ name }) => name)], bad, (row) => {
    const texts = cells.get(row.line) ?? [];
    const text = ({ name, at }: { readonly name: string; readonly at: number }): string => {
      const there = texts[at] ?? '';
      if (!row.sendAgainAs) return there;
      if (VERSION.test(name)) return there === '' ? '' : row.sendAgainAs;
      return isLocal && SUPPLEMENT.test(name) ? OTHER_CHANGES : there;
    };
    return [
      String(row.line),
      VERDICT_WORDS[row.verdict],
      row.problems.map(({ id, field, sentence }) => `${id} ${field ?? ''}: ${sentence}`).join('\n'),
      row.problems.map(({ cure }) => cure).join('\n'),
      ...kept.map(text),
    ];
  });
}

const VERSION = /^((LSR|ASR)\.)?VER(SION)?$/i;
const SUPPLEMENT = /^(LSR\.)?SUP(PLEMENT)?$/i;
const REMARKS = /^(LSR\.)?REMARKS$/i;
