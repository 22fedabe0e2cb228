import { fail, ok } from '../../base/result.ts';
import { recordAudit } from '../../platform/audit.ts';
import { callerOf } from '../http-api/options.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { webhookRules } from '../http-api/webhook-rules.ts';
import { addSubscription, listSubscriptions, removeSubscription } from '../webhooks/subscriptions.ts';
import { BASES, agreementIdOf } from './ids.ts';
import { queryProblems } from './notices.ts';
import { ByIdParams, HubCreate } from './shapes.ts';
import { asParty, notThere, sendOne, sendProblems } from './tmf-room.ts';

const HUB = `${BASES.order}/hub`;
/** Header of the answer that bears the secret which signs the notifications: it is shown this once. */
export const SECRET_HEADER = 'webhook-secret';

/** TMF622: listeners of notifications. Each is a subscription like those of `/api/webhooks`, in the words of the TM Forum. */
export function addHubRoutes(api: Api, options: ServerOptions): void {
  const hide = true;
  const config = { right: 'webhooks:manage' } as const;
  const rules = webhookRules(options);

  api.post(HUB, { config, schema: { hide, body: HubCreate } }, async (request, reply) => {
    const caller = callerOf(request);
    const { callback, query } = request.body;
    const wrong = queryProblems(query);
    if (wrong.length > 0) return sendProblems(reply, fail(...wrong));
    const named = new URLSearchParams(query?.replace(/^\?/, '') ?? '').get('agreement.id');
    const made = await asParty(options, request, async ({ tx }) => {
      const added = await addSubscription(
        tx,
        {
          party: caller.party,
          url: callback,
          format: 'tmf',
          eventTypes: ['lsr.*', 'asr.*'],
          at: options.clock.now().toString(),
          who: caller.user.email,
          ...(query === undefined ? {} : { query }),
          ...(named === null ? {} : { agreementId: agreementIdOf(named) }),
        },
        rules,
      );
      if (added.ok)
        await recordAudit(tx, options.clock, {
          who: caller.user.email,
          what: 'subscribed',
          subject: callback,
          purpose: 'webhooks',
        });
      return added;
    });
    if (!made.ok) return sendProblems(reply, made);
    const { subscription, secret } = made.value;
    const { id } = subscription;
    reply.header(SECRET_HEADER, secret).header('location', `${HUB}/${id}`);
    return sendOne(reply, ok({ id, callback, ...(query === undefined ? {} : { query }) }), undefined, 201);
  });

  api.delete(`${HUB}/:id`, { config, schema: { hide, params: ByIdParams } }, async (request, reply) => {
    const caller = callerOf(request);
    const { id } = request.params;
    const removed = await asParty(options, request, async ({ tx }) => {
      const [found] = await listSubscriptions(tx, { id, format: 'tmf' });
      if (found === undefined) return fail(notThere('listener'));
      await recordAudit(tx, options.clock, {
        who: caller.user.email,
        what: 'unsubscribed',
        subject: found.url,
        purpose: 'webhooks',
      });
      return removeSubscription(tx, id);
    });
    return removed.ok ? reply.code(204).send() : sendProblems(reply, removed);
  });
}
