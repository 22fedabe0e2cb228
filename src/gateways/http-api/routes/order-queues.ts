import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import { agreementAccess, visibleAgreements } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import { orderQueues } from '../queries/order-queues.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { OrderQueues } from '../shapes/order-queue.ts';

const LIMIT = 200;
const QueueQuery = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 40, description: 'Only orders in this state' })),
});

/** What is to be done with open orders, by what is due first: under one agreement, or under all of the carrier. */
export function addOrderQueueRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const kinds = options.kinds.filter(isOrderKind);
  const tags = ['orders'];

  api.get(
    '/api/agreements/:form/:variant/order-queues',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'Open orders by what is due first, with who must act',
        tags,
        params: Type.Object(AgreementPath),
        querystring: QueueQuery,
        response: { 200: OrderQueues, 404: Problems },
      },
    },
    async (request, reply) => {
      const { state } = request.query;
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const agreements = new Map([[agreement.id, agreement]]);
        return ok(
          await orderQueues(tx, { agreements, kinds, state, limit: LIMIT, now: options.clock.now() }),
        );
      });
      return answer(reply, result);
    },
  );

  api.get(
    '/api/order-queues',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'The same under all agreements of the carrier',
        tags,
        querystring: QueueQuery,
        response: { 200: OrderQueues },
      },
    },
    (request) => across(callerOf(request), request.query.state),
  );

  async function across(caller: Caller, state: string | undefined): Promise<OrderQueues> {
    const own = await visibleAgreements(options, caller);
    const agreements = new Map(own.map((agreement) => [agreement.id, agreement]));
    return options.db.withTransaction(scopeOf(caller), (tx) =>
      orderQueues(tx, { agreements, kinds, state, limit: LIMIT, now: options.clock.now() }),
    );
  }
}
