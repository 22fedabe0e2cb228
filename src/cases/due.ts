import { Type } from 'typebox';
import type { Agreement, AgreementView, Term } from '../agreement/agreement.ts';
import { OPEN_END, cited } from '../agreement/agreement.ts';
import { misfits } from '../agreement/schema.ts';
import { computeDeadline, formatDeadline } from '../base/deadline.ts';
import type { BusinessCalendar } from '../base/calendar.ts';
import type { Deadline } from '../base/deadline.ts';
import type { Problem } from '../base/problem.ts';
import { parseDuration } from '../base/quantity.ts';
import { Trace } from '../base/receipt.ts';
import type { Receipt } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { calendarOf } from '../parties/calendars.ts';
import { clockProblems, clockTerm } from './clock-terms.ts';
import type { ClockTerm } from './clock-terms.ts';
import { findInterval } from './interval.ts';

/** What is asked of a clock. */
export interface DueQuestion {
  /** When it started: an instant with `Z` or an offset, or a local date-time or date in the clock's zone. */
  readonly at: string;
  /** For clocks that find their length in a table: `{product, quantity}`. */
  readonly facts?: unknown;
  /** Role (`ilec`, `clec`) or party id of the party whose calendar counts; default as the clock says. */
  readonly performer?: string;
  /** Contract time; default the local date of `at`. */
  readonly asOf?: string;
  readonly asKnown?: string;
}

interface DueFrame {
  readonly clock: string;
  readonly clause: string;
  readonly receipt: Receipt;
}

/**
 * A deadline (ISO date, or date-time with its offset) with the last instant that is in time, or the sentence that
 * says it is negotiated.
 */
export type DueAnswer =
  | (DueFrame & { readonly dueAt: string; readonly deadline: Deadline; readonly until: Temporal.Instant })
  | (DueFrame & { readonly negotiated: string });

const NoFacts = Type.Object({}, { additionalProperties: false });
const OrderFacts = Type.Object(
  { product: Type.String(), quantity: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);

/** When a clock of the agreement runs out. Everything that is wrong with the question comes back at once. */
export function due(agreement: Agreement, clockName: string, question: DueQuestion): Result<DueAnswer> {
  const start = readInstant(question.at, agreement.timeZone);
  const asOf =
    question.asOf ?? start?.toZonedDateTimeISO(agreement.timeZone).toPlainDate().toString() ?? OPEN_END;
  const view = agreement.at(asOf, question.asKnown);
  const found = view.term(clockTerm, clockName);
  const problems: Problem[] = start ? [] : [badInstant(question.at)];
  if (!found.ok) {
    const dated = start !== undefined || question.asOf !== undefined;
    return fail(...problems, unknownClock(view, clockName, dated));
  }
  const term = found.value;
  const zone = term.value.timeZone ?? agreement.timeZone;
  const received = readInstant(question.at, zone);
  const performer = performerOf(agreement, term, question.performer);
  const facts = question.facts ?? {};
  problems.push(...clockProblems(term, view), ...performer.problems, ...factProblems(term, facts));
  if (received === undefined || performer.party === undefined || problems.length > 0)
    return fail(...problems);

  const trace = new Trace();
  trace.add({ id: 'calendar', sentence: performer.sentence, out: performer.party, ...cited(term) });
  const frame = (value: string, clause: string): DueFrame => ({
    clock: clockName,
    clause,
    receipt: {
      decision: 'due',
      agreement: agreement.ref,
      asOf,
      asKnown: question.asKnown ?? null,
      facts: { clock: clockName, at: question.at, performer: performer.party, ...(facts as object) },
      steps: trace.steps,
      value,
      clause,
    },
  });
  const length = lengthOf(term, view, facts, trace);
  if (!length.ok) return length;
  if (length.value.text === undefined) {
    return ok({ ...frame('negotiated', length.value.clause), negotiated: length.value.sentence });
  }
  const duration = parseDuration(length.value.text);
  if (!duration) throw new Error(`${length.value.text} passed the schema and is no duration.`);
  const calendar = { ...calendarOf(agreement, performer.party, question.asKnown), timeZone: zone };
  const deadline = computeDeadline(
    {
      length: duration,
      timeZone: zone,
      opens: term.value.opens ?? '00:00',
      closes: term.value.closes ?? '23:59',
      ...(term.value.cutoff === undefined ? {} : { cutoff: term.value.cutoff }),
      roll: term.value.roll ?? 'none',
    },
    received,
    calendar,
    trace,
    cited(term),
  );
  warnOfUnknownHolidays(calendar, received, deadline, trace);
  const dueAt = formatDeadline(deadline);
  return ok({ ...frame(dueAt, length.value.clause), dueAt, deadline, until: lastInstant(deadline, zone) });
}

/** A year without a holiday on file is counted by its weekends alone: the receipt says so. */
function warnOfUnknownHolidays(
  calendar: BusinessCalendar,
  received: Temporal.Instant,
  deadline: Deadline,
  trace: Trace,
): void {
  const first = received.toZonedDateTimeISO(calendar.timeZone).year;
  const last = deadline.kind === 'date' ? deadline.on.year : deadline.at.year;
  const known = new Set([...calendar.holidays.keys()].map((day) => Number(day.slice(0, 4))));
  for (let year = first; year <= last; year++) {
    if (known.has(year)) continue;
    trace.add({
      id: 'no-holidays',
      sentence: `No holiday of ${calendar.owner} is on file for ${year}: only its weekends are passed over`,
    });
  }
}

/** A date is met until its day ends; the database keeps microseconds. */
function lastInstant(deadline: Deadline, zone: string): Temporal.Instant {
  if (deadline.kind === 'instant') return deadline.at.toInstant();
  const dayAfter = deadline.on.add({ days: 1 }).toZonedDateTime(zone);
  return dayAfter.toInstant().subtract({ microseconds: 1 });
}

/** Where nothing says which day is meant; terms without an end are in force on it. */

/** Years that a moment may lie in, so that a deadline counted from it is one that calendars have. */
const YEARS = { first: 1900, last: 2200 } as const;

/** Instant, or local date-time or date in `zone`; undefined when the text is none of these or of no year we count. */
function readInstant(text: string, zone: string): Temporal.Instant | undefined {
  const instant = parseInstant(text, zone);
  const year = instant?.toZonedDateTimeISO('UTC').year ?? 0;
  return year >= YEARS.first && year <= YEARS.last ? instant : undefined;
}

function parseInstant(text: string, zone: string): Temporal.Instant | undefined {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})(\[|$)/i.test(text.slice(10))) return Temporal.Instant.from(text);
    if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(text)) return undefined;
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(zone).toInstant();
  } catch {
    return undefined;
  }
}

interface Length {
  /** Undefined when the parties negotiate it. */
  readonly text: string | undefined;
  readonly sentence: string;
  readonly clause: string;
}

function lengthOf(term: Term<ClockTerm>, view: AgreementView, facts: unknown, trace: Trace): Result<Length> {
  if (term.value.byTable === undefined) {
    return ok({ text: term.value.length, sentence: '', clause: term.citation });
  }
  const { product, quantity } = facts as { product: string; quantity: number };
  const interval = findInterval(view, product, quantity);
  if (!interval.ok) return interval;
  const { row, negotiated, sentence } = interval.value;
  trace.add({ id: 'interval', sentence, out: row.value.length, ...cited(row) });
  return ok({ text: negotiated ? undefined : row.value.length, sentence, clause: row.citation });
}

function performerOf(
  agreement: Agreement,
  term: Term<ClockTerm>,
  asked: string | undefined,
): { party?: string; sentence: string; problems: Problem[] } {
  const role = term.value.calendarOf;
  const fixed = role === 'ilec' || role === 'clec' ? agreement.party(role) : undefined;
  const { ilec, clec } = agreement.parties;
  const complain = (sentence: string, cure: string): ReturnType<typeof performerOf> => ({
    sentence: '',
    problems: [{ id: 'clock/performer', field: 'performer', sentence, cure, clause: term.citation }],
  });
  const given = asked === undefined ? undefined : agreement.party(asked);
  if (asked !== undefined && given === undefined) {
    return complain(`"${asked}" is no party of ${agreement.id}.`, `Write ilec, clec, ${ilec} or ${clec}.`);
  }
  if (fixed !== undefined && given !== undefined && given !== fixed) {
    return complain(
      `"${term.key}" counts by the calendar of the ${role}, ${fixed}.`,
      `Leave the performer out or write ${fixed}.`,
    );
  }
  const party = given ?? fixed ?? agreement.party(term.value.usually ?? 'ilec') ?? ilec;
  const words = role.replaceAll('-', ' ');
  const why =
    given !== undefined || fixed !== undefined ? `the ${words}` : `the ${words} where nothing else is said`;
  return { party, sentence: `Business days are those of ${party}, ${why}`, problems: [] };
}

function factProblems(term: Term<ClockTerm>, facts: unknown): Problem[] {
  return misfits(term.value.byTable === undefined ? NoFacts : OrderFacts, facts).map((misfit) => ({
    id: 'clock/facts',
    field: misfit.path === '' ? 'facts' : misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
    clause: term.citation,
  }));
}

const badInstant = (text: string): Problem => ({
  id: 'clock/at',
  field: 'at',
  sentence: `"${text}" is no point in time from ${YEARS.first} to ${YEARS.last}.`,
  cure: 'Write 2026-11-20T13:01 (local time of the clock), 2026-11-20T13:01-06:00 or 2026-11-20T19:01Z.',
});

function unknownClock(view: AgreementView, name: string, dated: boolean): Problem {
  return {
    id: 'clock/unknown',
    field: 'clock',
    sentence: `Agreement ${view.agreement.id} has no clock "${name}"${dated ? ` in force on ${view.asOf}` : ''}.`,
    cure: `Clocks are: ${view.members(clockTerm).join(', ') || 'none'}.`,
  };
}
