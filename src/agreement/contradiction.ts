import type { Problem } from '../base/problem.ts';
import { parseQuantity } from '../base/quantity.ts';
import { parseDecimal, toText } from '../base/rational.ts';
import type { Section } from './article.ts';
import type { TermEntry } from './term-entry.ts';

/** A number in prose or in a term, brought to one spelling: `30 calendar day`, `1.5 %`, `$0.0007`, `13:00`, `3`. */
interface Mention {
  readonly form: string;
  readonly line: number;
  readonly where: string;
}

const UNIT_WORDS =
  '%|per\\s?cent|calendar\\s+days?|business\\s+days?|business\\s+hours?|clock\\s+hours?|days?|hours?|months?|minutes?|seconds?|calls?';
/** `13:00`, `1:00 p.m.` */
const TIME = String.raw`(?<![\w:.])(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?:\s?(?<half>[ap])\.?m\b\.?)?(?![\w:])`;
/** What may stand between a number and its unit: `30 days`, `30-day`, `thirty (30) days`. */
const JOIN = String.raw`\)?[\s\-\u2010\u2011]{0,2}`;
/** `1–5 days`, `1 to 5 days`: the unit of the last number is the unit of the first. */
const RANGE = String.raw`(?=\s?(?:[\-\u2010-\u2014]|to)\s?\$?\d[\d,.]*${JOIN}(?<shared>${UNIT_WORDS})(?!\w))`;
/** Not within a word, a section number, a decimal, or a docket such as `TM-2002-232`. */
const NUMBER = String.raw`(?<![\w§.$:]|[a-z]-)(?:(?<dollar>\$)\s?)?(?<digits>\d[\d,]*(?:\.\d+)?)(?![\d:])(?:${JOIN}(?<unit>${UNIT_WORDS})(?!\w)|${RANGE}|)`;
const PROSE = new RegExp(`${TIME}|${NUMBER}`, 'gi');

/**
 * Text and terms of one section say the same numbers. Every number of a term must stand in the text of
 * its section, and every amount, percentage, time and length of time in that text must stand in a term,
 * so that neither can change alone. Numbers without a unit in the text (citations, years) are free, and
 * numbers spelled in words are not read. Plain days and hours in the text may be calendar days and clock
 * hours in the term.
 */
export function checkContradictions(section: Section, entries: readonly TermEntry[]): Problem[] {
  if (entries.length === 0) return [];
  const prose = section.passages.flatMap((passage) => proseMentions(passage.text, passage.line));
  const terms = entries.flatMap((entry) => termMentions(entry));
  const said = new Set(prose.map((mention) => mention.form));
  const bare = new Set(prose.map((mention) => mention.form.replace(/[^\d.:]/g, '')));
  const meant = new Set(terms.flatMap(({ form }) => [form, plain(form)]));
  const free = prose.filter(({ form }) => /^\d+$/.test(form) && !meant.has(form));
  const instead =
    free.length === 0
      ? ''
      : `; it says ${free.map(({ form, line }) => `${form} on line ${line}`).join(', ')}`;
  const problems: Problem[] = [];
  for (const term of terms) {
    const isCount = /^\d+$/.test(term.form);
    if (said.has(term.form) || said.has(plain(term.form)) || (isCount && bare.has(term.form))) continue;
    problems.push({
      id: 'agreement/contradiction',
      file: section.file,
      line: term.line,
      field: term.where,
      sentence: `The term says ${term.form} and the text of ${section.citation} does not${isCount ? instead : ''}.`,
      cure: 'Make the text and the term say the same.',
      clause: section.citation,
    });
  }
  for (const mention of prose) {
    if (/^\d[\d.]*$/.test(mention.form) || meant.has(mention.form)) continue;
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

/** `30 calendar day` as a text may say it: `30 day`. */
const plain = (form: string): string => form.replace(/ calendar (?=day$)| clock (?=hour$)/, ' ');

function proseMentions(text: string, firstLine: number): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(PROSE)) {
    const { hour, minute = '', half, dollar, digits = '', unit, shared } = match.groups ?? {};
    const line = firstLine + text.slice(0, match.index).split('\n').length - 1;
    const form =
      hour === undefined ? normal(dollar, digits, unit ?? shared) : timeOfDay(Number(hour), minute, half);
    mentions.push({ form, line, where: '' });
  }
  return mentions;
}

function timeOfDay(hour: number, minute: string, half: string | undefined): string {
  const shift = half?.toLowerCase() === 'p' ? 12 : 0;
  const onDial = half === undefined ? hour : (hour % 12) + shift;
  return `${String(onDial).padStart(2, '0')}:${minute}`;
}

function termMentions(entry: TermEntry): Mention[] {
  const mentions: Mention[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    const form =
      typeof value === 'number' ? String(value) : typeof value === 'string' ? termForm(value) : undefined;
    if (form !== undefined) {
      const line = entry.lines?.[path.join('.')] ?? entry.line;
      mentions.push({ form, line, where: [entry.key, ...path].join('.') });
    } else if (value !== null && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name]);
    }
  };
  visit(entry.value, []);
  return mentions;
}

function termForm(text: string): string | undefined {
  const time = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (time) return timeOfDay(Number(time[1]), time[2] ?? '', undefined);
  if (/^\d+(\.\d+)?$/.test(text)) return normal(undefined, text, undefined);
  const quantity = parseQuantity(text);
  if (!quantity) return undefined;
  return quantity.unit === '$' ? `$${toText(quantity.value)}` : `${toText(quantity.value)} ${quantity.unit}`;
}

function normal(dollar: string | undefined, digits: string, unit: string | undefined): string {
  const plainDigits = digits.replaceAll(',', '');
  const value = parseDecimal(plainDigits);
  const number = value ? toText(value) : plainDigits;
  if (dollar) return `$${number}`;
  if (unit === undefined) return number;
  const word = unit
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^per ?cent$/, '%')
    .replace(/s$/, '');
  return `${number} ${word}`;
}
