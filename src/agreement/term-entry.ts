import { Type } from 'typebox';
import { didYouMean, nearestName } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { TermsBlock } from './article.ts';
import { misfits } from './schema.ts';
import { PROVENANCES, findTerm } from './vocabulary.ts';
import type { Provenance, Vocabulary } from './vocabulary.ts';
import { readYaml } from './yaml-source.ts';

/** One version of one term, or of one row of a table: what holds, from when to when, and where it is written. */
export interface TermEntry {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly citation: string;
  readonly provenance: Provenance;
  readonly source: string;
  readonly file: string;
  readonly line: number;
  /** Line of each field by its path, where the file gives each its own: `rate`, `bands.0.length`. */
  readonly lines?: Readonly<Record<string, number>>;
  /** First and last day in force; undefined is unbounded. */
  readonly from?: string;
  readonly to?: string;
  readonly only?: readonly string[];
}

/** What every term says of itself beside its value. */
export const About = Type.Object({
  provenance: Type.Enum([...PROVENANCES]),
  source: Type.Optional(Type.String({ minLength: 3 })),
  effectiveFrom: Type.Optional(Type.String({ format: 'date' })),
  effectiveTo: Type.Optional(Type.String({ format: 'date' })),
  only: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
});
const ABOUT = new Set(Object.keys(About.properties));

/** The terms of one block, checked against the vocabulary. */
export function readTermsBlock(
  file: string,
  block: TermsBlock,
  vocabulary: readonly Vocabulary[],
): { entries: TermEntry[]; problems: Problem[] } {
  const { source, problems } = readYaml(file, block.yaml, block.line);
  const entries: TermEntry[] = [];
  if (problems.length > 0) return { entries, problems };
  if (source.value === null || typeof source.value !== 'object' || Array.isArray(source.value)) {
    problems.push({
      id: 'agreement/terms-block',
      file,
      line: block.line,
      sentence: 'A terms block holds keys with their values.',
      cure: 'Write "subject.noun:" and its fields indented below.',
      clause: block.citation,
    });
    return { entries, problems };
  }
  for (const [key, raw] of Object.entries(source.value)) {
    const result = readTerm(
      file,
      key,
      raw,
      (path) => source.lineOf([key, ...path]),
      block.citation,
      vocabulary,
    );
    problems.push(...result.problems);
    if (result.entry) entries.push(result.entry);
  }
  return { entries, problems };
}

/** One term as written: `raw` holds its fields and what is said about it (provenance, source, dates, variant). */
export function readTerm(
  file: string,
  key: string,
  raw: unknown,
  lineOf: (path: readonly string[]) => number,
  citation: string,
  vocabulary: readonly Vocabulary[],
): { entry?: TermEntry; problems: Problem[] } {
  const line = lineOf([]);
  const def = findTerm(vocabulary, key);
  const problem = (id: string, at: number, field: string, sentence: string, cure: string): Problem => ({
    id,
    file,
    line: at,
    field,
    sentence,
    cure,
    clause: citation,
  });
  if (!def) {
    return {
      problems: [
        problem(
          'agreement/unknown-term',
          line,
          key,
          `There is no term "${key}".`,
          nearestKey(key, vocabulary),
        ),
      ],
    };
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    return {
      problems: [
        problem('agreement/term-shape', line, key, `"${key}" has no fields.`, 'Indent its fields below it.'),
      ],
    };
  }
  const fields = Object.entries(raw);
  const value = Object.fromEntries(fields.filter(([name]) => !ABOUT.has(name)));
  const about = Object.fromEntries(fields.filter(([name]) => ABOUT.has(name)));
  const problems = [...misfits(About, about), ...misfits(def.schema, value)].map((misfit) =>
    problem(
      'agreement/term-value',
      lineOf(misfit.path.split('.')),
      `${key}.${misfit.path}`,
      misfit.sentence,
      misfit.cure,
    ),
  );
  const provenance = about['provenance'] as Provenance;
  if (provenance !== 'seed' && about['source'] === undefined && problems.length === 0) {
    problems.push(
      problem(
        'agreement/no-source',
        line,
        key,
        `"${key}" does not say where it comes from.`,
        'Add "source:".',
      ),
    );
  }
  if (problems.length > 0) return { problems };
  const only = about['only'] as string | string[] | undefined;
  return {
    problems: [],
    entry: {
      key,
      value,
      citation,
      provenance,
      source: String(about['source'] ?? 'the signed text'),
      file,
      line,
      lines: Object.fromEntries(
        leaves(value).map((path): [string, number] => [path.join('.'), lineOf(path)]),
      ),
      ...(about['effectiveFrom'] === undefined ? {} : { from: String(about['effectiveFrom']) }),
      ...(about['effectiveTo'] === undefined ? {} : { to: String(about['effectiveTo']) }),
      ...(only === undefined ? {} : { only: typeof only === 'string' ? [only] : only }),
    },
  };
}

/** Paths of all values that hold no others. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

function nearestKey(key: string, vocabulary: readonly Vocabulary[]): string {
  const [subject = '', ...rest] = key.split('.');
  const known = vocabulary.flatMap((room) => room.terms.map((def) => def.key));
  const near = known.filter((other) => other.startsWith(`${subject}.`));
  // A member of a family may have any name: only the family's subject is compared.
  const members = known.flatMap((other) => {
    if (!other.endsWith('.*')) return [other];
    const family = nearestName(subject, [other.slice(0, -2)]);
    return family === undefined ? [] : [[family, ...rest].join('.')];
  });
  const list =
    near.length > 0
      ? `Terms of "${subject}" are: ${near.join(', ')}.`
      : `Subjects are: ${[...new Set(known.map((k) => k.split('.')[0]))].join(', ')}.`;
  return `${didYouMean(key, members)}${list}`;
}
