import path from 'node:path';
import type { Agreement } from '../../../agreement/agreement.ts';
import { isSame } from '../../../agreement/diff.ts';
import type { DiffedSection, DiffedTerm } from '../../../agreement/diff.ts';
import type { Comparison } from '../../../flows/compare-agreements/compare.ts';
import type { TermView } from '../shapes/agreement.ts';
import type { DiffView, SectionDiffView } from '../shapes/diff.ts';

/** A comparison as the API shows it: files are relative to the folder of their side. */
export function diffView(found: Comparison, before: Agreement, after: Agreement): DiffView {
  const { touched, terms, sections, marks, documents, ...frame } = found;
  return {
    same: isSame(found),
    ...copied(frame),
    terms: terms.map((term) => ({
      change: term.change,
      key: term.key,
      ...(term.before ? { before: termView(before, term.before) } : {}),
      ...(term.after ? { after: termView(after, term.after) } : {}),
      fields: term.fields.map((field) => ({ ...field })),
    })),
    sections: sections.map((section) => ({
      change: section.change,
      ...(section.before ? { before: sectionSide(section.before) } : {}),
      ...(section.after ? { after: sectionSide(section.after) } : {}),
      paragraphs: section.paragraphs.map((paragraph) => ({ ...paragraph })),
    })),
    marks: marks.map(({ change, clause, reason }) => ({ change, clause, reason })),
    documents: documents.map((document) => ({ ...document })),
    ...(touched ? { touched: copied(touched) } : {}),
  };
}

const termView = (agreement: Agreement, { clause, file, value, ...term }: DiffedTerm): TermView => ({
  ...term,
  value: { ...value },
  citation: clause,
  file: path.relative(agreement.dir, file).replaceAll(path.sep, '/'),
});

const sectionSide = ({ clause, heading, text }: DiffedSection): NonNullable<SectionDiffView['before']> => ({
  clause,
  heading,
  text,
});

/** The same as data that may be changed: the shapes of answers are not read-only. */
type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };
const copied = <T>(value: T): Writable<T> => structuredClone(value) as Writable<T>;
