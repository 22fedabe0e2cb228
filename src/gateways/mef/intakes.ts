import type { Agreement } from '../../agreement/agreement.ts';
import { OrderIntake } from '../../flows/take-order/order-intake.ts';
import type { ServerOptions } from '../http-api/options.ts';

/** The intake of each agreement, made once: orders that come while others are written go with them. */
export function mefIntakes(
  options: Pick<ServerOptions, 'db' | 'orderRoom'>,
): (agreement: Agreement) => OrderIntake {
  const intakes = new Map<Agreement, OrderIntake>();
  return (agreement) => {
    const there = intakes.get(agreement) ?? new OrderIntake(options.db, options.orderRoom(agreement));
    intakes.set(agreement, there);
    return there;
  };
}
