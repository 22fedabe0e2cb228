import { CsvError, parse } from 'csv-parse/sync';
import { didYouMean } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { isDate, misfits } from './schema.ts';
import type { TermEntry } from './term-entry.ts';
import { PROVENANCES } from './vocabulary.ts';
import type { Provenance, TableDef } from './vocabulary.ts';

/** Columns of every table beside its own. */
export const ROW_COLUMNS = [
  'id',
  'clause',
  'variant',
  'effective_from',
  'effective_to',
  'provenance',
  'source',
] as const;

/** One line of a CSV file with its number. */
export interface CsvLine {
  /** Line on which the row begins. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads CSV with a header; columns are trimmed, empty cells kept as ''. */
export function readCsv(
  file: string,
  text: string,
): { header: string[]; lines: CsvLine[]; problems: Problem[] } {
  try {
    const rows = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      raw: true,
    }) as unknown as {
      record: string[];
      raw: string;
    }[];
    const header = rows[0]?.record ?? [];
    const problems: Problem[] = header
      .filter((name, index) => header.indexOf(name) !== index)
      .map((name) => ({
        id: 'csv/header',
        file,
        line: 1,
        field: name,
        sentence: `The header names "${name}" twice.`,
        cure: 'Give each column one name.',
      }));
    for (const name of header.filter((cell) => CONTROL.test(cell)))
      problems.push(controlCharacter(file, 1, name, name));
    let next = 1 + newlines(rows[0]?.raw ?? '');
    const lines = rows.slice(1).map(({ record, raw }) => {
      const line = next + newlines(/^\s*/.exec(raw)?.[0] ?? '');
      next += newlines(raw);
      if (record.length !== header.length) {
        problems.push({
          id: 'csv/columns',
          file,
          line,
          sentence: `The row has ${record.length} cells and the header ${header.length}.`,
          cure: 'Put quotes around cells that contain commas.',
        });
      }
      const control = record.findIndex((cell) => CONTROL.test(cell));
      if (control >= 0)
        problems.push(controlCharacter(file, line, header[control] ?? '', record[control] ?? ''));
      return {
        line,
        values: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])),
      };
    });
    return { header, lines, problems };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    return {
      header: [],
      lines: [],
      problems: [
        {
          id: 'csv/syntax',
          file,
          line,
          sentence: `This is not valid CSV: ${error.message}.`,
          cure: 'Close the quote.',
        },
      ],
    };
  }
}

/** Characters that no cell holds: what ends a line or sets it in is text, the rest no database keeps or prints. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

function controlCharacter(file: string, line: number, column: string, cell: string): Problem {
  const code = (CONTROL.exec(cell)?.[0] ?? '').charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    id: 'csv/control-character',
    file,
    line,
    field: column,
    sentence: `The cell holds the control character U+${code}.`,
    cure: 'Write the file as plain text, without it.',
  };
}

const newlines = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** The rows of one table as entries with key `<table>#<id>`. */
export function readTable(
  file: string,
  text: string,
  def: TableDef,
): { entries: TermEntry[]; problems: Problem[] } {
  const { header, lines, problems } = readCsv(file, text);
  const own = Object.keys(def.schema.properties);
  const known = new Set<string>([...ROW_COLUMNS, ...own]);
  for (const name of header.filter((column) => !known.has(column))) {
    problems.push({
      id: 'table/unknown-column',
      file,
      line: 1,
      field: name,
      sentence: `Table ${def.name} has no column "${name}".`,
      cure: `${didYouMean(name, known)}Columns are: ${[...known].join(', ')}.`,
    });
  }
  const entries: TermEntry[] = [];
  const seen = new Map<string, number>();
  for (const { line, values } of lines) {
    const result = readRow(file, line, values, def);
    problems.push(...result.problems);
    if (!result.entry) continue;
    const before = seen.get(result.entry.key);
    if (before !== undefined) {
      problems.push({
        id: 'table/duplicate-id',
        file,
        line,
        field: 'id',
        sentence: `Row id "${values['id']}" stands also on line ${before}.`,
        cure: 'Give each row its own id.',
      });
    }
    seen.set(result.entry.key, line);
    entries.push(result.entry);
  }
  return { entries, problems };
}

/** One row as text cells: numbers of whole-number columns are read, empty optional cells dropped. */
export function readRow(
  file: string,
  line: number,
  cells: Readonly<Record<string, string>>,
  def: TableDef,
): { entry?: TermEntry; problems: Problem[] } {
  const value: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(def.schema.properties)) {
    const cell = cells[name];
    if (cell === undefined || cell === '') continue;
    const type = (schema as { type?: string }).type;
    value[name] =
      type === 'integer' && /^-?\d+$/.test(cell)
        ? Number(cell)
        : type === 'boolean' && /^(yes|no)$/.test(cell)
          ? cell === 'yes'
          : cell;
  }
  const found = misfits(def.schema, value);
  const need = (name: string, good: boolean, cure: string): void => {
    if (!good)
      found.push({ path: name, sentence: `"${cells[name] ?? ''}" is not accepted in ${name}.`, cure });
  };
  const dateOrEmpty = (name: string): boolean => !cells[name] || isDate(cells[name]);
  need('id', /^[A-Za-z0-9][\w.-]*$/.test(cells['id'] ?? ''), 'Write letters, digits, dots and hyphens.');
  need('clause', (cells['clause'] ?? '') !== '', 'Name the section, e.g. "III §9.4".');
  need('effective_from', dateOrEmpty('effective_from'), 'Write a date like 2026-10-31, or nothing.');
  need('effective_to', dateOrEmpty('effective_to'), 'Write a date like 2026-10-31, or nothing.');
  need(
    'provenance',
    PROVENANCES.includes(cells['provenance'] as Provenance),
    `Write one of: ${PROVENANCES.join(', ')}.`,
  );
  need('source', (cells['source'] ?? '') !== '', 'Say where the row comes from.');
  const clause = cells['clause'] ?? '';
  if (found.length > 0) {
    return {
      problems: found.map((m) => ({
        id: 'table/value',
        file,
        line,
        field: `${def.name}.${m.path}`,
        sentence: m.sentence,
        cure: m.cure,
        ...(clause ? { clause } : {}),
      })),
    };
  }
  return {
    problems: [],
    entry: {
      key: `${def.name}#${cells['id']}`,
      value,
      citation: clause,
      provenance: cells['provenance'] as Provenance,
      source: cells['source'] ?? '',
      file,
      line,
      ...(cells['effective_from'] ? { from: cells['effective_from'] } : {}),
      ...(cells['effective_to'] ? { to: cells['effective_to'] } : {}),
      ...(cells['variant'] ? { only: cells['variant'].split(/[;,\s]+/).filter(Boolean) } : {}),
    },
  };
}
