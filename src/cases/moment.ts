import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { YEARS, readInstant } from './instant.ts';

/**
 * When something happened, as an instant: `text` read where the agreement is at home, or `now`. Nothing has happened
 * later than now, not by a second: what comes after it in a case may not be earlier. `field` is what problems name.
 */
export function momentOf(
  text: string | undefined,
  timeZone: string,
  { now, field }: { readonly now: Temporal.Instant; readonly field: string },
): Result<string> {
  if (text === undefined || text === '') return ok(now.toString());
  const at = readInstant(text, timeZone);
  if (at === undefined) {
    return fail({
      id: 'case/at',
      field,
      sentence: `"${text}" is no point in time from ${YEARS.first} to ${YEARS.last}.`,
      cure: 'Write 2026-11-20T13:01-06:00, 2026-11-20T19:01Z, or a local date-time.',
    });
  }
  if (Temporal.Instant.compare(at, now) > 0) {
    return fail({
      id: 'case/future',
      field,
      sentence: `${text} is still to come.`,
      cure: 'Record it when it has happened.',
    });
  }
  return ok(at.toString());
}
