import { Type } from 'typebox';
import type { Agreement, AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { approval as approvalScope } from '../../agreement/scope.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { START } from '../../cases/kind.ts';
import { statusOn } from './status.ts';
import type { LifeStatus } from './status.ts';
import { interimTerm, lifeTable, lifeTerm } from './terms.ts';

const USES = ['orders', 'bills'] as const;
type Use = (typeof USES)[number];

/** States in which the agreement may be used so. What was in service is billed until it is wound down. */
const OPEN: Readonly<Record<Use, readonly string[]>> = {
  orders: ['effective', 'holdover', 'noticed-off'],
  bills: ['effective', 'holdover', 'noticed-off', 'winding-down'],
};
/** States between signature and effect, in which the parties may agree to perform. */
const WAITING = new Set(['signed', 'arbitrated', 'filed', 'approved']);

/** Where the agreement stands on a day. */
export const agreementStatus = defineDecision({
  name: 'agreement-status',
  doc: 'The state of the agreement on a day: negotiating, filed, approved, effective, holdover, terminated …',
  facts: Type.Object({}, { additionalProperties: false }),
  value: 'code',
  decide: (_facts, view, trace) => {
    const status = statusOn(view, trace);
    if (status === undefined) {
      return ok({ value: 'not-recorded', clause: clauseOf(view) });
    }
    if (!status.ok) return status;
    const { state, effectiveOn, termEndsOn, clause } = status.value;
    if (state === START) {
      trace.add({
        id: 'no-event',
        sentence: `Nothing is on record by ${view.asOf}: it has not begun`,
        out: START,
        clause,
      });
    }
    return ok({ value: state, clause, details: { effectiveOn, termEndsOn } });
  },
});

/** The last day of the term that runs on a day, or that ran before the agreement runs on. */
export const termEnds = defineDecision({
  name: 'term-ends',
  doc: 'The last day of the term in which the agreement is, renewals counted.',
  facts: Type.Object({}, { additionalProperties: false }),
  value: 'date',
  decide: (_facts, view, trace) => {
    const status = statusOn(view, trace);
    if (status?.ok === false) return status;
    const { termEndsOn, clause } = status?.value ?? {};
    if (termEndsOn === undefined) return fail(noTerm(view));
    return ok({ value: termEndsOn, clause: clause ?? clauseOf(view) });
  },
});

/** From when a successor may be asked for. */
export const renegotiationOpens = defineDecision({
  name: 'renegotiation-opens',
  doc: 'The first day on which a successor to the agreement may be asked for, before its term ends.',
  facts: Type.Object({}, { additionalProperties: false }),
  value: 'date',
  decide: (_facts, view, trace) => {
    const term = view.term(lifeTerm);
    if (!term.ok) return term;
    const status = statusOn(view, trace);
    if (status?.ok === false) return status;
    const { termEndsOn } = status?.value ?? {};
    const length = parseDuration(term.value.value.renegotiationOpens ?? '');
    if (termEndsOn === undefined || !length)
      return fail(termEndsOn === undefined ? noTerm(view) : noWindow(term.value));
    const ends = Temporal.PlainDate.from(termEndsOn);
    const opens = ends.subtract(length.unit === 'month' ? { months: length.count } : { days: length.count });
    trace.add({
      id: 'opens',
      sentence: `${term.value.value.renegotiationOpens} before the term ends on ${termEndsOn} → ${opens.toString()}`,
      out: opens.toString(),
      ...cited(term.value),
    });
    return ok({ value: opens.toString(), clause: term.value.citation });
  },
});

const noTerm = (view: AgreementView): Problem => ({
  id: 'agreement-life/no-term',
  field: 'agreement-life.term',
  sentence: `No term of ${view.agreement.id} runs or ran by ${view.asOf}.`,
  cure: 'Ask for a day on which it is in effect; its life is the table life and the term agreement-life.term.',
});

const noWindow = (term: Term<unknown>): Problem => ({
  id: 'agreement-life/no-window',
  field: `${term.key}.renegotiationOpens`,
  sentence: 'The agreement does not say when a successor may be asked for.',
  cure: 'Ask at any time, or agree a time and add it to the term.',
  clause: term.citation,
});

/** Whether orders are taken, or bills made, under the agreement on a day. */
export const inEffect = defineDecision({
  name: 'in-effect',
  doc: 'Whether the agreement may be ordered or billed under on a day: approved and in effect, or performed by agreement before.',
  facts: Type.Object(
    { use: Code(USES, 'What is asked for: orders or bills') },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ use }, view, trace) => {
    const status = statusOn(view, trace);
    if (status === undefined) {
      trace.add({
        id: 'no-record',
        sentence: 'The agreement keeps no record of its life: nothing stands against it',
        out: true,
      });
      return ok({ value: true, clause: clauseOf(view) });
    }
    if (!status.ok) return status;
    const value = isOpen(view, status.value, use, trace);
    return ok({ value, clause: status.value.clause });
  },
});

function isOpen(view: AgreementView, status: LifeStatus, use: Use, trace: Trace): boolean {
  const { state } = status;
  if (OPEN[use].includes(state)) {
    trace.add({ id: 'state', sentence: `It is ${state} on ${view.asOf}`, out: true, clause: status.clause });
    return true;
  }
  const approval = view.optional(approvalScope);
  if (approval?.value.required === false && WAITING.has(state)) {
    trace.add({ id: 'approval', sentence: 'No approval is needed', out: true, ...cited(approval) });
    return true;
  }
  const interim = view.optional(interimTerm);
  const performs = interim?.value.performance === 'by-agreement' && status.interim && WAITING.has(state);
  trace.add({
    id: 'state',
    sentence: performs
      ? `It is ${state} on ${view.asOf}, and the parties agreed to perform meanwhile`
      : `It is ${state} on ${view.asOf}${approval?.value.required === true && WAITING.has(state) ? `: ${approval.value.commission} has not put it in effect` : ''}`,
    out: performs,
    ...(interim && performs ? cited(interim) : { clause: status.clause }),
  });
  return performs;
}

/** Section that speaks of approval or term, for an answer that rests on nothing else. */
const clauseOf = (view: AgreementView): string =>
  view.optional(approvalScope)?.citation ?? view.agreement.sections[0]?.citation ?? '';

/** What stands against using the agreement so on a day, or on every day from it up to `to`; empty: nothing. */
export function useProblems(agreement: Agreement, use: Use, on: string, to = on): Problem[] {
  let last: Problem[] = [];
  for (const day of daysOfChange(agreement, on, to)) {
    const view = agreement.at(day);
    const trace = new Trace();
    const status = statusOn(view, trace);
    if (status === undefined) return [];
    if (!status.ok) return [...status.problems];
    if (isOpen(view, status.value, use, trace)) return [];
    last = [unusable(agreement, use, day, status.value)];
  }
  return last;
}

/** Days of a span on which the state may differ from the day before: all of them, a span being a month at most. */
function daysOfChange(agreement: Agreement, from: string, to: string): string[] {
  const days: string[] = [];
  const last = Temporal.PlainDate.from(to);
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    days.push(day.toString());
  return agreement.at(to).rows(lifeTable).length === 0 ? days.slice(0, 1) : days;
}

function unusable(
  agreement: Agreement,
  use: Use,
  on: string,
  { state, clause, effectiveOn }: LifeStatus,
): Problem {
  return {
    id: 'agreement-life/not-in-effect',
    field: use,
    sentence: `${agreement.id} is ${state === 'start' ? 'not negotiated yet' : state} on ${on}: no ${use} under it.`,
    cure:
      effectiveOn === undefined || effectiveOn > on
        ? 'Wait until it is in effect, or record the parties’ agreement to perform before (life.csv: interim-agreed).'
        : 'It has ended: use its successor.',
    clause,
  };
}
