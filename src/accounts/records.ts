import { existsSync, readFileSync } from 'node:fs';
import type { Static, TObject, TProperties } from 'typebox';
import { misfits } from '../agreement/schema.ts';
import { readCsv } from '../agreement/table.ts';
import { parseCents } from '../base/money.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** One row of an input file with the line where it stands. */
export interface InputRow<T> {
  readonly file: string;
  readonly line: number;
  readonly values: T;
}

export const rowProblem = (
  row: Pick<InputRow<unknown>, 'file' | 'line'>,
  field: string,
  sentence: string,
  cure: string,
): Problem => ({ id: 'accounts/row', file: row.file, line: row.line, field, sentence, cure });

/** Rows whose key an earlier row has. */
export function repeats<T extends InputRow<unknown>>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  field: string,
): Problem[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = seen.get(keyOf(row));
    if (before === undefined) seen.set(keyOf(row), row.line);
    return before === undefined
      ? []
      : [rowProblem(row, field, `This stands also on line ${before}.`, 'Remove one of the two.')];
  });
}

/** Reads a cell of dollars and cents; zero when it is none, which is a problem. */
export function wholeCents(row: InputRow<unknown>, field: string, text: string, problems: Problem[]): bigint {
  const value = parseCents(text);
  if (value === undefined) {
    problems.push(
      rowProblem(
        row,
        field,
        `"${text}" is no whole number of cents.`,
        'Write dollars and cents: 1860.00, and less than 92 quadrillion.',
      ),
    );
  }
  return value ?? 0n;
}

/** Reads a CSV file against the schema of its columns; every bad cell of every row is listed. Empty cells are left out. */
export function readRecords<S extends TObject<TProperties>>(
  file: string,
  schema: S,
): Result<InputRow<Static<S>>[]> {
  if (!existsSync(file)) {
    return fail({
      id: 'accounts/no-file',
      file,
      sentence: 'This file is not there.',
      cure: `Add it with the columns ${Object.keys(schema.properties).join(',')}; the header alone when there is nothing.`,
    });
  }
  const { header, lines, problems } = readCsv(file, readFileSync(file, 'utf8'));
  const found: Problem[] = [...problems];
  const required = ((schema as { required?: readonly string[] }).required ?? []).filter(
    (name) => !header.includes(name),
  );
  for (const name of problems.length > 0 && header.length === 0 ? [] : required) {
    found.push({
      id: 'accounts/missing-column',
      file,
      line: 1,
      field: name,
      sentence: `The header has no column "${name}".`,
      cure: `Columns are: ${Object.keys(schema.properties).join(', ')}.`,
    });
  }
  if (found.length > 0) return fail(...found);
  const rows = lines.map(({ line, values }) => {
    const given = Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== ''));
    for (const misfit of misfits({ ...schema, additionalProperties: false }, given)) {
      found.push({
        id: 'accounts/row',
        file,
        line,
        field: misfit.path,
        sentence: misfit.sentence,
        cure: misfit.cure,
      });
    }
    return { file, line, values: given as Static<S> };
  });
  return found.length > 0 ? fail(...found) : ok(rows);
}
