import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { openCases } from '../../cases/desk.ts';
import type { Tx } from '../../platform/database.ts';
import { turnAfter } from '../../platform/next-turn.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import { orderCaseId } from './order-id.ts';
import { lookUpOrders, standsAlone } from './order-lookups.ts';
import type { ReadOrder } from './order-lookups.ts';
import type { OrderRoom } from './order-room.ts';
import { allHolds } from './order-summary.ts';
import { firstEvents, readSubmission, testVersion } from './submit-order.ts';
import type { Submission } from './submit-order.ts';

/** One of many orders that came together: taken or refused, or to be taken by itself. */
export type Taken = Result<OrderCase> | 'apart';

/** Orders that are tested in one turn of the event loop: who asks something small does not wait for all of them. */
const IN_A_TURN = 8;

/**
 * Takes many orders in one transaction, each as `submitOrder` would: one look-up and one write for all. An order that is about
 * another version, or about what another order holds, comes back as `apart`, with nothing of it written.
 * @throws WrittenMeanwhile when somebody else wrote one of them in the same moment: nothing of any may stay.
 */
export async function takeOrders(
  tx: Tx,
  room: OrderRoom,
  submissions: readonly Submission[],
): Promise<Taken[]> {
  const taken: Taken[] = submissions.map(() => 'apart');
  const read: (ReadOrder & { readonly submission: Submission; readonly index: number })[] = [];
  for (const [index, submission] of submissions.entries()) {
    await turnAfter(index, IN_A_TURN);
    const one = readSubmission(room, submission);
    if (one.ok) read.push({ ...one.value, submission, index });
    else taken[index] = one;
  }
  const firsts = oneOfEach(read);
  const seen = await lookUpOrders(tx, room.agreement.id, firsts);
  const opening: {
    readonly index: number;
    readonly kind: string;
    readonly caseId: string;
    events: ReturnType<typeof firstEvents>;
  }[] = [];
  for (const [at, { kind, order, submission, index }] of firsts.entries()) {
    await turnAfter(at, IN_A_TURN);
    const lookups = seen[at];
    if (lookups === undefined || !standsAlone({ kind, order }, lookups)) continue;
    const tested = await testVersion(tx, room, { kind, order, seen: lookups, party: submission.actor });
    const caseId = orderCaseId(kind, order);
    if (tested.ok)
      opening.push({ index, kind, caseId, events: firstEvents(room, submission, tested.value, caseId) });
    else taken[index] = fail(...tested.problems);
  }
  const opened = await openCases(tx, room, opening);
  for (const [at, { index }] of opening.entries()) {
    const record = opened?.[at];
    if (record !== undefined) taken[index] = record.ok ? ok(orderCase(record.value)) : record;
  }
  return taken;
}

/** Leaves out what comes a second time in the same moment: the same order, what an order before it uses, or one that goes with it. */
function oneOfEach<T extends ReadOrder>(orders: readonly T[]): T[] {
  const used = new Set<string>();
  return orders.filter(({ kind, order }) => {
    const uses = [
      `${kind} ${order.ccna} ${order.pon}`,
      ...allHolds(order).map(({ what, value }) => `${what} ${value}`),
    ];
    const related = (order.relatedPons ?? []).map((pon) => `${kind} ${order.ccna} ${pon}`);
    const isFirst = ![...uses, ...related].some((one) => used.has(one));
    for (const one of uses) used.add(one);
    return isFirst;
  });
}
