import type { AgreementView } from '../../agreement/agreement.ts';
import { intervalsTable } from '../../cases/clock-terms.ts';
import type { OrderCircumstances } from '../../cases/interval.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { intervalQuantityTerm } from './due-date-terms.ts';

/** What an order says that intervals are looked up by. */
export interface IntervalOrder {
  readonly act: string;
  readonly product: string;
  readonly quantity: number;
  readonly wireCenter: string;
  readonly channel: 'electronic' | 'manual';
  readonly facilities?: string;
  /** Quantity of the same product in the orders that it names as related, when it came. */
  readonly relatedQuantity?: number;
}

/** Facts of a clock that finds its length in a table. */
export type IntervalFacts = OrderCircumstances & { readonly product: string; readonly quantity: number };

/** Activities (ACT) by what they ask for; of those that are not here no interval speaks. */
const ORDER_TYPE: Readonly<Record<string, NonNullable<OrderCircumstances['orderType']>>> = {
  N: 'new',
  D: 'disconnect',
  M: 'move',
  T: 'move',
  V: 'conversion',
  W: 'conversion',
  Z: 'conversion',
};

/** What an activity asks for, as intervals tell it apart; undefined where no interval does. */
export const orderTypeOf = (act: string): OrderCircumstances['orderType'] => ORDER_TYPE[act];

/** Whether the activity puts something into service, by an interval: new, moved or converted. */
export const isInstalled = (act: string): boolean => ![undefined, 'disconnect'].includes(orderTypeOf(act));

/** What the installation interval of an order is looked up by: only what rows of the table may speak of. */
export function installationFacts(order: IntervalOrder, view: AgreementView): IntervalFacts {
  const { act, product, wireCenter, relatedQuantity = 0 } = order;
  const counts = view.optional(intervalQuantityTerm)?.value.counts === 'order-and-related';
  const rows = view.rows(intervalsTable);
  const zone = rows.some(({ value }) => value.zone !== undefined && value.zone !== '')
    ? view.rows(wireCentersTable).find(({ value }) => value.clli === wireCenter)?.value.zone
    : undefined;
  return {
    product,
    quantity: order.quantity + (counts ? relatedQuantity : 0),
    ...circumstances(act, order.facilities),
    ...(zone === undefined ? {} : { zone }),
  };
}

/**
 * What the confirmation interval of an order is looked up by. One whose product or quantity nobody can read is answered by the
 * general interval.
 * @param byChannel whether it matters how the order arrived.
 */
export function focFacts(order: IntervalOrder, byChannel: boolean): IntervalFacts | Record<string, never> {
  const { act, product, quantity, channel } = order;
  if (product === '' || quantity < 1) return {};
  return { product, quantity, ...circumstances(act, order.facilities), ...(byChannel ? { channel } : {}) };
}

/** A new order with facilities that nobody has looked for is what intervals mean where they say nothing. */
function circumstances(act: string, facilities: string | undefined): OrderCircumstances {
  const orderType = orderTypeOf(act);
  return {
    ...(orderType === undefined || orderType === 'new' ? {} : { orderType }),
    ...(facilities === 'available' || facilities === 'conditioned' || facilities === 'none'
      ? { facilities }
      : {}),
  };
}
