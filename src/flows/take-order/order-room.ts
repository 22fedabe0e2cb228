import type { Agreement } from '../../agreement/agreement.ts';
import { inEffect } from '../../articles/agreement-life/in-effect.ts';
import { elementAvailable } from '../../articles/elements/index.ts';
import { mayOrder } from '../../articles/end-users/orders/may-order.ts';
import type { OrderRoom } from '../../articles/ordering/order-room.ts';
import { authorityProblems } from '../../articles/general-provisions/authority/authority-covers.ts';
import type { Problem } from '../../base/problem.ts';
import type { CaseKind } from '../../cases/kind.ts';

/** Where live orders under an agreement are taken: what the articles beside ordering decide about them is asked there. */
export const orderRoom = (agreement: Agreement, kinds: readonly CaseKind[]): OrderRoom => ({
  agreement,
  kinds,
  availability: elementAvailable,
  inEffect,
  mayOrder,
  authority: async (tx, { party, authority, numbers }) => {
    // Without a number the authority itself is looked at: that it is held, and by the party that orders.
    const subjects = numbers.length > 0 ? numbers : [authority];
    const found: Problem[] = [];
    for (const subject of subjects)
      found.push(...(await authorityProblems(tx, agreement, { party, subject, authority })));
    return found;
  },
});
