import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import type { Answer } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { formatDay, isBusinessDay, nextBusinessDay } from '../../base/calendar.ts';
import type { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { CHANNELS, FACILITIES, NEGOTIATED, ORDER_TYPES, clockTerm } from '../../cases/clock-terms.ts';
import { due } from '../../cases/due.ts';
import type { DueAnswer } from '../../cases/due.ts';
import { readLocalDate } from '../../cases/instant.ts';
import { productsTable } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { Taken, leadDate } from './batch-schedule.ts';
import { hotCutsTerm, intervalQuantityTerm, projectsTerm } from './due-date-terms.ts';
import { scheduleCut } from './hot-cut-schedule.ts';
import { expediteTerm } from './terms.ts';

const Facts = Type.Object(
  {
    product: Type.String({ description: 'Product code' }),
    quantity: Type.Integer({ minimum: 1, description: 'Of the whole order' }),
    receivedAt: Type.String({ description: 'When it was received; not when it was sent' }),
    relatedQuantity: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Of the orders that it names as related' }),
    ),
    orderType: Type.Optional(Code(ORDER_TYPES, 'What is asked for; default new')),
    facilities: Type.Optional(Code(FACILITIES, 'State of the facilities, where it is known')),
    zone: Type.Optional(Type.String({ description: 'Rate band; default that of the wire center' })),
    wireCenter: Type.Optional(Type.String({ description: 'CLLI of the building' })),
    channel: Type.Optional(Code(CHANNELS, 'How it arrived')),
    desired: Type.Optional(IsoDate('Date that the orderer asks for')),
    expedite: Type.Optional(Type.Boolean({ description: 'It is marked as expedited' })),
    project: Type.Optional(Type.Boolean({ description: 'It is marked as a project' })),
    coordinated: Type.Optional(Type.Boolean({ description: 'A hot cut at an agreed time' })),
    taken: Type.Optional(Taken),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/** The date of an order: its interval from deemed receipt, or what the agreement puts in its place. */
export const dueDate = defineDecision({
  name: 'due-date',
  doc: 'Date of an order (ISO), or negotiated: by interval, expedite, project and the capacity of frames.',
  facts: Facts,
  value: 'code',
  asOf: ({ receivedAt }, agreement) => readLocalDate(agreement, receivedAt),
  decide: (facts, view, trace) => {
    const quantity = quantityOf(facts, view, trace);
    const project = projectAnswer(facts, quantity, view, trace);
    if (project !== undefined) return ok(project);
    return facts.coordinated === true
      ? cutDate(facts, quantity, view, trace)
      : intervalDate(facts, quantity, view, trace);
  },
});

/** The quantity that intervals, projects and batches are looked up by. */
function quantityOf({ quantity, relatedQuantity = 0 }: Facts, view: AgreementView, trace: Trace): number {
  const term = view.optional(intervalQuantityTerm);
  const counts = relatedQuantity > 0 && term?.value.counts === 'order-and-related';
  const all = counts ? quantity + relatedQuantity : quantity;
  const related =
    relatedQuantity === 0
      ? ''
      : counts
        ? ` and ${relatedQuantity} of related orders make ${all}`
        : `; the ${relatedQuantity} of related orders do not count`;
  trace.add({
    id: 'quantity',
    sentence: `${quantity} of the whole order${related}`,
    out: all,
    ...(term ? cited(term) : {}),
  });
  return all;
}

function projectAnswer(
  { project = false, product }: Facts,
  quantity: number,
  view: AgreementView,
  trace: Trace,
): Answer | undefined {
  const term = view.optional(projectsTerm);
  if (!project || !term) return undefined;
  const { lines, highCapacityProducts, highCapacityLines } = term.value;
  const from = highCapacityProducts.includes(product) ? highCapacityLines : lines;
  const is = quantity >= from;
  trace.add({
    id: 'project',
    sentence: `Marked as a project, which ${product} is from ${from}: ${is ? 'the parties negotiate the date before the confirmation' : 'too few, its interval holds'}`,
    out: is ? NEGOTIATED : 'interval',
    ...cited(term),
  });
  return is
    ? { value: NEGOTIATED, clause: term.citation, details: { basis: 'project', quantity } }
    : undefined;
}

/** The date on which a hot cut begins; more lines than a day holds go on over the days that the details name. */
function cutDate(
  { receivedAt, desired, wireCenter = 'the office', taken = [] }: Facts,
  lines: number,
  view: AgreementView,
  trace: Trace,
): Result<Answer> {
  const cuts = view.term(hotCutsTerm);
  if (!cuts.ok) return cuts;
  const lead = leadDate(view, cuts.value, lines, receivedAt, trace);
  if (!lead.ok) return lead;
  const from = desired !== undefined && desired > lead.value ? desired : lead.value;
  if (desired !== undefined) {
    trace.add({
      id: 'desired',
      sentence: `${desired} is asked for: ${desired > lead.value ? 'later than need be' : 'not before the lead time is over'} → from ${from}`,
      out: from,
    });
  }
  const days = scheduleCut(view, cuts.value, { lines, office: wireCenter, from, taken }, trace);
  if (!days.ok) return days;
  return ok({
    value: days.value[0]?.date ?? from,
    clause: cuts.value.citation,
    details: { basis: 'capacity', quantity: lines, standardDueDate: lead.value, days: days.value },
  });
}

function intervalDate(facts: Facts, quantity: number, view: AgreementView, trace: Trace): Result<Answer> {
  const standard = standardDate(facts, quantity, view, trace);
  if (!standard.ok) return standard;
  const { clause } = standard.value;
  if ('negotiated' in standard.value)
    return ok({ value: NEGOTIATED, clause, details: { basis: standard.value.basis, quantity } });
  const standardDueDate = standard.value.dueAt;
  const { desired } = facts;
  const answer = (value: string, basis: string, by: string = clause): Result<Answer> =>
    ok({ value, clause: by, details: { basis, quantity, standardDueDate } });
  if (desired === undefined || desired === standardDueDate) return answer(standardDueDate, 'interval');
  if (desired > standardDueDate) return answer(onBusinessDay(desired, view, trace), 'desired');
  const expedite = view.optional(expediteTerm);
  if (facts.expedite !== true || expedite === undefined) {
    trace.add({
      id: 'not-expedited',
      sentence: `${desired} is earlier than the interval gives, and the order is ${expedite === undefined ? 'not to be expedited' : 'not marked as expedited'} → ${standardDueDate}`,
      out: standardDueDate,
      ...(expedite ? cited(expedite) : {}),
    });
    return answer(standardDueDate, 'interval');
  }
  trace.add({
    id: 'expedite',
    sentence: `${desired} is earlier than the interval gives, and the order is marked as expedited`,
    out: desired,
    ...cited(expedite),
  });
  const soonest = soonestDate(facts, view, trace);
  if (!soonest.ok) return soonest;
  const date = onBusinessDay(desired > soonest.value ? desired : soonest.value, view, trace);
  return date < standardDueDate
    ? answer(date, 'expedite', expedite.citation)
    : answer(standardDueDate, 'interval');
}

/** By the interval of the product, from deemed receipt, by the calendar of the party that performs. */
function standardDate(facts: Facts, quantity: number, view: AgreementView, trace: Trace): Result<DueAnswer> {
  const { product, receivedAt, wireCenter } = facts;
  const form = view.rows(productsTable).find(({ value }) => value.product === product)?.value.order_form;
  const clock = form === 'ASR' ? 'asr-installation' : 'loop-installation';
  const zone =
    facts.zone ?? view.rows(wireCentersTable).find(({ value }) => value.clli === wireCenter)?.value.zone;
  const { orderType, facilities, channel } = facts;
  const answer = due(view.agreement, clock, {
    at: receivedAt,
    asOf: view.asOf,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    facts: {
      product,
      quantity,
      ...(orderType === undefined ? {} : { orderType }),
      ...(facilities === undefined ? {} : { facilities }),
      ...(zone === undefined ? {} : { zone }),
      ...(channel === undefined ? {} : { channel }),
    },
  });
  if (!answer.ok) return answer;
  const { value, steps } = answer.value.receipt;
  trace.add({
    id: 'standard',
    sentence: `Clock ${clock} → ${value}`,
    out: value,
    clause: answer.value.clause,
    steps,
  });
  return answer;
}

/** The first day that even an expedited order may have; the day of receipt where the agreement sets none. */
function soonestDate({ receivedAt }: Facts, view: AgreementView, trace: Trace): Result<string> {
  const clock = 'expedited-installation';
  if (!view.optional(clockTerm, clock)) return ok(view.asOf);
  const answer = due(view.agreement, clock, {
    at: receivedAt,
    asOf: view.asOf,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!answer.ok) return answer;
  const { value, steps } = answer.value.receipt;
  trace.add({
    id: 'soonest',
    sentence: `Not before ${value}`,
    out: value,
    clause: answer.value.clause,
    steps,
  });
  return ok(String(value));
}

/** The date itself, or the next business day of the performing party. */
function onBusinessDay(date: string, view: AgreementView, trace: Trace): string {
  const calendar = calendarOf(view.agreement, view.agreement.parties.ilec, view.asKnown);
  const day = Temporal.PlainDate.from(date);
  if (isBusinessDay(calendar, day)) return date;
  const next = nextBusinessDay(calendar, day).date;
  trace.add({
    id: 'business-day',
    sentence: `${formatDay(day)} is no business day of ${calendar.owner} → ${formatDay(next)}`,
    out: next.toString(),
  });
  return next.toString();
}
