import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readInstant } from '../../../cases/instant.ts';

/** When something happened, as an instant: `text`, read where the agreement is at home, or now. Nothing has happened later than now. */
export function momentOf(text: string | undefined, timeZone: string, now: Temporal.Instant): Result<string> {
  if (text === undefined || text === '') return ok(now.toString());
  const at = readInstant(text, timeZone);
  if (at === undefined) {
    return fail({
      id: 'case/at',
      field: 'occurredAt',
      sentence: `"${text}" is no point in time.`,
      cure: 'Write 2026-11-20T13:01-06:00, 2026-11-20T19:01Z, or a local date-time.',
    });
  }
  if (Temporal.Instant.compare(at, now) > 0) {
    return fail({
      id: 'case/future',
      field: 'occurredAt',
      sentence: `${text} is still to come.`,
      cure: 'Record it when it has happened.',
    });
  }
  return ok(at.toString());
}
