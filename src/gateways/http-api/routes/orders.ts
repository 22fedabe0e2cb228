import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { findOrder, listOrders } from '../queries/orders.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { Order, OrderHead } from '../shapes/order.ts';

export function addOrderRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['orders'];

  api.get(
    '/api/agreements/:form/:variant/orders',
    {
      schema: {
        summary: 'Requests under the agreement with their clocks, newest first',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(OrderHead), 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) => ok(await listOrders(tx, agreement.id))),
      ),
  );

  api.get(
    '/api/agreements/:form/:variant/orders/*',
    {
      schema: {
        summary: 'One request: events, failed edits with their cures, clocks with their steps',
        description: 'The rest of the path is the id, which may hold slashes.',
        tags,
        params: Type.Object({ ...AgreementPath, '*': Type.String() }),
        response: { 200: Order, 404: Problems },
      },
    },
    async (request, reply) => {
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const found = await findOrder(tx, agreement.id, request.params['*']);
        return found === undefined ? fail(notFound('order')) : ok(found);
      });
      return answer(reply, result);
    },
  );
}
