import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { record } from '../../cases/record.ts';
import type { Tx } from '../../platform/database.ts';
import { kindNamed } from './order-records.ts';
import type { SeenOrder } from './orders-of-month.ts';

/**
 * Says of each order answered by hand whose work the month bills that its billing is complete. It is of the draft of that
 * month, and goes with it.
 */
export async function markBilled(
  tx: Tx,
  agreement: Agreement,
  seen: readonly SeenOrder[],
  about: { readonly month: string; readonly end: Temporal.Instant; readonly recordedAt: string },
): Promise<Problem[]> {
  const { month, end, recordedAt } = about;
  const problems: Problem[] = [];
  for (const { order, replayed, stateNow } of seen) {
    const isDone = !replayed && stateNow === 'completed' && order.completedOn?.startsWith(month) === true;
    if (!isDone) continue;
    const recorded = await record(tx, agreement, kindNamed(order.kind), order.id, {
      name: 'billing-completed',
      // Reported late, the work may be on record only after the month.
      occurredAt: later(end.toString(), order.completedAt ?? ''),
      recordedAt,
      actor: agreement.parties.ilec,
      body: { billMonth: month },
      draftMonth: month,
    });
    if (!recorded.ok) problems.push(...recorded.problems);
  }
  return problems;
}

const later = (a: string, b: string): string => (b !== '' && Temporal.Instant.compare(b, a) > 0 ? b : a);
