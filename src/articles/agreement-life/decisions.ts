import { Type } from 'typebox';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import type { DueAnswer } from '../../cases/due.ts';
import { readLocalDate } from '../../cases/instant.ts';
import { statusOn } from './status.ts';
import type { LifeStatus } from './status.ts';
import { lifeTerm, orderEffectTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;

/** A clock of the law, started on a day: its dates, with the steps in the trace. */
function run(
  view: AgreementView,
  trace: Trace,
  name: string,
  on: string,
): Result<Extract<DueAnswer, { dueAt: string }>> {
  const answer = due(view.agreement, name, {
    at: on,
    asOf: view.asOf,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!answer.ok) return answer;
  if (!('dueAt' in answer.value)) throw new Error(`${name} is negotiated, which no rule of procedure is.`);
  for (const step of answer.value.receipt.steps) trace.add(step);
  return ok(answer.value);
}

const before = (field: string, first: string, second: string, what: string): Problem => ({
  id: 'agreement-life/order-of-days',
  field,
  sentence: `${second} lies before ${first}, ${what}.`,
  cure: 'Correct one of the dates.',
});

/** Where a petition for arbitration lies against the window after the request (47 USC 252(b)(1)). */
export const arbitrationWindow = defineDecision({
  name: 'arbitration-window',
  doc: 'Whether a petition for arbitration comes early, within the window, or late.',
  facts: Type.Object(
    {
      requestOn: IsoDate('Day on which the incumbent received the request to negotiate: day 0'),
      petitionOn: IsoDate('Day on which the commission received the petition'),
    },
    closed,
  ),
  value: 'code',
  asOf: (facts) => facts.requestOn,
  decide: ({ requestOn, petitionOn }, view, trace) => {
    if (petitionOn < requestOn) return fail(before('petitionOn', requestOn, petitionOn, 'the request'));
    const window = run(view, trace, 'arbitration-window', requestOn);
    if (!window.ok) return window;
    const { dueAt: last, notBefore: first = requestOn, clause } = window.value;
    const value = petitionOn < first ? 'early' : petitionOn > last ? 'late' : 'open';
    const day = Temporal.PlainDate.from(requestOn).until(Temporal.PlainDate.from(petitionOn)).days;
    trace.add({
      id: 'petition',
      sentence: `The petition comes on day ${day}, ${petitionOn}; the window is ${first} to ${last}`,
      out: value,
      clause,
    });
    return ok({ value, clause, details: { day, first, last } });
  },
});

/** When a filing is deemed approved if the commission does not act (47 USC 252(e)(4)). */
export const approval = defineDecision({
  name: 'approval',
  doc: 'The day whose end makes a filed agreement approved if the commission has not acted.',
  facts: Type.Object(
    {
      filedOn: IsoDate('Day on which it was submitted'),
      kind: Code(
        ['negotiated', 'arbitrated'],
        'An agreement of which any issue was arbitrated is arbitrated as a whole',
      ),
    },
    closed,
  ),
  value: 'date',
  asOf: (facts) => facts.filedOn,
  decide: ({ filedOn, kind }, view, trace) => {
    const answer = run(view, trace, `approval-${kind}`, filedOn);
    return answer.ok ? ok({ value: answer.value.dueAt, clause: answer.value.clause }) : answer;
  },
});

/** The day on which an order takes effect. */
export const orderEffect = defineDecision({
  name: 'order-effect',
  doc: 'The day on which an order takes effect: the one that it names, else the usual time after it was issued.',
  facts: Type.Object(
    {
      issuedOn: IsoDate('Day of the order'),
      namedOn: Type.Optional(IsoDate('Day of effect that the order names')),
    },
    closed,
  ),
  value: 'date',
  asOf: (facts) => facts.issuedOn,
  decide: ({ issuedOn, namedOn }, view, trace) => {
    const term = view.term(orderEffectTerm);
    if (!term.ok) return term;
    if (namedOn !== undefined && namedOn < issuedOn)
      return fail(before('namedOn', issuedOn, namedOn, 'the order'));
    const usual = parseDuration(term.value.value.usual);
    if (!usual) throw new Error(`${term.value.value.usual} passed the schema and is no duration.`);
    const value = namedOn ?? Temporal.PlainDate.from(issuedOn).add({ days: usual.count }).toString();
    trace.add({
      id: 'effect',
      sentence:
        namedOn === undefined
          ? `The order names no day: ${term.value.value.usual} after ${issuedOn}`
          : `The order names ${namedOn}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});

/** Whether an objection to an adoption is in time (20 CSR 4240-28.013(2)(C)). */
export const adoptionObjection = defineDecision({
  name: 'adoption-objection',
  doc: 'Whether an objection to an adoption comes in time.',
  facts: Type.Object(
    {
      noticeOn: IsoDate('Day of the commission’s notice to the party that has not signed'),
      objectionOn: IsoDate('Day of the objection'),
    },
    closed,
  ),
  value: 'code',
  asOf: (facts) => facts.noticeOn,
  decide: ({ noticeOn, objectionOn }, view, trace) => {
    if (objectionOn < noticeOn) return fail(before('objectionOn', noticeOn, objectionOn, 'the notice'));
    const answer = run(view, trace, 'adoption-objection', noticeOn);
    if (!answer.ok) return answer;
    const { dueAt, clause } = answer.value;
    const value = objectionOn <= dueAt ? 'timely' : 'late';
    trace.add({ id: 'objection', sentence: `Objected on ${objectionOn}, due ${dueAt}`, out: value, clause });
    return ok({ value, clause, details: { dueAt } });
  },
});

/**
 * The first day on which the agreement may end after a notice: as long after its receipt as the agreement says, and not
 * within a term that runs on the day of sending.
 */
export const terminationDate = defineDecision({
  name: 'termination-date',
  doc: 'The first day on which the agreement may end after a notice of termination.',
  facts: Type.Object(
    {
      method: Type.String({ description: 'How the notice was sent: certified-mail, overnight, personal …' }),
      sentAt: Type.String({ description: 'Day or moment of sending' }),
      receivedOn: Type.Optional(IsoDate('Date on the return receipt')),
      to: Type.Optional(
        Code(['ilec', 'clec'], 'The recipient; without it the answer must be the same for both'),
      ),
    },
    closed,
  ),
  value: 'date',
  asOf: ({ sentAt }, agreement) => readLocalDate(agreement, sentAt),
  decide: (notice, view, trace) => {
    const status = statusOn(view, trace);
    if (status?.ok === false) return status;
    if (status && !RUNS.has(status.value.state)) return fail(nothingToEnd(view, status.value));
    const answer = due(view.agreement, 'termination-notice', {
      at: notice.sentAt,
      notice,
      asOf: view.asOf,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!answer.ok) return answer;
    if (!('dueAt' in answer.value)) return fail(negotiated);
    for (const step of answer.value.receipt.steps) trace.add(step);
    const noticed = answer.value.notBefore ?? answer.value.dueAt;
    const termEndsOn = status?.value.termEndsOn;
    if (termEndsOn === undefined || termEndsOn <= noticed)
      return ok({ value: noticed, clause: answer.value.clause });
    const term = view.optional(lifeTerm);
    trace.add({
      id: 'term',
      sentence: `The term runs to ${termEndsOn}, and no notice ends it sooner`,
      out: termEndsOn,
      ...(term ? cited(term) : { clause: answer.value.clause }),
    });
    return ok({ value: termEndsOn, clause: answer.value.clause });
  },
});

const negotiated: Problem = {
  id: 'agreement-life/negotiated',
  field: 'clock.termination-notice',
  sentence: 'The parties agree the day on which the agreement ends.',
  cure: 'Ask them.',
};

/** States in which there is an agreement to end. */
const RUNS = new Set(['effective', 'holdover', 'noticed-off']);

const nothingToEnd = (view: AgreementView, { state, clause, effectiveOn }: LifeStatus): Problem => ({
  id: 'agreement-life/not-in-effect',
  field: 'sentAt',
  sentence:
    effectiveOn === undefined
      ? `${view.agreement.id} is not in effect on ${view.asOf}: no notice ends it.`
      : `${view.agreement.id} is ${state.replaceAll('-', ' ')} on ${view.asOf}: it has ended already.`,
  cure: 'Send the notice while it is in effect.',
  clause,
});
