import { CsvError, parse } from 'csv-parse/sync';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';

/** One row of a catalogue with the line on which it ends. */
export interface CatalogueRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Reads a catalogue with a header; all columns must be there, in any order, and no other. Cells are trimmed. */
export function readRows(
  file: string,
  text: string,
  columns: readonly string[],
): { rows: CatalogueRow[]; problems: Problem[] } {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    return {
      rows: [],
      problems: [
        {
          id: 'forms/csv',
          file,
          line,
          sentence: `This is not valid CSV: ${error.message}.`,
          cure: 'Close the quote.',
        },
      ],
    };
  }
  const header = records[0]?.record ?? [];
  const problems = headerProblems(file, header, columns);
  const rows = records.slice(1).map(({ record, info }) => {
    if (record.length !== header.length)
      problems.push({
        id: 'forms/columns',
        file,
        line: info.lines,
        sentence: `The row has ${record.length} cells and the header ${header.length}.`,
        cure: 'Put quotes around cells that contain commas.',
      });
    return { line: info.lines, cells: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) };
  });
  return { rows, problems };
}

function headerProblems(file: string, header: readonly string[], columns: readonly string[]): Problem[] {
  const problem = (name: string, sentence: string, cure: string): Problem => ({
    id: 'forms/header',
    file,
    line: 1,
    field: name,
    sentence,
    cure,
  });
  return [
    ...columns
      .filter((name) => !header.includes(name))
      .map((name) =>
        problem(name, `The column "${name}" is missing.`, `Columns are: ${columns.join(', ')}.`),
      ),
    ...header
      .filter((name, index) => !columns.includes(name) || header.indexOf(name) !== index)
      .map((name) =>
        problem(
          name,
          `There is no column "${name}", or it stands twice.`,
          `${didYouMean(name, columns)}Columns are: ${columns.join(', ')}.`,
        ),
      ),
  ];
}
