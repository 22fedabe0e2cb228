import { Type } from 'typebox';
import { answerOrder } from '../../../articles/ordering/answer-order.ts';
import { saidBy } from '../../../articles/ordering/handled.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { momentOf } from '../../../cases/moment.ts';
import { checkOrderDocument } from '../../../formats/order-forms/read.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { intakeOf } from '../../order-intakes.ts';
import { agreementAccess } from '../agreement-access.ts';
import type { Room } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { lacksRight } from '../behind-sign-in.ts';
import { doOnce } from '../idempotency.ts';
import { callerOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import { checkOrder } from '../queries/order-check.ts';
import { orderForms } from '../queries/order-forms.ts';
import { findOrderView } from '../queries/order-view.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { OrderCheck, OrderForms, OrderSubmission } from '../shapes/order-entry.ts';
import { OrderView } from '../shapes/order-view.ts';
import { writeFor } from '../write-for.ts';

/** More lines than any order has; more than this is refused before it is read. */
const FORM_BYTES = 2 * 1024 * 1024;
const ORDER_ID = "^(LSR|ASR)(/[A-Za-z0-9.,'-]+){3}$";

/** Orders as they are written, sent, supplemented and answered. */
export function addOrderEntryRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['orders'];
  const kinds = options.kinds.filter(isOrderKind);

  api.get(
    '/api/agreements/:form/:variant/order-forms',
    {
      config: { right: 'orders:read' },
      schema: {
        summary:
          'Forms with their fields and usage, and what may be ordered today: for whoever writes an order',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: OrderForms, 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, ({ agreement }) => ok(orderForms(agreement, options.clock.now()))),
      ),
  );

  api.post(
    '/api/agreements/:form/:variant/orders/check',
    {
      bodyLimit: FORM_BYTES,
      config: { right: 'orders:send' },
      schema: {
        summary: 'What would stand against an order if it were sent now, its standard date and charges',
        description: 'Nothing is recorded. All failed edits come at once.',
        tags,
        params: Type.Object(AgreementPath),
        body: OrderSubmission,
        response: { 200: OrderCheck, 404: Problems, 413: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const document = checkOrderDocument(request.body.document);
      if (!document.ok) return answer(reply, document, 422);
      const result = await inAgreement(request, ({ tx, agreement, caller }) =>
        checkOrder(
          tx,
          options.orderRoom(agreement),
          {
            document: document.value,
            channel: 'electronic',
            receivedAt: options.clock.now().toString(),
            party: caller.party,
          },
          options.decisions,
        ),
      );
      return answer(reply, result, 422);
    },
  );

  api.post(
    '/api/agreements/:form/:variant/orders',
    {
      bodyLimit: FORM_BYTES,
      config: { right: 'orders:send' },
      schema: {
        summary: 'Send an order, or the next version of one',
        description:
          'It is tested, recorded and answered at once. A fatal edit refuses it: nothing is recorded then. Other failed edits are its rejection.',
        tags,
        params: Type.Object(AgreementPath),
        body: OrderSubmission,
        response: { 201: OrderView, 403: Problems, 404: Problems, 413: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      const agreement = seen.value;
      if (caller.party !== agreement.parties.clec) return answer(reply, fail(otherOrders), 403);
      const document = checkOrderDocument(request.body.document);
      if (!document.ok) return answer(reply, document, 422);
      const now = options.clock.now().toString();
      const submission = {
        document: document.value,
        channel: 'electronic' as const,
        receivedAt: now,
        recordedAt: now,
        actor: caller.party,
      };
      const sent = await doOnce<string>(request, async (keep) => {
        const taken = await intakeOf(options, agreement).submit(submission, async (tx, { id }) => {
          await recordAudit(tx, options.clock, entry(caller, 'ordered', `${agreement.id} ${id}`));
          await keep(tx, id);
        });
        return taken.ok ? ok(taken.value.id) : taken;
      });
      if (!sent.ok) return answer(reply, sent, 422);
      reply.code(201);
      return answer(reply, await inAgreement(request, (room) => viewIn(room, sent.value)));
    },
  );

  api.post(
    '/api/agreements/:form/:variant/orders/:id/events',
    {
      config: { right: ['orders:answer', 'orders:send'] },
      schema: {
        summary: 'Record what was done with an order: confirmed, rejected, asked, in jeopardy, completed …',
        description: 'The id in the path is percent-encoded: LSR%2FSKT%2FPON1%2F01.',
        tags,
        params: Type.Object({ ...AgreementPath, id: Type.String({ pattern: ORDER_ID, maxLength: 100 }) }),
        body: Type.Object(
          {
            event: Type.String(),
            occurredAt: Type.Optional(
              Type.String({
                description: 'Instant, or date-time where the agreement is at home; default now',
              }),
            ),
            body: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          },
          { additionalProperties: false },
        ),
        response: { 200: OrderView, 403: Problems, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const { event: name, body = {} } = request.body;
      const seen = await inAgreement(request, async (room) => {
        const there = await viewIn(room, id);
        return there.ok ? ok(room.agreement) : there;
      });
      if (!seen.ok) return answer(reply, seen);
      const agreement = seen.value;
      // A carrier may provide under one agreement and order under another: each side has a right of its own.
      const lacking = lacksRight(
        caller,
        caller.party === agreement.parties.ilec ? 'orders:answer' : 'orders:send',
      );
      if (lacking !== undefined) return answer(reply, fail(lacking), 403);
      const now = options.clock.now();
      const at = momentOf(request.body.occurredAt, agreement.timeZone, { now, field: 'occurredAt' });
      if (!at.ok) return answer(reply, at, 422);
      const done = await writeFor<string>(
        options.db,
        agreement.id,
        async (tx) => {
          const answered = await answerOrder(tx, options.orderRoom(agreement), id, {
            name,
            occurredAt: at.value,
            recordedAt: now.toString(),
            actor: caller.party,
            body: saidBy(caller.client === undefined ? 'person' : 'program', { name, body }),
          });
          if (answered.ok)
            await recordAudit(tx, options.clock, entry(caller, 'recorded', `${agreement.id} ${id} ${name}`));
          return answered.ok ? ok(id) : answered;
        },
        request,
      );
      if (!done.ok) return answer(reply, done, 422);
      return answer(reply, await inAgreement(request, (room) => viewIn(room, id)));
    },
  );

  async function viewIn({ tx, agreement, caller }: Room, id: string): Promise<Result<OrderView>> {
    const about = { agreement, kinds, now: options.clock.now() };
    const found = await findOrderView(tx, about, id, { party: caller.party, whole: false });
    return found === undefined ? fail(noOrder) : ok(found);
  }
}

const entry = (caller: Caller, what: string, subject: string) => ({
  who: caller.user.email,
  what,
  subject,
  purpose: 'order',
  party: caller.party,
});

const otherOrders: Problem = {
  id: 'api/orderer',
  sentence: 'Orders are sent by the carrier that orders.',
  cure: 'Answer the orders that have come in.',
};

const noOrder: Problem = {
  id: 'api/not-found',
  sentence: 'There is no such order among those you may see.',
  cure: 'Start from a list and follow it.',
};
