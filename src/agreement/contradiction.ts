import type { Problem } from '../base/problem.ts';
import { parseQuantity } from '../base/quantity.ts';
import { toText } from '../base/rational.ts';
import type { Section } from './article.ts';
import type { TermEntry } from './term-entry.ts';

/** A number in prose or in a term, brought to one spelling: `30 calendar day`, `1.5 %`, `$0.0007`, `13:00`, `3`. */
interface Mention {
  readonly form: string;
  readonly line: number;
  readonly where: string;
}

const UNIT_WORDS =
  '%|per ?cent|calendar days?|business days?|business hours?|clock hours?|days?|hours?|months?|minutes?|seconds?';
const PROSE = new RegExp(
  String.raw`(?<![\w§.$-])(?:(\$)\s?)?(\d[\d,]*(?:\.\d+)?)(?!:\d|\d)(?:[\s-]?(${UNIT_WORDS})(?![\w]))?|(?<![\w:])(\d{1,2}:\d{2})(?![\w:])`,
  'gi',
);

/**
 * Text and terms of one section say the same numbers. Every number of a term must stand in the text of
 * its section, and every amount, percentage, time and length of time in that text must stand in a term,
 * so that neither can change alone. Numbers without a unit in the text (citations, years) are free.
 */
export function checkContradictions(section: Section, entries: readonly TermEntry[]): Problem[] {
  if (entries.length === 0) return [];
  const prose = section.passages.flatMap((passage) => proseMentions(passage.text, passage.line));
  const terms = entries.flatMap((entry) => termMentions(entry));
  const said = new Set(prose.map((mention) => mention.form));
  const bare = new Set(prose.map((mention) => mention.form.replace(/[^\d.:]/g, '')));
  const termForms = new Set(terms.map((mention) => mention.form));
  const problems: Problem[] = [];
  for (const term of terms) {
    const isCount = /^\d+$/.test(term.form);
    if (said.has(term.form) || (isCount && bare.has(term.form))) continue;
    problems.push({
      id: 'agreement/contradiction',
      file: section.file,
      line: term.line,
      field: term.where,
      sentence: `The term says ${term.form} and the text of ${section.citation} does not.`,
      cure: 'Make the text and the term say the same.',
      clause: section.citation,
    });
  }
  for (const mention of prose) {
    if (/^\d[\d.]*$/.test(mention.form) || termForms.has(mention.form)) continue;
    problems.push({
      id: 'agreement/contradiction',
      file: section.file,
      line: mention.line,
      field: section.citation,
      sentence: `The text says ${mention.form} and no term under ${section.citation} does.`,
      cure: 'Make the text and the term say the same.',
      clause: section.citation,
    });
  }
  return problems;
}

function proseMentions(text: string, firstLine: number): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(PROSE)) {
    const [, dollar, digits, unit, time] = match;
    const line = firstLine + text.slice(0, match.index).split('\n').length - 1;
    const form = time === undefined ? normal(dollar, digits ?? '', unit) : time;
    mentions.push({ form, line, where: '' });
  }
  return mentions;
}

function termMentions(entry: TermEntry): Mention[] {
  const mentions: Mention[] = [];
  const visit = (value: unknown, where: string): void => {
    if (typeof value === 'number') mentions.push({ form: String(value), line: entry.line, where });
    else if (typeof value === 'string') {
      const form = termForm(value);
      if (form !== undefined) mentions.push({ form, line: entry.line, where });
    } else if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${where}.${index}`));
    else if (value !== null && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) visit(inner, `${where}.${name}`);
    }
  };
  visit(entry.value, entry.key);
  return mentions;
}

function termForm(text: string): string | undefined {
  if (/^\d{1,2}:\d{2}$/.test(text)) return text;
  if (/^\d+(\.\d+)?$/.test(text)) return normal(undefined, text, undefined);
  const quantity = parseQuantity(text);
  if (!quantity) return undefined;
  return quantity.unit === '$' ? `$${toText(quantity.value)}` : `${toText(quantity.value)} ${quantity.unit}`;
}

function normal(dollar: string | undefined, digits: string, unit: string | undefined): string {
  const number = digits
    .replaceAll(',', '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  if (dollar) return `$${number}`;
  if (unit === undefined) return number;
  const word = unit
    .toLowerCase()
    .replace(/^per ?cent$/, '%')
    .replace(/s$/, '');
  return `${number} ${word}`;
}
