import { shifted } from './time.ts';

export type DurationFault =
  'not-a-duration' | 'negative-duration' | 'finer-than-milliseconds' | 'absurd-duration';

const EXPONENT = { s: 3, ms: 0, us: -3 } as const;

/** Milliseconds of `125`, `125.250` in the unit, or of `2:05:30`, `2:05:30.250`. What is finer than a millisecond is refused. */
export function readDuration(
  text: string,
  unit: 's' | 'ms' | 'us' | 'hh:mm:ss',
  longestMs = Number.MAX_SAFE_INTEGER,
): number | DurationFault {
  if (/^-[\d.:]+$/.test(text)) return 'negative-duration';
  const ms = unit === 'hh:mm:ss' ? clock(text) : count(text, EXPONENT[unit]);
  return typeof ms === 'number' && ms > longestMs ? 'absurd-duration' : ms;
}

function count(text: string, exponent: number): number | DurationFault {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return /^\d{13,}$/.test(text) ? 'absurd-duration' : 'not-a-duration';
  return shifted(match[1] ?? '', match[2] ?? '', exponent, false) ?? 'finer-than-milliseconds';
}

function clock(text: string): number | DurationFault {
  const match = /^(\d{1,4}):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return 'not-a-duration';
  const seconds = (Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3]);
  return shifted(String(seconds), match[4] ?? '', 3, false) ?? 'finer-than-milliseconds';
}
