import type { Problem } from '../base/problem.ts';
import type { Section } from './article.ts';
import { nearest, plain, proseMentions, valueMentions } from './mention.ts';
import type { Mention } from './mention.ts';
import type { TermEntry } from './term-entry.ts';

const CURE = 'Make the text and the term say the same.';

/**
 * Text and terms of one section say the same numbers. Every number of a term must stand in the text of
 * its section, and every amount, percentage, time and length of time in that text must stand in a term,
 * so that neither can change alone; a conflict names both places. Numbers without a unit in the text (citations,
 * years) are free. Plain days and hours in the text may be calendar days and clock hours in the term. A number in
 * words and its figure say the same everywhere, with terms or without.
 */
export function checkContradictions(section: Section, entries: readonly TermEntry[]): Problem[] {
  const prose = section.passages.flatMap((passage) => proseMentions(passage.text, passage.line));
  const problems = prose.flatMap((mention) => wordAndFigure(section, mention));
  if (entries.length === 0) return problems;
  const terms = entries.flatMap((entry) =>
    valueMentions(entry.key, entry.value, (path) => entry.lines?.[path.join('.')] ?? entry.line),
  );
  const said = new Set(prose.map((mention) => mention.form));
  const meant = new Set(terms.flatMap(({ form }) => [form, plain(form)]));
  const isSaid = ({ form }: Mention): boolean => said.has(form) || said.has(plain(form));
  const isMeant = ({ form }: Mention): boolean => /^\d[\d.]*$/.test(form) || meant.has(form);
  const free = prose.filter(({ form }) => isCount(form) && !meant.has(form));
  const instead =
    free.length === 0
      ? ''
      : `; it says ${free.map(({ form, line }) => `${form} on line ${line}`).join(', ')}`;
  const problem = (line: number, other: number, field: string, sentence: string): Problem => ({
    id: 'agreement/contradiction',
    file: section.file,
    line,
    also: { file: section.file, line: other },
    field,
    sentence,
    cure: CURE,
    clause: section.citation,
  });
  for (const term of terms) {
    if (isSaid(term)) continue;
    const other = nearest(term, prose, (one) => !meant.has(one.form));
    const sentence = `The term says ${term.form} and the text of ${section.citation} does not${isCount(term.form) ? instead : ''}.`;
    problems.push(problem(term.line, other?.line ?? section.line, term.where, sentence));
  }
  for (const mention of prose) {
    if (isMeant(mention)) continue;
    const other = nearest(mention, terms, (one) => !isSaid(one));
    const sentence = `The text says ${mention.form} and no term under ${section.citation} does.`;
    problems.push(
      problem(mention.line, other?.line ?? entries[0]?.line ?? section.line, section.citation, sentence),
    );
  }
  return problems;
}

const isCount = (form: string): boolean => /^\d+$/.test(form);

function wordAndFigure(section: Section, { mismatch, line }: Mention): Problem[] {
  if (mismatch === undefined) return [];
  return [
    {
      id: 'agreement/word-and-figure',
      file: section.file,
      line,
      field: section.citation,
      sentence: `The text says "${mismatch}": its words and its figure are two numbers.`,
      cure: 'Make both say the same.',
      clause: section.citation,
    },
  ];
}
