import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { viewCustomerRecord } from '../../../articles/general-provisions/authority/view-customer-record.ts';
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
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(await listOrders(tx, agreement.id, options.kinds)),
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
        querystring: Type.Object({
          purpose: Type.Optional(
            Type.String({
              description: 'What the end user is looked at for: provisioning, repair, dispute …',
            }),
          ),
          authority: Type.Optional(Type.String({ description: "Case of the end user's authority" })),
        }),
        response: { 200: Order, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const { purpose, authority } = request.query;
      const id = request.params['*'];
      const whole = purpose !== undefined || authority !== undefined;
      const result = await inAgreement(request, async ({ tx, agreement, caller }) => {
        const found = await findOrder(tx, agreement.id, id, { kinds: options.kinds, whole });
        if (found === undefined) return fail(notFound('order'));
        if (!whole) return ok(found);
        const seen = await viewCustomerRecord(tx, options.clock, agreement, {
          who: caller.user.email,
          subject: id,
          data: 'wholesale-order',
          purpose,
          authority,
        });
        return seen.ok ? ok(found) : seen;
      });
      const refused =
        !result.ok && result.problems.some(({ id: slug }) => slug.startsWith('customer-record/'));
      return answer(reply, result, refused ? 403 : 404);
    },
  );
}
