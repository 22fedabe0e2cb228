import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Static, TObject, TProperties } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { misfits } from '../agreement/schema.ts';
import { readCsv } from '../agreement/table.ts';
import { PROVENANCES } from '../agreement/vocabulary.ts';
import { plainCsv } from './plain-csv.ts';

/** One row of a shared network table: what holds, from when to when, and where it stands. */
export interface DatedRow<T> {
  readonly value: T;
  /** First and last day in force; undefined is unbounded. */
  readonly from?: string;
  readonly to?: string;
  readonly file: string;
  readonly line: number;
  readonly provenance: string;
  readonly source: string;
}

/** A table of shared facts that a carrier imports as CSV. */
export interface ImportDef<T> {
  readonly name: string;
  readonly schema: TObject<TProperties>;
  /** Columns that together name one thing: two rows in force on one day may not share them. */
  readonly identity: readonly string[];
  readonly doc: string;
  readonly type?: T;
}

export function defineImport<S extends TObject<TProperties>>(def: {
  name: string;
  schema: S;
  identity: readonly (keyof Static<S> & string)[];
  doc: string;
}): ImportDef<Static<S>> {
  return def;
}

const date = Type.String({ format: 'date' });
const About = Type.Object({
  effective_from: Type.Optional(date),
  effective_to: Type.Optional(date),
  provenance: Type.Enum([...PROVENANCES]),
  source: Type.String({ minLength: 3 }),
});
const ABOUT = Object.keys(About.properties);
const ABOUT_FITS = Compile(About);
/** Whole numbers of a cell; longer ones stay text and do not fit. */
const WHOLE = /^\d{1,9}$/;

/** Reads one table. Every row that does not fit is a problem with its line and field; all are found. */
export function readImport<T>(
  file: string,
  text: string,
  def: ImportDef<T>,
): { rows: DatedRow<T>[]; problems: Problem[] } {
  const plain = plainCsv(text);
  const { header, lines, problems } = plain ? { ...plain, problems: [] as Problem[] } : readCsv(file, text);
  const own = Object.entries(def.schema.properties).map(([name, schema]) => ({
    name,
    whole: (schema as { type?: string }).type === 'integer',
  }));
  const names = [...own.map(({ name }) => name), ...ABOUT];
  for (const name of header.filter((column) => !names.includes(column))) {
    problems.push({
      id: 'network/unknown-column',
      file,
      line: 1,
      field: name,
      sentence: `Table ${def.name} has no column "${name}".`,
      cure: `Columns are: ${names.join(', ')}.`,
    });
  }
  const fits = Compile(def.schema);
  const rows: DatedRow<T>[] = [];
  for (const { line, values } of lines) {
    const value: Record<string, string | number> = {};
    for (const { name, whole } of own) {
      const cell = values[name];
      if (cell !== undefined && cell !== '') value[name] = whole && WHOLE.test(cell) ? Number(cell) : cell;
    }
    const about: Record<string, string> = {};
    for (const name of ABOUT) {
      const cell = values[name];
      if (cell !== undefined && cell !== '') about[name] = cell;
    }
    const wrong = [
      ...(fits.Check(value) ? [] : misfits(def.schema, value)),
      ...(ABOUT_FITS.Check(about) ? [] : misfits(About, about)),
    ];
    for (const misfit of wrong)
      problems.push({
        id: 'network/value',
        file,
        line,
        field: `${def.name}.${misfit.path}`,
        sentence: misfit.sentence,
        cure: misfit.cure,
      });
    if (wrong.length > 0) continue;
    rows.push({
      value: value as T,
      ...(about['effective_from'] === undefined ? {} : { from: about['effective_from'] }),
      ...(about['effective_to'] === undefined ? {} : { to: about['effective_to'] }),
      file,
      line,
      provenance: about['provenance'] ?? '',
      source: about['source'] ?? '',
    });
  }
  problems.push(...overlaps(rows, def));
  return { rows, problems };
}

function overlaps<T>(rows: readonly DatedRow<T>[], def: ImportDef<T>): Problem[] {
  const seen = new Map<string, DatedRow<T>[]>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const key = def.identity.map((name) => (row.value as Record<string, unknown>)[name] ?? '').join('\n');
    const others = seen.get(key);
    if (others === undefined) {
      seen.set(key, [row]);
      continue;
    }
    const other = others.find((before) => meets(before, row));
    if (other)
      problems.push({
        id: 'network/overlap',
        file: row.file,
        line: row.line,
        field: def.identity.join(', '),
        sentence: `The row says on the same days what line ${other.line} says.`,
        cure: 'End one before the other begins, or remove one.',
      });
    others.push(row);
  }
  return problems;
}

const meets = <T>(a: DatedRow<T>, b: DatedRow<T>): boolean =>
  (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');

/** The rows in force on a day. */
export const inForce = <T>(rows: readonly DatedRow<T>[], day: string): DatedRow<T>[] =>
  rows.filter((row) => (row.from ?? '') <= day && day <= (row.to ?? '9999'));

/** Days after `from`, up to `to`, on which the rows in force change. */
export function changeDays(rows: Iterable<DatedRow<unknown>>, from: string, to: string): Set<string> {
  const days = new Set<string>();
  for (const row of rows) {
    const after =
      row.to === undefined ? undefined : Temporal.PlainDate.from(row.to).add({ days: 1 }).toString();
    for (const day of [row.from, after]) if (day !== undefined && day > from && day <= to) days.add(day);
  }
  return days;
}
