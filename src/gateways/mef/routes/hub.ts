import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { recordAudit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { notFound } from '../../http-api/answers.ts';
import type { Api, Caller, ServerOptions } from '../../http-api/options.ts';
import { webhookRules } from '../../http-api/webhook-rules.ts';
import { addSubscription, listSubscriptions, removeSubscription } from '../../webhooks/subscriptions.ts';
import type { Subscription } from '../../webhooks/subscriptions.ts';
import { RequesterQuery, mefAccess } from '../access.ts';
import { answerMef, answerNotOffered } from '../answer.ts';
import { BASES } from '../bases.ts';
import { bodyProblems } from '../documents.ts';
import { mefProblem } from '../mef-problem.ts';
import { CHARGE_EVENT_TYPES, EVENT_TYPES, eventTypesOf } from '../notices.ts';

const HUB = `${BASES.order}/hub`;
/** Header of the answer that bears the secret which signs the notifications: it is shown this once. */
export const SECRET_HEADER = 'webhook-secret';

const Id = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Requester = Type.Object(RequesterQuery, { additionalProperties: false });

/** Listeners of notifications: subscriptions like those of `/api/webhooks`, in the words of the document. */
export function addHubRoutes(api: Api, options: ServerOptions): void {
  const inMef = mefAccess(options);
  const rules = webhookRules(options);
  const config = { right: 'webhooks:manage' } as const;
  const hide = true;
  const audited = (tx: Tx, caller: Caller, what: string, subject: string): Promise<void> =>
    recordAudit(tx, options.clock, { who: caller.user.email, what, subject, purpose: 'webhooks' });

  api.post(HUB, { config, schema: { hide, querystring: Requester } }, async (request, reply) => {
    const misfits = bodyProblems('productOrderManagement', 'EventSubscriptionInput', request.body);
    if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 400 });
    const { callback, query } = request.body as { readonly callback: string; readonly query?: string };
    const wrong = queryProblems(query);
    if (wrong.length > 0) return answerMef(reply, fail(...wrong), { failure: 400 });
    const made = await inMef(request, async ({ tx, caller }) => {
      const added = await addSubscription(
        tx,
        {
          party: caller.party,
          url: callback.replace(/\/$/, ''),
          format: 'mef',
          eventTypes: ['lsr.*', 'asr.*'],
          at: options.clock.now().toString(),
          who: caller.user.email,
          ...(query === undefined ? {} : { query }),
        },
        rules,
      );
      if (added.ok) await audited(tx, caller, 'subscribed', callback);
      return added;
    });
    if (!made.ok) return answerMef(reply, made, { failure: 400 });
    reply.header(SECRET_HEADER, made.value.secret);
    return answerMef(reply, ok(hubOf(made.value.subscription)), { success: 201, failure: 400 });
  });

  api.get(
    `${HUB}/:id`,
    { config, schema: { hide, params: Id, querystring: Requester } },
    async (request, reply) => {
      const found = await inMef(request, ({ tx }) => subscription(tx, request.params.id));
      return answerMef(reply, found.ok ? ok(hubOf(found.value)) : found, { failure: 404 });
    },
  );

  api.delete(
    `${HUB}/:id`,
    { config, schema: { hide, params: Id, querystring: Requester } },
    async (request, reply) => {
      const removed = await inMef(request, async ({ tx, caller }) => {
        const there = await subscription(tx, request.params.id);
        if (!there.ok) return there;
        await audited(tx, caller, 'unsubscribed', there.value.url);
        return removeSubscription(tx, there.value.id);
      });
      return removed.ok ? reply.code(204).send() : answerMef(reply, removed, { failure: 404 });
    },
  );

  const none = answerNotOffered(
    'A notification of qualifications',
    'every question is answered at once, in the answer to its request.',
  );
  api.post(`${BASES.qualification}/hub`, { config, schema: { hide } }, none);
  api.delete(`${BASES.qualification}/hub/:id`, { config, schema: { hide } }, none);
}

async function subscription(tx: Tx, id: string): Promise<Result<Subscription>> {
  const [found] = await listSubscriptions(tx, { id, format: 'mef' });
  return found === undefined ? fail(notFound('listener')) : ok(found);
}

const hubOf = ({ id, url, query }: Subscription): object => ({
  id,
  callback: url,
  ...(query === undefined ? {} : { query }),
});

const ALL: ReadonlySet<string> = new Set([...EVENT_TYPES, ...CHARGE_EVENT_TYPES]);

function queryProblems(query: string | undefined): Problem[] {
  if (query === undefined || query.trim() === '') return [];
  const types = eventTypesOf(query);
  const unknown = types.filter((type) => !ALL.has(type));
  const isNone =
    types.length === 0 || !types.some((type) => (EVENT_TYPES as readonly string[]).includes(type));
  if (unknown.length === 0 && !isNone) return [];
  return [
    mefProblem(
      'mef/invalid-value',
      '/query',
      unknown.length > 0
        ? `There are no events of type ${unknown.join(', ').slice(0, 200)}.`
        : 'The query names no type of event that is sent.',
      `Write eventType= and some of: ${EVENT_TYPES.join(', ')}; leave the query out for all of them.`,
    ),
  ];
}
