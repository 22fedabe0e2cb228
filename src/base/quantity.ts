import { parseDecimal, toText } from './rational.ts';
import type { Rational } from './rational.ts';
import { formatRate } from './money.ts';
import { remember } from './remember.ts';

/** What a number in a contract counts. Percentages are held as written: 1.5 % is 1.5, unit `%`. */
export const UNITS = {
  'calendar day': 'duration',
  'business day': 'duration',
  'business hour': 'duration',
  'clock hour': 'duration',
  month: 'duration',
  '%': 'percent',
  $: 'money',
  minute: 'measure',
  second: 'measure',
  day: 'measure',
  call: 'measure',
} as const;

export type Unit = keyof typeof UNITS;
export type DurationUnit = 'calendar day' | 'business day' | 'business hour' | 'clock hour' | 'month';

/** A number with its unit, and what it is counted per: `$0.0007 per minute`. */
export interface Quantity {
  readonly value: Rational;
  readonly unit: Unit;
  readonly per?: string;
}

const FORM =
  /^(\$)?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%|(?!per\s)[a-z][a-z -]*?)?(?:\s+per\s+([a-z][a-z -]*))?$/i;

/** Quantities of an agreement that are kept as read. */
const KEPT = 4_000;

/** Reads `30 calendar days`, `1.5 % per month`, `$0.0007 per minute`; undefined when it is none of these. */
export const parseQuantity = remember(readQuantity, KEPT);

function readQuantity(text: string): Quantity | undefined {
  const match = FORM.exec(text.trim().replace(/\s+/g, ' '));
  if (!match) return undefined;
  const [, dollar, digits = '', word, per] = match;
  const value = parseDecimal(digits.replaceAll(',', ''));
  if (!value || (dollar && word)) return undefined;
  const unit = dollar ? '$' : word === undefined ? undefined : singular(word);
  if (unit === undefined || !isUnit(unit)) return undefined;
  return { value, unit, ...(per === undefined ? {} : { per: singular(per) }) };
}

const isUnit = (word: string): word is Unit => Object.hasOwn(UNITS, word);

/** `calendar days` → `calendar day`; `address` stays. */
export function singular(words: string): string {
  const word = words.trim().toLowerCase();
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** A length of time as a contract counts it. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** Longest length of time that is read as one: a slip of the pen, not a clock, lies beyond it. */
const MOST = 1_000_000n;

/** Reads a whole number of days, hours or months, none negative; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const quantity = parseQuantity(text);
  if (!quantity || quantity.per !== undefined || quantity.value.den !== 1n) return undefined;
  if (UNITS[quantity.unit] !== 'duration') return undefined;
  const count = quantity.value.num;
  if (count < 0n || count > MOST) return undefined;
  return { count: Number(count), unit: quantity.unit as DurationUnit };
}

export const formatDuration = (duration: Duration): string =>
  `${duration.count} ${duration.unit}${duration.count === 1 ? '' : 's'}`;

/** `$0.0007 per minute`, `1.5 % per month`. */
export function formatQuantity(quantity: Quantity): string {
  const per = quantity.per === undefined ? '' : ` per ${quantity.per}`;
  if (quantity.unit === '$') return `$${formatRate(quantity.value)}${per}`;
  const one = quantity.value.num === quantity.value.den;
  const word = quantity.unit === '%' || one ? quantity.unit : `${quantity.unit}s`;
  return `${toText(quantity.value)} ${word}${per}`;
}
