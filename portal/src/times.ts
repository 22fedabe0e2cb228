import { useSearchParams } from 'react-router';

/** The two times of a page about an agreement, as they stand in its address; '' is the default of the server. */
export interface Times {
  /** Contract time: a date. */
  readonly asOf: string;
  /** Record time: an instant. */
  readonly asKnown: string;
}

/** Reads them from the address, so that what somebody looks at can be sent to somebody else. */
export function useTimes(): Times {
  const [search] = useSearchParams();
  return { asOf: search.get('asOf') ?? '', asKnown: search.get('asKnown') ?? '' };
}

/** A query with those of its values that are not empty: `?asOf=2026-10-31`, or nothing. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** Local date and time of an instant in a zone, as a field for them holds it: `2026-11-01T06:00`. */
export function localTime(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant of a local date and time in a zone; '' where it is none. Of an hour that comes twice it is the first; one
 * that clocks skip is read as if they did not.
 */
export function instantOf(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(wanted)) return '';
  const offsetAt = (at: number): number =>
    Date.parse(`${localTime(new Date(at).toISOString(), timeZone)}Z`) - at;
  const candidates = [wanted - DAY, wanted + DAY].map((near) => wanted - offsetAt(near));
  const found = candidates.filter((at) => at + offsetAt(at) === wanted);
  return new Date(found.length === 0 ? (candidates[0] ?? wanted) : Math.min(...found))
    .toISOString()
    .replace('.000', '');
}

const DAY = 86_400_000;

/** The day before a date: `2026-10-01` → `2026-09-30`. */
export const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY).toISOString().slice(0, date.length);
