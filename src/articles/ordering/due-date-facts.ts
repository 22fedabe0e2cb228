import type { Agreement } from '../../agreement/agreement.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import { bookedDays } from './book-hot-cut.ts';
import { orderTypeOf } from './interval-facts.ts';
import type { OrderKindName } from './order-id.ts';
import { relatedQuantity } from './related-quantity.ts';

/** Facts of the decision `due-date` for an order as it stands: what it says, what is related to it, what is booked. */
export async function dueDateFacts(
  tx: Tx,
  agreement: Agreement,
  kind: OrderKindName,
  order: Asr,
): Promise<Readonly<Record<string, unknown>>> {
  const { product, quantity, receivedAt, wireCenter, channel, desiredDueDate, expedite, facilities } = order;
  const related = await relatedQuantity(tx, agreement.id, kind, order);
  const orderType = orderTypeOf(order.act);
  const coordinated = order.coordinated === true;
  return {
    product,
    quantity,
    receivedAt,
    channel,
    expedite,
    ...(related === 0 ? {} : { relatedQuantity: related }),
    ...(orderType === undefined ? {} : { orderType }),
    ...(wireCenter === '' ? {} : { wireCenter }),
    ...(desiredDueDate === '' ? {} : { desired: desiredDueDate }),
    ...(order.project === undefined || order.project === '' ? {} : { project: true }),
    ...(facilities === undefined || facilities === 'unknown' ? {} : { facilities }),
    ...(coordinated
      ? {
          coordinated,
          taken: await bookedDays(tx, agreement.parties.ilec, wireCenter, localDate(agreement, receivedAt)),
        }
      : {}),
  };
}
