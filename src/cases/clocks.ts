import type { Agreement } from '../agreement/agreement.ts';
import type { Pause } from '../base/pause.ts';
import type { Problem } from '../base/problem.ts';
import type { Receipt } from '../base/receipt.ts';
import type { Result } from '../base/result.ts';
import { clockTerm } from './clock-terms.ts';
import { due } from './due.ts';
import type { DueAnswer } from './due.ts';
import { localDate } from './instant.ts';
import { CLOCK_EXPIRED, CLOCK_PAUSED, CLOCK_RESUMED } from './kind.ts';
import type { CaseClock, CaseEvent, CaseKind, EventBody } from './kind.ts';
import { noticeOf } from './notice.ts';

/** One run of one clock of a case. */
export interface ClockRun {
  readonly name: string;
  /** Name of the agreement's clock. */
  readonly clock: string;
  readonly run: number;
  readonly state: 'running' | 'paused' | 'stopped' | 'negotiated' | 'undetermined';
  readonly startedAt: string;
  /** Date, or date-time with offset; none while it stands still. */
  readonly dueAt?: string;
  /** Last instant that is in time. */
  readonly dueUntil?: string;
  /** The first day or moment at which it may be met, and its first instant. */
  readonly notBefore?: string;
  readonly since?: string;
  /** Why it stands still. */
  readonly pausedBy?: string;
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
  return kind.clocks.flatMap((clock) =>
    spansOf(agreement, kind, clock, events).map((span) =>
      toRun(agreement, clock, span, performerOf(agreement, kind, clock, events[0])),
    ),
  );
}

/** From the event that starts a run to the one that stops it. */
interface Span {
  readonly clock: string;
  readonly run: number;
  readonly start: CaseEvent;
  /** `cause`: what outside the case tolls it; none for its own events. */
  readonly pauses: {
    readonly from: string;
    readonly why: string;
    readonly cause: string | undefined;
    to?: string;
  }[];
  stop?: CaseEvent;
  expired: boolean;
}

function spansOf(
  agreement: Agreement,
  kind: CaseKind,
  clock: CaseClock,
  events: readonly CaseEvent[],
): Span[] {
  const spans: Span[] = [];
  for (const event of events) {
    const current = spans.at(-1);
    if (event.name === CLOCK_RESUMED && event.body['clock'] === clock.name) letGo(spans, event);
    if (current && current.stop === undefined) follow(agreement, kind, clock, current, event);
    const name = clock.startsOn.includes(event.name) ? clock.clock(event.body) : undefined;
    if (name === undefined || (clock.optional === true && !isTerm(agreement, name, event))) continue;
    // A clock that starts again begins from zero: the run before it ends.
    if (current && current.stop === undefined) current.stop = event;
    spans.push({ clock: name, run: spans.length + 1, start: event, pauses: [], expired: false });
  }
  return spans;
}

/** What an event does to a run that is open. */
function follow(agreement: Agreement, kind: CaseKind, clock: CaseClock, span: Span, event: CaseEvent): void {
  if (clock.stopsOn.includes(event.name)) {
    span.stop = event;
    return;
  }
  const about = event.body['clock'];
  if (event.name === CLOCK_EXPIRED && about === clock.name && event.body['run'] === span.run)
    span.expired = true;
  const full = `${kind.kind}.${event.name}`;
  const { pauses = [], resumes = [] } = termOf(agreement, span.clock, span.start) ?? {};
  const tolled = event.name === CLOCK_PAUSED && about === clock.name;
  // What stopped it must let it go on: its own events, or the cause outside.
  const why = tolled ? String(event.body['why']) : undefined;
  const open = span.pauses.find((pause) => pause.to === undefined && pause.cause === why);
  if ((tolled || pauses.includes(full)) && !open) {
    const from = tolled ? later(momentOf(event, 'from'), span.start.occurredAt) : event.occurredAt;
    span.pauses.push({ from, why: why ?? event.name.replaceAll('-', ' '), cause: why });
  } else if (!tolled && resumes.includes(full) && open) open.to = event.occurredAt;
}

/**
 * The cause outside lets go on what it stopped: also a run that has stopped since, which stood still for less time when the
 * cause was over before.
 */
function letGo(spans: readonly Span[], event: CaseEvent): void {
  for (const { pauses, stop } of spans) {
    const open = pauses.find((pause) => pause.to === undefined && pause.cause === String(event.body['why']));
    if (open === undefined) continue;
    const until = later(open.from, momentOf(event, 'to'));
    open.to = stop !== undefined && later(until, stop.occurredAt) === until ? stop.occurredAt : until;
  }
}

/** When what tolls a clock began or ended, which may be before it was said. */
const momentOf = ({ body, occurredAt }: CaseEvent, field: 'from' | 'to'): string =>
  typeof body[field] === 'string' ? body[field] : occurredAt;

const later = (a: string, b: string): string => (Temporal.Instant.compare(a, b) >= 0 ? a : b);

const termOf = (agreement: Agreement, name: string, start: CaseEvent) =>
  agreement.at(localDate(agreement, start.occurredAt)).optional(clockTerm, name)?.value;

const isTerm = (agreement: Agreement, name: string, start: CaseEvent): boolean =>
  termOf(agreement, name, start) !== undefined;

function toRun(agreement: Agreement, clock: CaseClock, span: Span, performer: string | undefined): ClockRun {
  const { start, stop, pauses } = span;
  const answer = dueOf(agreement, clock, span, performer);
  const open = pauses.filter(({ to }) => to === undefined).map(({ why }) => why);
  const frame = {
    name: clock.name,
    clock: span.clock,
    run: span.run,
    startedAt: start.occurredAt,
    expired: span.expired,
    ...(stop === undefined
      ? {}
      : {
          stoppedAt: stop.occurredAt,
          stoppedBy: stop.name,
          elapsedSeconds: BigInt(
            Math.floor(
              Temporal.Instant.from(start.occurredAt).until(stop.occurredAt).total({ unit: 'second' }),
            ),
          ),
        }),
  };
  if (!answer.ok) return { ...frame, state: 'undetermined', basis: { problems: answer.problems } };
  const basis = answer.value.receipt;
  if ('negotiated' in answer.value) return { ...frame, state: 'negotiated', basis };
  if (open.length > 0 && stop === undefined)
    return { ...frame, state: 'paused', pausedBy: open.join('; '), basis };
  const { dueAt, until, notBefore, since } = answer.value;
  return {
    ...frame,
    state: stop === undefined ? 'running' : 'stopped',
    dueAt,
    dueUntil: until.toString(),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(since === undefined ? {} : { since: since.toString() }),
    basis,
  };
}

/** The party that has to meet the clock in this case; undefined where the kind does not say, or the program opened it. */
export function performerOf(
  agreement: Agreement,
  kind: CaseKind,
  clock: CaseClock,
  first: Pick<CaseEvent, 'actor'> | undefined,
): string | undefined {
  const side = clock.performer ?? kind.events.find(({ name }) => name === clock.stopsOn[0])?.by;
  const opener = first && agreement.party(first.actor);
  if (side === undefined || opener === undefined || side === 'opener') return side && opener;
  const { ilec, clec } = agreement.parties;
  return opener === ilec ? clec : ilec;
}

/** Deadlines of the runs that an event began: a case asks for the same ones at each of its events. */
const deadlines = new WeakMap<
  EventBody,
  { agreement: Agreement; about: string; answer: Result<DueAnswer> }[]
>();

/** The deadline of a run. A pause that is open when the run stops ends there. */
function dueOf(
  agreement: Agreement,
  clock: CaseClock,
  span: Span,
  performer: string | undefined,
): Result<DueAnswer> {
  const { start, stop, pauses } = span;
  const closed = pauses.flatMap(({ from, to, why }) => {
    const end = to ?? stop?.occurredAt;
    return end === undefined ? [] : [{ from, to: end, why }];
  });
  const about = JSON.stringify([clock.name, span.clock, start.occurredAt, performer, closed]);
  const known = deadlines.get(start.body) ?? [];
  const before = known.find((one) => one.agreement === agreement && one.about === about);
  if (before) return before.answer;
  const answer = askDue(agreement, clock, span, performer, closed);
  deadlines.set(start.body, [...known, { agreement, about, answer }]);
  return answer;
}

function askDue(
  agreement: Agreement,
  clock: CaseClock,
  { clock: name, start }: Span,
  performer: string | undefined,
  closed: readonly { readonly from: string; readonly to: string; readonly why: string }[],
): Result<DueAnswer> {
  const term = termOf(agreement, name, start);
  const role = term?.calendarOf;
  // A clock of one length for all asks nothing of the order.
  const looksUp = term?.byTable !== undefined || term?.byDate !== undefined;
  const view = agreement.at(localDate(agreement, start.occurredAt));
  const asks = performer !== undefined && role !== undefined && role !== 'ilec' && role !== 'clec';
  return due(agreement, name, {
    at: start.occurredAt,
    ...(clock.facts === undefined || !looksUp ? {} : { facts: clock.facts(start.body, view) }),
    ...(start.body['notice'] === undefined ? {} : { notice: noticeOf(agreement, start) }),
    ...(asks ? { performer } : {}),
    pauses: closed.map(({ from, to, why }): Pause => ({
      from: Temporal.Instant.from(from),
      to: Temporal.Instant.from(to),
      why,
    })),
  });
}
