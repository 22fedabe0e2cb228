import type { MappedCall } from './record.ts';
import { isEpoch } from './time.ts';

/** The connect time moved by so many milliseconds in a form; undefined where the form cannot say it exactly. */
export function writeTime(form: string, zone: string, call: MappedCall, shiftMs: number): string | undefined {
  const utcMs = call.utcMs === undefined ? undefined : call.utcMs + shiftMs;
  if (isEpoch(form)) {
    if (utcMs === undefined) return undefined;
    if (form === 'epoch-ms') return String(utcMs);
    if (form === 'epoch-us') return `${utcMs}000`;
    return utcMs % 1000 === 0 ? String(utcMs / 1000) : (utcMs / 1000).toFixed(3);
  }
  const wallMs = wallClock(zone, utcMs, call.localMs === undefined ? undefined : call.localMs + shiftMs);
  return wallMs === undefined ? undefined : filled(form, wallMs);
}

function wallClock(zone: string, utcMs: number | undefined, localMs: number | undefined): number | undefined {
  if (zone === 'recording-point') return localMs;
  if (utcMs === undefined) return undefined;
  if (zone === 'in-text' || zone === 'UTC') return utcMs;
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(utcMs).toZonedDateTimeISO(zone);
  return utcMs + offsetNanoseconds / 1_000_000;
}

function filled(form: string, wallMs: number): string | undefined {
  const iso = new Date(wallMs).toISOString();
  const fraction = iso.slice(20, 23);
  const parts: Readonly<Record<string, string>> = {
    YYYY: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    DD: iso.slice(8, 10),
    hh: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
    fff: fraction,
    '[.f]': fraction === '000' ? '' : `.${fraction}`,
    Z: 'Z',
  };
  if (fraction !== '000' && !form.includes('fff') && !form.includes('[.f]')) return undefined;
  return form.replaceAll(/YYYY|\[\.f\]|fff|MM|DD|hh|mm|ss|Z/g, (part) => parts[part] ?? part);
}
