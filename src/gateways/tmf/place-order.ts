import type { Agreement } from '../../agreement/agreement.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { checkOrderDocument } from '../../formats/order-forms/read.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Caller, ServerOptions } from '../http-api/options.ts';
import { intakeOf } from '../order-intakes.ts';

/**
 * Sends a version of an order as a carrier, the way every order goes: its edits, clocks and answer. Problems where it is no request,
 * and nothing is recorded then; a version that fails other edits is recorded and rejected.
 */
export async function placeOrder(
  options: ServerOptions,
  agreement: Agreement,
  caller: Caller,
  given: OrderDocument,
): Promise<Result<OrderCase>> {
  if (caller.party !== agreement.parties.clec) return fail(otherOrders);
  const document = checkOrderDocument(given);
  if (!document.ok) return document;
  const now = options.clock.now().toString();
  const sent = await intakeOf(options, agreement).submit(
    {
      document: document.value,
      channel: 'electronic',
      receivedAt: now,
      recordedAt: now,
      actor: caller.party,
    },
    (tx, { id }) =>
      recordAudit(tx, options.clock, {
        who: caller.user.email,
        what: 'ordered',
        subject: `${agreement.id} ${id}`,
        purpose: 'order',
        party: caller.party,
      }),
  );
  return sent.ok ? ok(sent.value) : sent;
}

const otherOrders = {
  id: 'api/orderer',
  sentence: 'Orders are sent by the carrier that orders.',
  cure: 'Answer the orders that have come in.',
};
