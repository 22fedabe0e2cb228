import type { FastifyRequest } from 'fastify';
import type { Agreement } from '../../agreement/agreement.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { checkOrderDocument } from '../../formats/order-forms/read.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { doOnce } from '../http-api/idempotency.ts';
import { callerOf } from '../http-api/options.ts';
import type { ServerOptions } from '../http-api/options.ts';
import { intakeOf } from '../order-intakes.ts';

/** What became of a version that was sent. */
export interface Placed extends Pick<OrderCase, 'kind' | 'ccna' | 'pon' | 'ver' | 'state' | 'receivedAt'> {
  readonly rejections: readonly { readonly id: string; readonly sentence: string; readonly cure: string }[];
}

/**
 * Sends a version of an order as a carrier, the way every order goes: its edits, clocks and answer. Problems where it is no request,
 * and nothing is recorded then; a version that fails other edits is recorded and rejected. Under an idempotency key it is sent once.
 */
export async function placeOrder(
  options: ServerOptions,
  agreement: Agreement,
  request: Pick<FastifyRequest, 'caller' | 'idempotentTry'>,
  given: OrderDocument,
): Promise<Result<Placed>> {
  const caller = callerOf(request);
  if (caller.party !== agreement.parties.clec) return fail(otherOrders);
  const document = checkOrderDocument(given);
  if (!document.ok) return document;
  const now = options.clock.now().toString();
  const submission = {
    document: document.value,
    channel: 'electronic',
    receivedAt: now,
    recordedAt: now,
    actor: caller.party,
  } as const;
  return doOnce<Placed>(request, async (keep) => {
    const sent = await intakeOf(options, agreement).submit(submission, async (tx, order) => {
      await recordAudit(tx, options.clock, {
        who: caller.user.email,
        what: 'ordered',
        subject: `${agreement.id} ${order.id}`,
        purpose: 'order',
        party: caller.party,
      });
      await keep(tx, placed(order));
    });
    return sent.ok ? ok(placed(sent.value)) : sent;
  });
}

const placed = ({ kind, ccna, pon, ver, state, receivedAt, rejections }: OrderCase): Placed => ({
  kind,
  ccna,
  pon,
  ver,
  state,
  receivedAt,
  rejections: rejections.map(({ id, sentence, cure }) => ({ id, sentence, cure })),
});

const otherOrders = {
  id: 'api/orderer',
  sentence: 'Orders are sent by the carrier that orders.',
  cure: 'Answer the orders that have come in.',
};
