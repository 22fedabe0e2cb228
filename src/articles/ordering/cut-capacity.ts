import type { Agreement } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { releaseCapacity } from '../../network/capacity/release-capacity.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import { bookHotCut } from './book-hot-cut.ts';
import { hotCutsTerm } from './due-date-terms.ts';

/** A day of a cut that is booked. */
export interface BookedCut {
  readonly date: string;
  readonly lines: number;
  readonly windowFrom: string;
  readonly windowTo: string;
}

/**
 * Books the frames of the office for a coordinated order on the date that its confirmation promises; a batch over the
 * capacity of a day goes on over the next days where the agreement splits it. Nothing is booked for other orders.
 */
export async function bookCut(
  tx: Tx,
  agreement: Agreement,
  about: {
    readonly caseId: string;
    readonly order: Asr;
    readonly dueDate: string;
    readonly frameDueTime: string | undefined;
    readonly bookedAt: string;
  },
): Promise<Result<readonly BookedCut[]>> {
  const { caseId, order, dueDate, frameDueTime, bookedAt } = about;
  const term = agreement.at(dueDate).optional(hotCutsTerm);
  if (order.coordinated !== true || term === undefined) return ok([]);
  const booked = await bookHotCut(tx, agreement, {
    caseId,
    office: order.wireCenter,
    lines: order.quantity,
    from: dueDate,
    receivedAt: order.receivedAt,
    ...(frameDueTime === undefined ? {} : { start: frameDueTime }),
    bookedAt,
  });
  if (!booked.ok) return booked;
  const [first] = booked.value.parts;
  if (first !== undefined && first.date !== dueDate) {
    return fail({
      id: 'orders/no-capacity',
      field: 'dueDate',
      sentence: `${order.wireCenter} has no room for ${order.quantity} lines on ${dueDate}: the first day is ${first.date}.`,
      cure: `Confirm ${first.date} or a later day.`,
      clause: term.citation,
    });
  }
  return ok(
    booked.value.parts.map(({ date, lines, windowFrom, windowTo }) => ({
      date,
      lines,
      windowFrom,
      windowTo,
    })),
  );
}

/** Gives back what a version had booked: it is over, or another took its place. */
export const giveBackCut = (
  tx: Tx,
  agreement: Agreement,
  { caseId, at }: { readonly caseId: string; readonly at: string },
): Promise<number> => releaseCapacity(tx, { agreementId: agreement.id, caseId, releasedAt: at });
