import { misfits } from '../agreement/schema.ts';
import type { Problem } from '../base/problem.ts';
import { START, STAY, allowedIn } from './kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';

/** State of a case after these events. */
export function stateAfter(kind: CaseKind, events: readonly Pick<CaseEvent, 'name'>[]): string {
  let state = START;
  for (const event of events) {
    const to = kind.events.find(({ name }) => name === event.name)?.to;
    if (to !== undefined && to !== STAY) state = to;
  }
  return state;
}

/** What stands against an event: state, body, order of time, guard. */
export function eventProblems(
  kind: CaseKind,
  caseId: string,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const state = stateAfter(kind, events);
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `case/${slug}`,
    field,
    sentence,
    cure,
  });
  const def = kind.events.find(({ name }) => name === event.name);
  if (!def?.from.includes(state)) {
    const allowed = allowedIn(kind, state).join(', ') || 'nothing more';
    return [
      problem(
        'not-allowed',
        'event',
        `"${event.name}" cannot happen in ${caseId}, which is ${state === START ? 'not opened' : state}.`,
        `Allowed there: ${allowed}.`,
      ),
    ];
  }
  const problems = (def.body ? misfits(def.body, event.body) : []).map(({ path, sentence, cure }) =>
    problem('body', path, sentence, cure),
  );
  const last = events.at(-1);
  if (last !== undefined && Temporal.Instant.compare(event.occurredAt, last.occurredAt) < 0) {
    problems.push(
      problem(
        'order-of-time',
        'occurredAt',
        `"${event.name}" of ${caseId} at ${event.occurredAt} lies before "${last.name}" at ${last.occurredAt}.`,
        'Give the time at which it happened.',
      ),
    );
  }
  return problems.length > 0 ? problems : (def.guard?.(events, event) ?? []);
}
