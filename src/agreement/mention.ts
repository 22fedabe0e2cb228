import { parseQuantity } from '../base/quantity.ts';
import { multiply, parseDecimal, rational, toText } from '../base/rational.ts';
import type { Rational } from '../base/rational.ts';
import { IN_WORDS, scaled, wordsValue } from './number-words.ts';

/** A number in prose or in a term, brought to one spelling: `30 calendar day`, `1.5 %`, `$0.0007`, `13:00`, `3`. */
export interface Mention {
  readonly form: string;
  readonly line: number;
  /** The field of a term; empty in prose. */
  readonly where: string;
  /** A number in words whose figure says another: `thirty (45)`. */
  readonly mismatch?: string;
}

const UNIT_WORDS =
  '%|per\\s?cent|calendar\\s+days?|business\\s+days?|business\\s+hours?|clock\\s+hours?|days?|hours?|months?|years?|minutes?|seconds?|calls?|dollars?';
/** `13:00`, `1:00 p.m.` */
const TIME = String.raw`(?<![\w:.])(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?:\s?(?<half>[ap])\.?m\b\.?)?(?![\w:])`;
/** What may stand between a number and its unit: `30 days`, `30-day`, `30 (thirty) days`. */
const GAP = String.raw`[\s\-\u2010\u2011]{0,2}`;
const JOIN = String.raw`\)?${GAP}`;
/** `1–5 days`, `five to ten days`, `between 135 and 160 days`: the unit of the last number is the unit of the first. */
const range = (name: string): string =>
  String.raw`(?=\s?(?:[\-\u2010-\u2014]|to|and|or)\s?(?:\$?\d[\d,.]*|${IN_WORDS}(?:\s?\(\d[\d,.]*)?)${JOIN}(?<${name}>${UNIT_WORDS})(?!\w))`;
/** Not within a word, a section number, a decimal, or a docket such as `TM-2002-232`. */
const NUMBER = String.raw`(?<![\w§.$:]|[a-z]-)(?:(?<dollar>\$)\s?)?(?<digits>\d[\d,]*(?:\.\d+)?)(?![\d:])(?:\s(?<scale>thousand|million|billion)\b)?(?:\s?\(\s?(?<inWords>${IN_WORDS})\s?\))?(?:${JOIN}(?<unit>${UNIT_WORDS})(?!\w)|${range('shared')}|)`;
/** The figure after a number in words: `(30)`, `(1.5%)`, `($5,000,000)`. */
const figure = (name: string): string =>
  String.raw`(?:\s?\(\s?(?<${name}>\$?\s?\d[\d,]*(?:\.\d+)?)${GAP}(?<${name}Unit>${UNIT_WORDS})?\s?\))?`;
/** `thirty days`, `thirty (30) days`, `one and one-half percent (1.5%)`. */
const WORDS = String.raw`(?<![\w$\-])(?<words>${IN_WORDS})${figure('first')}(?:${GAP}(?<wordsUnit>${UNIT_WORDS})(?!\w))?${figure('last')}(?!\w)(?:${range('wordsShared')}|)`;
const PROSE = new RegExp(`${TIME}|${WORDS}|${NUMBER}`, 'gi');

/** Every number that a text says, with its line. */
export function proseMentions(text: string, firstLine: number): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(PROSE)) {
    const groups = match.groups ?? {};
    const read =
      groups['hour'] === undefined
        ? groups['words'] === undefined
          ? inDigits(groups)
          : inWords(groups, text.slice(match.index + match[0].length))
        : { form: timeOfDay(Number(groups['hour']), groups['minute'] ?? '', groups['half']) };
    if (read === undefined) continue;
    const line = firstLine + text.slice(0, match.index).split('\n').length - 1;
    mentions.push({ ...read, line, where: '' });
  }
  return mentions;
}

type Groups = Readonly<Record<string, string | undefined>>;

function inDigits(groups: Groups): Pick<Mention, 'form' | 'mismatch'> {
  const { dollar, digits = '', scale, unit, shared, inWords: words } = groups;
  const value = parseDecimal(digits.replaceAll(',', ''));
  if (!value) return { form: digits };
  const whole = scaled(value, scale);
  const differs = words !== undefined && !same(wordsValue(words), whole);
  return {
    form: spell(whole, dollar ? '$' : (unit ?? shared)),
    ...(differs ? { mismatch: `${digits} (${words})` } : {}),
  };
}

/** A number in words counts where a unit or a figure says that it is one; `one` and `one call` are pronouns. */
function inWords(groups: Groups, rest: string): Pick<Mention, 'form' | 'mismatch'> | undefined {
  const { words = '', first, last } = groups;
  const written = first ?? last;
  const unit =
    groups['wordsUnit'] ??
    groups['firstUnit'] ??
    groups['lastUnit'] ??
    groups['wordsShared'] ??
    (written?.startsWith('$') ? '$' : undefined);
  const value = wordsValue(words);
  const uncounted = unit === undefined || /^calls?$/i.test(unit);
  if (uncounted && written === undefined && (rest.startsWith('-') || /^one$/i.test(words))) return undefined;
  // `the twenty-second day` is an ordinal.
  if (/^second$/i.test(unit ?? '') && /ty$/i.test(words)) return undefined;
  const said = written === undefined ? value : (parseDecimal(written.replace(/[$,\s]/g, '')) ?? value);
  return {
    form: spell(said, unit),
    ...(same(said, value) ? {} : { mismatch: `${words} (${written ?? ''})` }),
  };
}

const same = (a: Rational, b: Rational): boolean => a.num === b.num && a.den === b.den;

function timeOfDay(hour: number, minute: string, half: string | undefined): string {
  const shift = half?.toLowerCase() === 'p' ? 12 : 0;
  const onDial = half === undefined ? hour : (hour % 12) + shift;
  return `${String(onDial).padStart(2, '0')}:${minute}`;
}

/** Every number that a term's value says; `lineOf` gives the line of a field by its path. */
export function valueMentions(
  key: string,
  value: Readonly<Record<string, unknown>>,
  lineOf: (path: readonly string[]) => number,
): Mention[] {
  const mentions: Mention[] = [];
  const visit = (inner: unknown, path: readonly string[]): void => {
    const form =
      typeof inner === 'number' ? String(inner) : typeof inner === 'string' ? termForm(inner) : undefined;
    if (form !== undefined) mentions.push({ form, line: lineOf(path), where: [key, ...path].join('.') });
    else if (inner !== null && typeof inner === 'object') {
      for (const [name, part] of Object.entries(inner)) visit(part, [...path, name]);
    }
  };
  visit(value, []);
  return mentions;
}

function termForm(text: string): string | undefined {
  const time = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (time) return timeOfDay(Number(time[1]), time[2] ?? '', undefined);
  const count = /^\d+(\.\d+)?$/.test(text) ? parseDecimal(text) : undefined;
  if (count) return toText(count);
  const quantity = parseQuantity(text);
  return quantity && spell(quantity.value, quantity.unit);
}

/** A number with its unit in one spelling; a year is twelve months. */
function spell(value: Rational, unit: string | undefined): string {
  if (unit === undefined) return toText(value);
  const word = unit
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^per ?cent$/, '%')
    .replace(/s$/, '');
  if (word === '$' || word === 'dollar') return `$${toText(value)}`;
  return word === 'year' ? `${toText(multiply(value, rational(12)))} month` : `${toText(value)} ${word}`;
}

/** `30 calendar day` as a text may say it: `30 day`. */
export const plain = (form: string): string => form.replace(/ calendar (?=day$)| clock (?=hour$)/, ' ');

/** What a form counts: `day`, `%`, `$`, `time`, or nothing for a bare number. */
export function unitOf(form: string): string {
  if (form.startsWith('$')) return '$';
  if (form.includes(':')) return 'time';
  return plain(form).split(' ').slice(1).join(' ');
}

/** The other span of a conflict: the nearest mention of the same unit, those without a partner first. */
export function nearest(to: Mention, others: readonly Mention[], alone: (one: Mention) => boolean) {
  const distance = (one: Mention): number => Math.abs(one.line - to.line) + (alone(one) ? 0 : 1e6);
  return others
    .filter((one) => unitOf(one.form) === unitOf(to.form))
    .reduce<Mention | undefined>(
      (best, one) => (best === undefined || distance(one) < distance(best) ? one : best),
      undefined,
    );
}
