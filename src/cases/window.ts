import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { clockTerm } from './clock-terms.ts';
import { runClocks } from './clocks.ts';
import type { ClockRun } from './clocks.ts';
import { localDate } from './instant.ts';
import type { CaseEvent, CaseKind, NewEvent } from './kind.ts';
import { noticeOf } from './notice.ts';
import type { NoticeFacts } from './notice.ts';

/**
 * What the clocks have against an event: it comes before the first moment at which it may, after a window that admits
 * nothing late, or it starts a clock on a notice that nobody can say is received.
 */
export function windowProblems(
  agreement: Agreement,
  kind: CaseKind,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const stopping = kind.clocks.filter(({ stopsOn }) => stopsOn.includes(event.name)).map(({ name }) => name);
  const open =
    stopping.length === 0
      ? []
      : runClocks(agreement, kind, events).filter(
          (run) => stopping.includes(run.name) && run.stoppedAt === undefined,
        );
  return [
    ...open.flatMap((run) => outside(agreement, kind, run, event)),
    ...noticeProblems(agreement, kind, events, event),
  ];
}

function outside(agreement: Agreement, kind: CaseKind, run: ClockRun, event: NewEvent): Problem[] {
  const at = Temporal.Instant.from(event.occurredAt);
  const on = localDate(agreement, at);
  const clause = 'clause' in run.basis ? run.basis.clause : '';
  const term = agreement.at(localDate(agreement, run.startedAt));
  const rule = term.optional(clockTerm, run.clock)?.value;
  if (rule?.binds?.includes(`${kind.kind}.${event.name}`) === false) return [];
  if (run.since !== undefined && Temporal.Instant.compare(at, run.since) < 0) {
    return [
      {
        id: 'case/too-early',
        field: 'occurredAt',
        sentence: `"${event.name}" on ${on} comes before ${run.notBefore}, the first day of ${run.clock}.`,
        cure: `Do it from ${run.notBefore} to ${run.dueAt}.`,
        clause,
      },
    ];
  }
  if (
    rule?.late === 'refused' &&
    run.dueUntil !== undefined &&
    Temporal.Instant.compare(at, run.dueUntil) > 0
  ) {
    return [
      {
        id: 'case/too-late',
        field: 'occurredAt',
        sentence: `"${event.name}" on ${on} comes after ${run.dueAt}, the last day of ${run.clock}.`,
        cure: 'It has no effect any more: begin again where the agreement lets you.',
        clause,
      },
    ];
  }
  return [];
}

/** Problems of the notices on which the event starts a clock. */
function noticeProblems(
  agreement: Agreement,
  kind: CaseKind,
  events: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const notice = noticeOf(agreement, event) as NoticeFacts | undefined;
  if (notice === undefined) return [];
  if (
    agreement.party(event.actor) !== undefined &&
    agreement.party(notice.to ?? '') === agreement.party(event.actor)
  ) {
    return [
      {
        id: 'notice/to-oneself',
        field: 'notice.to',
        sentence: `${event.actor} sends the notice, and it is said to go to ${event.actor}.`,
        cure: 'Leave "to" out: it goes to the other party.',
      },
    ];
  }
  const next: CaseEvent = { ...event, seq: events.length + 1, prevHash: '', hash: '' };
  return runClocks(agreement, kind, [next]).flatMap(({ basis }) =>
    'problems' in basis ? basis.problems.filter(({ id }) => id.startsWith('notice/')) : [],
  );
}
