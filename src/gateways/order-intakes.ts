import type { Agreement } from '../agreement/agreement.ts';
import { OrderIntake } from '../flows/take-order/order-intake.ts';
import type { ServerOptions } from './http-api/options.ts';

const intakes = new WeakMap<ServerOptions, Map<Agreement, OrderIntake>>();

/** Where a server takes the orders of an agreement: one for all ways in, so that what comes together is written together. */
export function intakeOf(options: ServerOptions, agreement: Agreement): OrderIntake {
  const ofServer = intakes.get(options) ?? new Map<Agreement, OrderIntake>();
  intakes.set(options, ofServer);
  const there = ofServer.get(agreement) ?? new OrderIntake(options.db, options.orderRoom(agreement));
  ofServer.set(agreement, there);
  return there;
}
