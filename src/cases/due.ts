import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement, AgreementView, Term } from '../agreement/agreement.ts';
import { OPEN_END, cited } from '../agreement/agreement.ts';
import { Code, IsoDate, misfits } from '../agreement/schema.ts';
import { computeDeadline, formatDeadline } from '../base/deadline.ts';
import type { BusinessCalendar } from '../base/calendar.ts';
import type { ClockRule, Deadline } from '../base/deadline.ts';
import type { Pause } from '../base/pause.ts';
import type { Problem } from '../base/problem.ts';
import { parseDuration } from '../base/quantity.ts';
import { Trace } from '../base/receipt.ts';
import type { Receipt } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { calendarOf } from '../parties/calendars.ts';
import {
  BAND_TABLES,
  CHANNELS,
  FACILITIES,
  INDIVIDUAL_CASE,
  NEGOTIATED,
  ORDER_TYPES,
  clockProblems,
  clockTerm,
} from './clock-terms.ts';
import type { ClockTerm } from './clock-terms.ts';
import { readInstant, readLocalDate, YEARS } from './instant.ts';
import { findInterval } from './interval.ts';
import { deemedReceipt } from './notice.ts';

/** What is asked of a clock. */
export interface DueQuestion {
  /** When it started: an instant with `Z` or an offset, or a local date-time or date in the clock's zone. */
  readonly at: string;
  /**
   * For clocks that find their length in a table `{product, quantity}` and, where known, `{orderType, facilities, zone, channel}`;
   * for clocks to a date that the event names `{dueOn}`.
   */
  readonly facts?: unknown;
  /** For clocks that start when a notice counts as received: the notice; without it `at` is the receipt. */
  readonly notice?: unknown;
  /** Spans in which it stood still. */
  readonly pauses?: readonly Pause[];
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
  | (DueFrame & {
      readonly dueAt: string;
      readonly deadline: Deadline;
      readonly until: Temporal.Instant;
      /** The first day or moment at which it may be met, where the agreement sets one. */
      readonly notBefore?: string;
      readonly since?: Temporal.Instant;
    })
  | (DueFrame & {
      readonly negotiated: string;
      /** Who sets the date: the parties together, or the performing party case by case. */
      readonly basis: typeof NEGOTIATED | typeof INDIVIDUAL_CASE;
    });

const NoFacts = Type.Object({}, { additionalProperties: false });
const OrderFacts = Type.Object(
  {
    product: Type.String(),
    quantity: Type.Integer({ minimum: 1 }),
    orderType: Type.Optional(Code(ORDER_TYPES)),
    facilities: Type.Optional(Code(FACILITIES)),
    zone: Type.Optional(Type.String()),
    channel: Type.Optional(Code(CHANNELS)),
  },
  { additionalProperties: false },
);
type OrderFacts = Static<typeof OrderFacts>;
const DateFacts = Type.Object(
  { dueOn: IsoDate('The date that the event names') },
  { additionalProperties: false },
);

/** When a clock of the agreement runs out. Everything that is wrong with the question comes back at once. */
export function due(agreement: Agreement, clockName: string, question: DueQuestion): Result<DueAnswer> {
  const start = readInstant(question.at, agreement.timeZone);
  const asOf = question.asOf ?? readLocalDate(agreement, question.at) ?? OPEN_END;
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
      facts: { clock: clockName, at: question.at, performer: performer.party, ...inputs(facts, question) },
      steps: trace.steps,
      value,
      clause,
    },
  });
  const calendar = { ...calendarOf(agreement, performer.party, question.asKnown), timeZone: zone };
  let began = received;
  if (term.value.from === 'deemed-receipt' && question.notice !== undefined) {
    const deemed = deemedReceipt(view, question.notice, trace);
    if (!deemed.ok) return deemed;
    began = Temporal.PlainDate.from(deemed.value.on).toZonedDateTime(zone).toInstant();
  }
  if (term.value.byDate !== undefined) {
    const { dueOn } = facts as { dueOn: string };
    const on = namedDate(term, dueOn, trace);
    const deadline: Deadline = { kind: 'date', on };
    const dueAt = on.toString();
    return ok({ ...frame(dueAt, term.citation), dueAt, deadline, until: lastInstant(deadline, zone) });
  }
  const length = lengthOf(term, view, facts, trace);
  if (!length.ok) return length;
  const { text, clause, sentence } = length.value;
  if (text === NEGOTIATED || text === INDIVIDUAL_CASE)
    return ok({ ...frame(text, clause), negotiated: sentence, basis: text });
  const count = (text: string, to: Trace): Deadline =>
    computeDeadline(ruleOf(term.value, text, zone, question.pauses ?? []), began, calendar, to, cited(term));
  const deadline = count(text, trace);
  warnOfUnknownHolidays(calendar, began, deadline, trace);
  const dueAt = formatDeadline(deadline);
  const answer = {
    ...frame(dueAt, clause),
    dueAt,
    deadline,
    until: lastInstant(deadline, zone),
  };
  if (term.value.notBefore === undefined) return ok(answer);
  const inner = new Trace();
  const earliest = count(term.value.notBefore, inner);
  const notBefore = formatDeadline(earliest);
  trace.add({
    id: 'not-before',
    sentence: `Not sooner than ${term.value.notBefore} → ${notBefore}`,
    out: notBefore,
    steps: inner.steps,
    ...cited(term),
  });
  const since =
    earliest.kind === 'instant' ? earliest.at.toInstant() : earliest.on.toZonedDateTime(zone).toInstant();
  return ok({ ...answer, notBefore, since });
}

/** What else went into the deadline: `askedOf` reads it again. */
function inputs(facts: unknown, { notice, pauses = [] }: DueQuestion): object {
  const stood = pauses.map(({ from, to, why }) => ({ from: from.toString(), to: to.toString(), why }));
  return {
    ...(facts as object),
    ...(notice === undefined ? {} : { notice }),
    ...(stood.length === 0 ? {} : { pauses: stood }),
  };
}

function ruleOf(term: ClockTerm, text: string, timeZone: string, pauses: readonly Pause[]): ClockRule {
  const length = parseDuration(text);
  if (!length) throw new Error(`${text} passed the schema and is no duration.`);
  return {
    length,
    timeZone,
    opens: term.opens ?? '00:00',
    closes: term.closes ?? '23:59',
    ...(term.cutoff === undefined ? {} : { cutoff: term.cutoff }),
    roll: term.roll ?? 'none',
    pauses,
  };
}

/** The date that the event names, or as long before or after it as the term says. */
function namedDate(term: Term<ClockTerm>, dueOn: string, trace: Trace): Temporal.PlainDate {
  const named = Temporal.PlainDate.from(dueOn);
  const { before, after } = term.value;
  const length = parseDuration(before ?? after ?? '');
  if (!length) {
    trace.add({ id: 'named', sentence: `The date that is named: ${dueOn}`, out: dueOn, ...cited(term) });
    return named;
  }
  const apart = length.unit === 'month' ? { months: length.count } : { days: length.count };
  const on = before === undefined ? named.add(apart) : named.subtract(apart);
  trace.add({
    id: 'named',
    sentence: `${before ?? after} ${before === undefined ? 'after' : 'before'} ${dueOn} → ${on.toString()}`,
    out: on.toString(),
    ...cited(term),
  });
  return on;
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

interface Length {
  /** A duration, or the word that says that none is counted. */
  readonly text: string;
  readonly sentence: string;
  readonly clause: string;
}

function lengthOf(term: Term<ClockTerm>, view: AgreementView, facts: unknown, trace: Trace): Result<Length> {
  const { byTable, length } = term.value;
  const general = length === undefined ? undefined : { text: length, sentence: '', clause: term.citation };
  if (byTable === undefined) return ok(general as Length);
  const { product, quantity, ...about } = facts as Partial<OrderFacts>;
  if (product === undefined || quantity === undefined) return ok(general as Length);
  const interval = findInterval(view, product, quantity, about, BAND_TABLES[byTable]);
  if (!interval.ok) {
    if (general === undefined) return interval;
    trace.add({
      id: 'interval',
      sentence: `No row of ${byTable} speaks of ${quantity} of ${product}: ${general.text}`,
      out: general.text,
      ...cited(term),
    });
    return ok(general);
  }
  const { row, sentence } = interval.value;
  trace.add({ id: 'interval', sentence, out: row.value.length, ...cited(row) });
  return ok({ text: row.value.length, sentence, clause: row.citation });
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
  const { byTable, byDate, length } = term.value;
  // A clock with a length of its own answers also where nothing is said of the order.
  if (byTable !== undefined && length !== undefined && Object.keys(facts as object).length === 0) return [];
  const shape = byTable !== undefined ? OrderFacts : byDate !== undefined ? DateFacts : NoFacts;
  return misfits(shape, facts).map((misfit) => ({
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
