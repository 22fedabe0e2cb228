import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { NOT_YOURS, askInAgreement } from '../../../flows/pre-order/ask.ts';
import { preOrderFunction } from '../../../flows/pre-order/functions.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import { lacksRight } from '../behind-sign-in.ts';
import { callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { preOrderOffer } from '../queries/pre-order-offer.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { PreOrderOffer, PreOrderPath, PreOrderQuestion, PreOrderResult } from '../shapes/pre-order.ts';

/** Questions before an order: is the address served, what is on the account, which numbers, loops and days can be had. */
export function addPreOrderRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['pre-order'];

  api.get(
    '/api/agreements/:form/:variant/pre-order',
    {
      config: { right: 'pre-order:query' },
      schema: {
        summary: 'What may be asked before an order, the shape of each question, and how fast it is answered',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: PreOrderOffer, 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, ({ agreement }) =>
          ok(preOrderOffer(agreement.at(todayOf(agreement, options.clock)))),
        ),
      ),
  );

  api.post(
    '/api/agreements/:form/:variant/pre-order/:function',
    {
      config: { right: 'pre-order:query' },
      schema: {
        summary: 'Ask before an order',
        description:
          'Every question is on the log with user, purpose and time, and so is every refusal. 403: an end user’s record without a good purpose or authority, or a user who may not ask now. 422: the question does not fit, with everything that is wrong with it.',
        tags,
        params: Type.Object({ ...AgreementPath, ...PreOrderPath }),
        body: PreOrderQuestion,
        response: { 200: PreOrderResult, 403: Problems, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const askedAt = options.clock.now().toString();
      const caller = callerOf(request);
      const { function: name } = request.params;
      const lacking = preOrderFunction(name).customer ? lacksRight(caller, 'customers:view') : undefined;
      if (lacking !== undefined) return answer(reply, fail(lacking), 403);
      const { facts, purpose, authority } = request.body;
      const agreement = options.agreements.get(`${request.params.form}/${request.params.variant}`);
      if (agreement === undefined) return answer(reply, fail(notFound('agreement')));
      const result = await askInAgreement(
        options.db,
        { agreement, kinds: options.liveKinds, clock: options.clock },
        {
          function: name,
          facts,
          party: caller.party,
          who: caller.user.email,
          askedAt,
          via: caller.client === undefined ? 'portal' : 'api',
          purpose,
          authority,
          test: options.test !== undefined,
        },
      );
      if (!result.ok && result.problems.some(({ id }) => id === NOT_YOURS))
        return answer(reply, fail(notFound('agreement')));
      return answer(reply, result, result.ok ? 200 : statusOf(result.problems));
    },
  );
}

/** 403 where somebody may not see it, or may not ask; 422 where the question is wrong. */
const statusOf = (problems: readonly Problem[]): number =>
  problems.some(({ id }) => id === 'pre-order/suspended' || id.startsWith('customer-record/')) ? 403 : 422;
