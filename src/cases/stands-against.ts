import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { runClocks } from './clocks.ts';
import { eventProblems } from './event-problems.ts';
import { CLOCK_EXPIRED, CLOCK_RESUMED, ENGINE_EVENTS, PROGRAM } from './kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { windowProblems } from './window.ts';

/**
 * Everything that stands against an event in a case: its state and shape, who says it, the windows of its clocks, and
 * what the agreement has against it. Empty: it may be recorded.
 */
export function standsAgainst(
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  if (ENGINE_EVENTS.includes(event.name)) return engineProblems(agreement, kind, caseId, events, event);
  const first = [
    ...eventProblems(kind, caseId, events, event),
    ...partyProblems(agreement, kind, events, event),
  ];
  if (first.length > 0) return first;
  const def = kind.events.find(({ name }) => name === event.name);
  return [
    ...windowProblems(agreement, kind, events, event),
    ...(def?.admits?.(agreement, events, event) ?? []),
  ];
}

/** The engine's own events are said by the program alone, of a clock that runs; that it ran out, not before it did. */
function engineProblems(
  agreement: Agreement,
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem[] => [
    { id: `case/${slug}`, field, sentence, cure },
  ];
  if (event.actor !== PROGRAM) {
    return problem(
      'not-yours',
      'actor',
      `"${event.name}" is for the program to say, and ${event.actor} says it.`,
      'Record what you did: the program keeps the clocks.',
    );
  }
  const { clock, run } = event.body;
  const found = runClocks(agreement, kind, events).find(
    (one) =>
      one.name === clock &&
      // What tolled a run that has stopped may turn out to have ended before.
      (one.stoppedAt === undefined || event.name === CLOCK_RESUMED) &&
      (run === undefined || one.run === run),
  );
  if (found === undefined || (event.name === CLOCK_EXPIRED && found.expired)) {
    return problem(
      'no-clock',
      'clock',
      `${caseId} has no such clock "${String(clock)}" that runs.`,
      'Nothing is to be done.',
    );
  }
  const early =
    event.name === CLOCK_EXPIRED &&
    (found.dueUntil === undefined || Temporal.Instant.compare(event.occurredAt, found.dueUntil) < 0);
  return early
    ? problem(
        'too-early',
        'occurredAt',
        `The clock "${found.clock}" of ${caseId} has not run out.`,
        `It is due ${found.dueAt ?? 'on no day yet'}.`,
      )
    : [];
}

/** An event that belongs to one side of the case is done by that party, or by the program for it. */
function partyProblems(
  agreement: Agreement,
  kind: CaseKind,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const by = kind.events.find(({ name }) => name === event.name)?.by;
  const opener = events[0]?.actor;
  if (by === undefined || opener === undefined || event.actor === PROGRAM) return [];
  const { ilec, clec } = agreement.parties;
  const other = opener === ilec ? clec : ilec;
  const wanted = by === 'opener' ? opener : other;
  if (event.actor === wanted) return [];
  return [
    {
      id: 'case/not-yours',
      field: 'actor',
      sentence: `"${event.name}" is for ${wanted} to say, and ${event.actor} says it.`,
      cure: `Let ${wanted} record it.`,
    },
  ];
}
