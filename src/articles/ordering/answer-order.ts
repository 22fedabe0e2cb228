import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import { localDate } from '../../cases/instant.ts';
import type { EventBody, NewEvent } from '../../cases/kind.ts';
import type { CaseRecord } from '../../cases/record.ts';
import { recordCompletion } from '../../inventory/record-completion.ts';
import type { Tx } from '../../platform/database.ts';
import { answerFacts } from './answer-facts.ts';
import { answerProblems } from './answer-problems.ts';
import { dayProblems, saidByHand, shapeProblems } from './answer-said.ts';
import type { Asr } from './asr.ts';
import { completionOf } from './completion.ts';
import { issuedProblems } from './issued-month.ts';
import { bookCut, giveBackCut } from './cut-capacity.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import { bodyOf } from './order-events.ts';
import { readOrderId } from './order-id.ts';
import { projectProblems } from './project-orders.ts';
import { OVER, PROMISED, UNANSWERED } from './order-kind.ts';
import { eventsOf, lockOrder, versionsOf } from './order-records.ts';
import type { OrderRoom } from './order-room.ts';
import { versionsTerm } from './terms.ts';

/** What somebody does with a version: an event of its kind, but for those that the program records itself. */
export interface OrderAnswer {
  readonly name: string;
  /** Instants: when it was done, and the wall clock of the caller. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** Party that does it. */
  readonly actor: string;
  readonly body: EventBody;
}

/** Versions come by `submitOrder`; these follow from other events. */
const NOT_BY_HAND: ReadonlySet<string> = new Set([
  'received',
  'acknowledged',
  'supplemented',
  'supplement-refused',
  'superseded',
  'billing-completed',
]);

/**
 * Records what was done with a version, with all that follows: a confirmed supplement takes the place of the version before it, a
 * refused one lets it stand, completed work is in the inventory at once. Of two answers to one version the first counts, and
 * the other comes back as a problem. The caller's transaction must be given up when problems come back.
 */
export async function answerOrder(
  tx: Tx,
  room: OrderRoom,
  caseId: string,
  given: OrderAnswer,
): Promise<Result<OrderCase>> {
  const { agreement } = room;
  const answer = { ...given, body: saidByHand(given) };
  const id = readOrderId(caseId);
  if (id === undefined || NOT_BY_HAND.has(answer.name)) return fail(notByHand(caseId, answer.name));
  await lockOrder(tx, agreement.id, id.kind, id);
  const versions = await versionsOf(tx, agreement.id, id.kind, id);
  const head = versions.find((version) => version.caseId === caseId);
  const { state, events } = await eventsOf(tx, agreement.id, id.kind, caseId);
  const wrong = answerProblems({ caseId, head, versions, state, events, answer });
  if (wrong.length > 0) return fail(...wrong);
  const shape = shapeProblems(id.kind, answer);
  if (shape.length > 0) return fail(...shape);
  const order = bodyOf<Asr>(events[0]?.body ?? {});
  const days = dayProblems(agreement, order, answer);
  if (days.length > 0) return fail(...days);
  const held = answer.name === 'confirmed' ? await projectProblems(tx, agreement, id.kind, order) : [];
  if (held.length > 0) return fail(...held);
  const late = answer.name === 'completed' ? await issuedProblems(tx, agreement, answer) : [];
  if (late.length > 0) return fail(...late);
  const body = answerFacts(agreement, { caseId, kind: id.kind, order, events, answer });
  if (!body.ok) return body;

  const put = (which: string, event: NewEvent): Promise<Result<CaseRecord>> =>
    recordEvent(tx, room, id.kind, which, event);
  const follow = (which: string, name: string, said: object): Promise<Result<CaseRecord>> =>
    put(which, {
      name,
      occurredAt: answer.occurredAt,
      recordedAt: answer.recordedAt,
      actor: agreement.parties.ilec,
      body: { ...said },
    });
  const before = versions.find((version) => version.caseId === order.follows?.caseId);
  const stands = before !== undefined && PROMISED.includes(before.state);
  if (stands && answer.name === 'confirmed') {
    // The version before lets go of what both would hold.
    const gone = await follow(before.caseId, 'superseded', { by: caseId });
    if (!gone.ok) return gone;
    await giveBackCut(tx, agreement, { caseId: before.caseId, at: answer.recordedAt });
  }
  const dated = await withCut(tx, agreement, caseId, order, { ...answer, body: body.value });
  if (!dated.ok) return dated;
  const done = await put(caseId, dated.value);
  if (!done.ok) return done;
  if (stands && (answer.name === 'rejected' || answer.name === 'cancelled')) {
    const back = await follow(before.caseId, 'supplement-refused', { by: caseId });
    if (!back.ok) return back;
  }
  // With the time of a coordinated cut its lines are lost.
  const losesTime = answer.name === 'customer-not-ready' || OVER.includes(done.value.state);
  if (losesTime && answer.name !== 'completed')
    await giveBackCut(tx, agreement, { caseId, at: answer.recordedAt });
  const result = orderCase(done.value);
  if (answer.name !== 'completed') return ok(result);
  const completion = completionOf(result);
  const stored =
    completion && completion.ecckts.length > 0 && (await recordCompletion(tx, agreement.id, completion));
  if (stored && !stored.ok) return fail(...stored.problems);
  // A supplement that nobody has answered is overtaken by the work.
  for (const late of versions.filter(({ ver }) => ver > id.ver)) {
    if (!UNANSWERED.includes(late.state)) continue;
    const asked = late.state === 'clarification';
    const withdrawn = asked ? await follow(late.caseId, 'clarification-withdrawn', {}) : done;
    if (!withdrawn.ok) return withdrawn;
    const clause = agreement.at(localDate(agreement, order.receivedAt)).optional(versionsTerm)?.citation;
    const said = { rejections: [overtaken(caseId, clause ?? '')] };
    const refused = await follow(late.caseId, 'rejected', said);
    if (!refused.ok) return refused;
  }
  return ok(result);
}

/** A coordinated order that is promised a date has the frames booked for it. */
async function withCut(
  tx: Tx,
  agreement: Agreement,
  caseId: string,
  order: Asr,
  answer: OrderAnswer,
): Promise<Result<NewEvent>> {
  const { dueDate, frameDueTime } = answer.body;
  if (!DATING.has(answer.name) || typeof dueDate !== 'string') return ok(answer);
  await giveBackCut(tx, agreement, { caseId, at: answer.recordedAt });
  const time = typeof frameDueTime === 'string' ? frameDueTime : order.frameDueTime;
  const cuts = await bookCut(tx, agreement, {
    caseId,
    order,
    dueDate,
    frameDueTime: time,
    bookedAt: answer.recordedAt,
  });
  if (!cuts.ok) return cuts;
  return ok(cuts.value.length === 0 ? answer : { ...answer, body: { ...answer.body, cuts: cuts.value } });
}

/** Events that promise a date. */
const DATING: ReadonlySet<string> = new Set(['confirmed', 'jeopardy-cleared', 'rescheduled']);

const notByHand = (caseId: string, name: string): Problem => ({
  id: 'orders/not-by-hand',
  field: 'event',
  sentence: `"${name}" of ${caseId} is not recorded by hand.`,
  cure: 'Send a version with the forms; confirm, reject, question, complete or cancel one by its id.',
});

/** What the orderer of a supplement is told where the work was completed first. */
const overtaken = (by: string, clause: string) => ({
  id: 'LSR-0106',
  form: 'LSR',
  field: 'PON',
  severity: 'fatal',
  sentence: `The work of ${by} was completed before this supplement was answered.`,
  cure: 'Order the change under a new PON.',
  clause,
  source: 'Brightspeed local response rules, one verdict for each version',
});
