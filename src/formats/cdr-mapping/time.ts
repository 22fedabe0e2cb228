import { zoneReader } from './zone.ts';

/** A time that was read. `utcMs` has two instants in the hour that comes twice, none where the source says no zone. */
export interface ReadTime {
  readonly localMs?: number;
  readonly utcMs: readonly number[];
}

export type TimeFault = 'not-a-time' | 'no-such-time' | 'finer-than-milliseconds';
export type TimeReader = (text: string) => ReadTime | TimeFault;

const FIRST_MS = Date.UTC(2000, 0, 1);
const END_MS = Date.UTC(2100, 0, 1);

/** Milliseconds of one unit of an `epoch-…` form. */
const EPOCH_DIVISOR = { 'epoch-s': 1_000, 'epoch-ms': 1, 'epoch-us': 0.001 } as const;
type EpochForm = keyof typeof EPOCH_DIVISOR;
export const isEpoch = (form: string): form is EpochForm => Object.hasOwn(EPOCH_DIVISOR, form);

/** Parts of a form, the longest first, and what they match. All are of fixed length but the fraction. */
const PARTS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  '[.f]': String.raw`(?:[.,](?<fraction>\d{1,9}))?`,
  fff: String.raw`(?<fraction>\d{3})`,
  MM: String.raw`(?<month>\d\d)`,
  DD: String.raw`(?<day>\d\d)`,
  hh: String.raw`(?<hour>\d\d)`,
  mm: String.raw`(?<minute>\d\d)`,
  ss: String.raw`(?<second>\d\d)`,
  Z: String.raw`(?<offset>Z|[+-]\d\d:?\d\d)`,
};
const PART = /YYYY|\[\.f\]|fff|MM|DD|hh|mm|ss|Z/g;
const partsOf = (form: string): readonly string[] => form.match(PART) ?? [];
const NEEDED = ['YYYY', 'MM', 'DD', 'hh', 'mm', 'ss'];

/** What a form lacks or has twice, or undefined. */
export function formFault(form: string): string | undefined {
  if (isEpoch(form)) return undefined;
  const parts = partsOf(form);
  const missing = NEEDED.filter((part) => !parts.includes(part));
  if (missing.length > 0) return `has no ${missing.join(', ')}`;
  const kinds = parts.map((part) => part.replaceAll(/[[\].]/g, '').replace('fff', 'f'));
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
  return twice === undefined ? undefined : `has ${twice} twice`;
}

export const hasOffset = (form: string): boolean => !isEpoch(form) && partsOf(form).includes('Z');

/**
 * Reads times of one form. `zone` says which clock wrote them; `cut` drops what is finer than a millisecond, which is refused
 * otherwise. Years are 2000 to 2099.
 */
export function timeReader(form: string, zone: string, cut: boolean): TimeReader {
  return isEpoch(form) ? epochReader(form, cut) : writtenReader(form, zone, cut);
}

function epochReader(form: EpochForm, cut: boolean): TimeReader {
  return (text) => {
    const match = /^(\d{1,16})(?:\.(\d{1,9}))?$/.exec(text);
    if (!match) return 'not-a-time';
    const exponent = form === 'epoch-s' ? 3 : form === 'epoch-ms' ? 0 : -3;
    const ms = shifted(match[1] ?? '', match[2] ?? '', exponent, cut);
    if (ms === undefined) return 'finer-than-milliseconds';
    return ms < FIRST_MS || ms >= END_MS ? 'no-such-time' : { utcMs: [ms] };
  };
}

/** `whole.fraction` × 10^exponent as an integer; undefined where a part of it would be lost that may not be. */
export function shifted(whole: string, fraction: string, exponent: number, cut: boolean): number | undefined {
  const digits = whole + fraction;
  const places = whole.length + exponent;
  const kept = (places <= 0 ? '0' : digits.padEnd(places, '0').slice(0, places)) || '0';
  const lost = places <= 0 ? digits : digits.slice(places);
  return !cut && /[1-9]/.test(lost) ? undefined : Number(kept);
}

function writtenReader(form: string, zone: string, cut: boolean): TimeReader {
  const source = form
    .split(PART)
    .map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const parts = partsOf(form);
  const pattern = new RegExp(
    `^${source.map((literal, i) => literal + (PARTS[parts[i] ?? ''] ?? '')).join('')}$`,
  );
  const instants = zone === 'in-text' || zone === 'recording-point' ? undefined : zoneReader(zone);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    if (!groups) return 'not-a-time';
    const fraction = groups['fraction'] ?? '';
    const ms = shifted('', fraction, 3, cut);
    if (ms === undefined) return 'finer-than-milliseconds';
    const localMs = wallClock(groups, ms);
    if (localMs === undefined) return 'no-such-time';
    if (zone === 'recording-point') return { localMs, utcMs: [] };
    if (instants) {
      const utcMs = instants(localMs);
      if (utcMs.length === 0) return 'no-such-time';
      return zone === 'UTC' ? { utcMs } : { localMs, utcMs };
    }
    const offset = offsetMs(groups['offset'] ?? 'Z');
    return offset === undefined ? 'no-such-time' : { localMs, utcMs: [localMs - offset] };
  };
}

function wallClock(groups: Readonly<Record<string, string | undefined>>, ms: number): number | undefined {
  const day = Number(groups['day']);
  const hour = Number(groups['hour']);
  const minute = Number(groups['minute']);
  const second = Number(groups['second']);
  const month = Number(groups['month']);
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(Number(groups['year']), month - 1, day, hour, minute, second, ms);
  // A day beyond the end of its month is of the next one.
  if (day > 28 && new Date(at).getUTCDate() !== day) return undefined;
  return at >= FIRST_MS && at < END_MS ? at : undefined;
}

function offsetMs(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 18 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
