import type { Agreement } from '../../agreement/agreement.ts';
import { inEffect } from '../../articles/agreement-life/in-effect.ts';
import { elementAvailable } from '../../articles/elements/index.ts';
import { mayOrder } from '../../articles/end-users/orders/may-order.ts';
import type { OrderRoom } from '../../articles/ordering/order-room.ts';
import type { CaseKind } from '../../cases/kind.ts';

/** Where live orders under an agreement are taken: what the articles beside ordering decide about them is asked there. */
export const orderRoom = (agreement: Agreement, kinds: readonly CaseKind[]): OrderRoom => ({
  agreement,
  kinds,
  availability: elementAvailable,
  inEffect,
  mayOrder,
});
