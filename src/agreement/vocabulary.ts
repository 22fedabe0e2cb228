import type { Static, TObject, TProperties, TSchema } from 'typebox';
import type { Problem } from '../base/problem.ts';
import type { Agreement } from './agreement.ts';
import type { Decision } from './decision.ts';

/** Where a value comes from; the product shows it wherever it shows the value. */
export const PROVENANCES = ['seed', 'filed', 'rule', 'sister', 'assumed'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** What is made from several is as sure as the least sure of them. */
export const leastSure = (all: readonly Provenance[]): Provenance =>
  PROVENANCES[Math.max(...all.map((one) => PROVENANCES.indexOf(one)))] ?? 'assumed';

/** A term that an agreement may hold: its key, the shape of its value, and what it means. */
export interface TermDef<T = unknown> {
  /** `<subject>.<noun>`, or `<subject>.*` for a family whose members the agreement names. */
  readonly key: string;
  readonly schema: TSchema;
  readonly doc: string;
  readonly type?: T;
}

export function defineTerm<S extends TObject<TProperties>>(
  key: string,
  schema: S,
  doc: string,
): TermDef<Static<S>> {
  return { key, schema: closed(schema), doc };
}

/** The schema with every object closed: a misspelled field is a problem, not a silent extra. */
function closed<S extends TSchema>(schema: S): S {
  const { properties, items } = schema as { properties?: Record<string, TSchema>; items?: TSchema };
  if (properties) {
    const inner = Object.entries(properties).map(([name, property]) => [name, closed(property)] as const);
    return { additionalProperties: false, ...schema, properties: Object.fromEntries(inner) };
  }
  return items && !Array.isArray(items) ? { ...schema, items: closed(items) } : schema;
}

/** A table that an agreement may hold: one CSV file, one row a rate, interval, measure … */
export interface TableDef<T = unknown> {
  readonly name: string;
  readonly schema: TObject<TProperties>;
  /** Columns that together name one thing: two rows in force on one day may not share them. */
  readonly identity: readonly string[];
  /** Of a table whose rows are tried in order: the column that ranks them, and the columns that name one list. */
  readonly ranked?: { readonly by: string; readonly within: readonly string[] };
  readonly doc: string;
  readonly type?: T;
}

export function defineTable<S extends TObject<TProperties>>(def: {
  name: string;
  schema: S;
  identity: readonly (keyof Static<S> & string)[];
  ranked?: {
    readonly by: keyof Static<S> & string;
    readonly within: readonly (keyof Static<S> & string)[];
  };
  doc: string;
}): TableDef<Static<S>> {
  return def;
}

/** What one room of the code adds to the language of agreements. */
export interface Vocabulary {
  readonly subject: string;
  readonly terms: readonly TermDef[];
  readonly tables: readonly TableDef[];
  readonly decisions: readonly Decision[];
  /** Checks of this subject across terms and tables, run by `meetpoint check`. */
  readonly check?: (agreement: Agreement) => Problem[];
}

/** All rooms' vocabularies as one, for the loader. */
export function findTerm(vocabulary: readonly Vocabulary[], key: string): TermDef | undefined {
  const all = vocabulary.flatMap((room) => room.terms);
  return (
    all.find((def) => def.key === key) ??
    all.find(
      (def) => def.key.endsWith('.*') && key.startsWith(def.key.slice(0, -1)) && key.length >= def.key.length,
    )
  );
}

export const allTables = (vocabulary: readonly Vocabulary[]): TableDef[] =>
  vocabulary.flatMap((room) => [...room.tables]);
