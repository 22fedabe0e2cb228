import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseEvent, EventBody } from '../../cases/kind.ts';
import type { OrderAnswer } from './answer-order.ts';
import { missedProblems } from './answer-problems.ts';
import type { Asr } from './asr.ts';
import { partiesTable } from '../../parties/parties.ts';
import { completionAct, completionProblems, farEndProblems } from './completion.ts';
import { takesOver } from './life-row.ts';
import { findJeopardyCode } from './jeopardy-codes.ts';
import { lossCaseId } from './loss-due.ts';
import { stageOf } from './order-expiry.ts';
import type { OrderKindName } from './order-id.ts';
import { promisedDate } from './order-summary.ts';

interface About {
  readonly caseId: string;
  readonly kind: OrderKindName;
  readonly order: Asr;
  readonly events: readonly CaseEvent[];
  readonly answer: OrderAnswer;
}

/**
 * The body of an answer with what the record adds to it: the date in danger, the date that was promised first, who missed it,
 * how far the order had come, the notice that a loss brings.
 */
export function answerFacts(agreement: Agreement, about: About): Result<EventBody> {
  const { events, answer } = about;
  const { body } = answer;
  const promised = promisedDate(events);
  switch (answer.name) {
    case 'jeopardy':
      return ok({ ...body, ...jeopardyStanding(agreement, about, promised) });
    case 'customer-not-ready': {
      const first = events.find(({ name }) => name === 'customer-not-ready');
      return ok({ dueOn: first?.body['dueOn'] ?? promised, ...body });
    }
    case 'cancelled':
      return ok({ ...body, stage: stageOf(events) });
    case 'completed':
      return completed(agreement, about);
    default:
      return ok(body);
  }
}

/** Before the date a jeopardy is notice, on it or after it a miss; the list says who caused it. */
function jeopardyStanding(agreement: Agreement, { kind, answer }: About, promised: string | undefined) {
  const on = localDate(agreement, answer.occurredAt);
  const known = findJeopardyCode(kind, String(answer.body['code']));
  return {
    ...(promised === undefined
      ? {}
      : { dueDate: promised, standing: on < promised ? ('notice' as const) : ('miss' as const) }),
    ...(known ? { causedBy: known.causedBy } : {}),
  };
}

function completed(agreement: Agreement, about: About): Result<EventBody> {
  const { caseId, kind, order, events, answer } = about;
  const on = localDate(agreement, answer.occurredAt);
  const body = { completedOn: on, ecckts: [], ...answer.body };
  const missed = missedProblems({ agreement, kind, events, body, at: answer.occurredAt });
  const works = completionAct(order.act) !== undefined && !isPortAlone(order);
  const view = agreement.at(on);
  const work = { id: caseId, act: order.act, product: order.product, quantity: order.quantity, lsr: order };
  const wrong = works
    ? [...completionProblems(work, body.ecckts), ...farEndProblems(view, work, answer.body['farWireCenter'])]
    : [];
  if (!missed.ok || wrong.length > 0) return fail(...(missed.ok ? [] : missed.problems), ...wrong);
  const taken = takesOver(view, order) && !isOfTheParties(view, order.oldProvider);
  return ok({
    ...body,
    ...missed.value,
    ...(taken ? { loss: lossCaseId(agreement.id, caseId), oldProvider: order.oldProvider } : {}),
  });
}

/** What the orderer had itself, or had from the incumbent at retail, no other carrier loses. */
const isOfTheParties = (view: AgreementView, code: string | undefined): boolean =>
  view.rows(partiesTable).some(({ value }) => code === value.ocn || code === value.spid);

/** A port without a loop brings no circuit. */
const isPortAlone = ({ reqtyp }: Asr): boolean => reqtyp.startsWith('C');
