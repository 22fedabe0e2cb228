import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import type { Receipt } from '../base/receipt.ts';
import { due } from './due.ts';
import { CLOCK_EXPIRED } from './kind.ts';
import type { CaseClock, CaseEvent, CaseKind } from './kind.ts';

/** One run of one clock of a case. */
export interface ClockRun {
  readonly name: string;
  /** Name of the agreement's clock. */
  readonly clock: string;
  readonly run: number;
  readonly state: 'running' | 'stopped' | 'negotiated' | 'undetermined';
  readonly startedAt: string;
  /** Date, or date-time with offset. */
  readonly dueAt?: string;
  /** Last instant that is in time. */
  readonly dueUntil?: string;
  readonly stoppedAt?: string;
  readonly stoppedBy?: string;
  readonly expired: boolean;
  readonly elapsedSeconds?: bigint;
  readonly basis: Receipt | { readonly problems: readonly Problem[] };
}

/** Whether it stopped in time; undefined while it runs and where no deadline exists. */
export function inTime(run: ClockRun): boolean | undefined {
  if (run.stoppedAt === undefined || run.dueUntil === undefined) return undefined;
  return Temporal.Instant.compare(run.stoppedAt, run.dueUntil) <= 0;
}

/** All runs of all clocks of a case, from its events alone. */
export function runClocks(agreement: Agreement, kind: CaseKind, events: readonly CaseEvent[]): ClockRun[] {
  return kind.clocks.flatMap((clock) => runsOf(agreement, clock, events));
}

function runsOf(agreement: Agreement, clock: CaseClock, events: readonly CaseEvent[]): ClockRun[] {
  const runs: ClockRun[] = [];
  for (const event of events) {
    const current = runs.at(-1);
    const isOpen = current !== undefined && current.stoppedAt === undefined;
    if (isOpen && clock.stopsOn.includes(event.name)) runs[runs.length - 1] = stop(current, event);
    else if (isOpen && event.name === CLOCK_EXPIRED && event.body['clock'] === clock.name) {
      runs[runs.length - 1] = { ...current, expired: true };
    }
    const name = clock.startsOn.includes(event.name) ? clock.clock(event.body) : undefined;
    if (name !== undefined) runs.push(start(agreement, clock, name, runs.length + 1, event));
  }
  return runs;
}

const stop = (run: ClockRun, event: CaseEvent): ClockRun => ({
  ...run,
  state: run.state === 'running' ? 'stopped' : run.state,
  stoppedAt: event.occurredAt,
  stoppedBy: event.name,
  elapsedSeconds: BigInt(
    Math.floor(Temporal.Instant.from(run.startedAt).until(event.occurredAt).total({ unit: 'second' })),
  ),
});

function start(
  agreement: Agreement,
  clock: CaseClock,
  name: string,
  run: number,
  event: CaseEvent,
): ClockRun {
  const frame = { name: clock.name, clock: name, run, startedAt: event.occurredAt, expired: false };
  const answer = due(agreement, name, {
    at: event.occurredAt,
    ...(clock.facts === undefined ? {} : { facts: clock.facts(event.body) }),
  });
  if (!answer.ok) return { ...frame, state: 'undetermined', basis: { problems: answer.problems } };
  if ('negotiated' in answer.value) {
    return { ...frame, state: 'negotiated', basis: answer.value.receipt };
  }
  return {
    ...frame,
    state: 'running',
    dueAt: answer.value.dueAt,
    dueUntil: answer.value.until.toString(),
    basis: answer.value.receipt,
  };
}
