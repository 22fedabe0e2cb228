import type { Api } from '../../http-api/options.ts';
import { answerNotOffered } from '../answer.ts';
import { BASES } from '../bases.ts';

const WHY =
  'prices are those of the agreement, and no order waits for one to be accepted. A quote is a case of its own: a request for a price of one case.';

/** Charges that a buyer accepts one by one: there are none under an agreement that says its prices. */
export function addChargeRoutes(api: Api): void {
  const options = {
    schema: { summary: 'MEF LSO Sonata: charges are not offered', hide: true },
  };
  const refuse = answerNotOffered('A charge to accept', WHY);
  api.get(`${BASES.order}/charge`, { ...options, config: { right: 'orders:read' } }, refuse);
  api.get(`${BASES.order}/charge/:id`, { ...options, config: { right: 'orders:read' } }, refuse);
  api.patch(`${BASES.order}/charge/:id`, { ...options, config: { right: 'orders:send' } }, refuse);
}
