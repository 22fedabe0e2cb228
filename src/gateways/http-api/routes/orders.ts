import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import { PurposeQuery, isAsked, recordView, statusOf } from '../customer-view.ts';
import type { Api, ServerOptions } from '../options.ts';
import { findOrder, listOrders } from '../queries/orders.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { Order, OrderHead } from '../shapes/order.ts';

export function addOrderRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['orders'];
  const replayed = options.kinds.filter((kind) => !options.liveKinds.includes(kind));

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
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(await listOrders(tx, agreement.id, replayed)),
        ),
      ),
  );

  api.get(
    '/api/agreements/:form/:variant/orders/*',
    {
      schema: {
        summary: 'One request: events, failed edits with their cures, clocks with their steps',
        description:
          'The rest of the path is the id, which may hold slashes. What it tells of the end user is left out and named in `withheld`; with a purpose it is shown, and the view is on record with user, purpose and authority.',
        tags,
        params: Type.Object({ ...AgreementPath, '*': Type.String() }),
        querystring: Type.Object(PurposeQuery),
        response: { 200: Order, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const id = request.params['*'];
      const whole = isAsked(request.query);
      const result = await inAgreement(request, async (room) => {
        const found = await findOrder(room.tx, room.agreement.id, id, { kinds: replayed, whole });
        if (found === undefined) return fail(notFound('order'));
        if (!whole) return ok(found);
        const seen = await recordView(room, options.clock, id, request.query);
        return seen.ok ? ok(found) : seen;
      });
      return answer(reply, result, result.ok ? 200 : statusOf(result.problems));
    },
  );
}
