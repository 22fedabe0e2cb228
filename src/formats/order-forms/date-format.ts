import type { Problem } from '../../base/problem.ts';
import { readRows } from './csv-rows.ts';

/** How a partner writes dates: patterns of `CCYY`, `MM`, `DD`, `HHMM`, `AM` (or PM) and signs between. */
export interface DateFormat {
  readonly name: string;
  readonly date: string;
  readonly datetime: string;
}

const COLUMNS = ['name', 'date', 'datetime', 'source', 'provenance'] as const;
const PARTS: Readonly<Record<string, string>> = {
  CCYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  DD: String.raw`(?<day>\d{2})`,
  HHMM: String.raw`(?<time>\d{4})`,
  AM: '(?<half>[AP]M)',
};
const PART = /CCYY|HHMM|MM|DD|AM/g;
/** As the catalogue, the edits and everything inside have them. */
const OWN = { date: 'MM-DD-CCYY', datetime: 'MM-DD-CCYY-HHMMAM' } as const;

/** Formats by their names (`reference/forms/formats.csv`). */
export function readDateFormats(
  file: string,
  text: string,
): { formats: ReadonlyMap<string, DateFormat>; problems: Problem[] } {
  const { rows, problems } = readRows(file, text, COLUMNS);
  const formats = rows.flatMap(({ line, cells }) => {
    const format = {
      name: cells['name'] ?? '',
      date: cells['date'] ?? '',
      datetime: cells['datetime'] ?? '',
    };
    const parts = (pattern: string): string => (pattern.match(PART) ?? []).toSorted().join(' ');
    const good =
      format.name !== '' &&
      parts(format.date) === parts(OWN.date) &&
      parts(format.datetime) === parts(OWN.datetime);
    if (!good)
      problems.push({
        id: 'forms/date-format',
        file,
        line,
        sentence: `"${format.date}" and "${format.datetime}" do not say a whole date and a date with its time.`,
        cure: 'Write CCYY, MM and DD, and for times HHMM and AM, each once.',
      });
    return good ? [[format.name, format] as const] : [];
  });
  return { formats: new Map(formats), problems };
}

/** A partner's text as a date of our own; text that is none is left as it is, for the edits to name. */
export const fromPartner = (format: DateFormat, type: 'date' | 'datetime', text: string): string =>
  rewrite(text, format[type], OWN[type]);

export const toPartner = (format: DateFormat, type: 'date' | 'datetime', text: string): string =>
  rewrite(text, OWN[type], format[type]);

function rewrite(text: string, from: string, to: string): string {
  const parts = expression(from).exec(text)?.groups;
  if (parts === undefined) return text;
  const { year = '', month = '', day = '', time = '', half = '' } = parts;
  const values: Readonly<Record<string, string>> = { CCYY: year, MM: month, DD: day, HHMM: time, AM: half };
  return to.replace(PART, (part) => values[part] ?? part);
}

const kept = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  let found = kept.get(pattern);
  if (found === undefined) {
    const source = pattern
      .split(/(CCYY|HHMM|MM|DD|AM)/)
      .map((part) => PARTS[part] ?? part.replace(/[^A-Za-z0-9]/g, '\\$&'))
      .join('');
    found = new RegExp(`^${source}$`);
    kept.set(pattern, found);
  }
  return found;
}
