import type { Agreement } from '../agreement/agreement.ts';
import type { Result } from '../base/result.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { standsAgainst } from './stands-against.ts';

/**
 * For tests: the case after these events, refused as the engine refuses them, without a database and without what follows
 * in other cases. Problems of the first that is refused come back.
 */
export function play(agreement: Agreement, kind: CaseKind, events: readonly NewEvent[]): Result<CaseEvent[]> {
  const taken: CaseEvent[] = [];
  for (const next of events) {
    const problems = standsAgainst(agreement, kind, 'X', taken, next);
    if (problems.length > 0) return { ok: false, problems };
    taken.push({ ...next, seq: taken.length + 1, prevHash: '', hash: '' });
  }
  return { ok: true, value: taken };
}

/** For tests: an event at noon, Missouri time, of an ISO date. */
export const event = (name: string, on: string, body: CaseEvent['body'] = {}, actor = 'socket'): NewEvent => {
  const occurredAt = Temporal.PlainDateTime.from(`${on.slice(0, 10)}T12:00`)
    .toZonedDateTime('America/Chicago')
    .toInstant()
    .toString();
  return { name, occurredAt, recordedAt: occurredAt, actor, body };
};
