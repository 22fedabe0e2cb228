import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { bookedDays } from '../../articles/ordering/book-hot-cut.ts';
import { dueDate } from '../../articles/ordering/due-date.ts';
import { orderTypeOf } from '../../articles/ordering/interval-facts.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import type { Receipt } from '../../base/receipt.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';

/** The date that the agreement gives an order that came: what a service centre asks before it confirms. */
export async function dueDateOf(
  tx: Tx,
  agreement: Agreement,
  { act, product, quantity, wireCenter, channel, expedite, receivedAt, lsr }: OrderCase,
): Promise<Result<Receipt>> {
  const receivedOn = localDate(agreement, receivedAt);
  const coordinated = lsr.coordinated === true;
  const orderType = orderTypeOf(act);
  const { facilities } = lsr;
  const facts = {
    product,
    quantity,
    receivedAt,
    ...(orderType === undefined || orderType === 'new' ? {} : { orderType }),
    ...(facilities === undefined || facilities === 'unknown' ? {} : { facilities }),
    ...(wireCenter === '' ? {} : { wireCenter }),
    channel,
    ...(lsr.desiredDueDate === '' ? {} : { desired: lsr.desiredDueDate }),
    ...(expedite ? { expedite } : {}),
    ...(lsr.project === undefined || lsr.project === '' ? {} : { project: true }),
    ...(coordinated
      ? { coordinated, taken: await bookedDays(tx, agreement.parties.ilec, wireCenter, receivedOn) }
      : {}),
  };
  return runDecision(dueDate, agreement, facts, { asOf: receivedOn });
}
