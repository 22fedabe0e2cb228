import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { systemClock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/database.ts';
import { listNotices, replayNotices, sendTestNotice } from '../../webhooks/replay.ts';
import type { NoticeStanding } from '../../webhooks/replay.ts';
import {
  addSubscription,
  listSubscriptions,
  removeSubscription,
  rotateSecret,
  setSubscriptionState,
  unknownSubscription,
} from '../../webhooks/subscriptions.ts';
import type { Subscription } from '../../webhooks/subscriptions.ts';
import { answer } from '../answers.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { Problems } from '../shapes/common.ts';
import {
  NewWebhook,
  NoticeStatus,
  NoticeView,
  ReplayQuestion,
  WebhookSecret,
  WebhookView,
} from '../shapes/webhook.ts';
import { webhookRules } from '../webhook-rules.ts';

/** Where the caller's carrier wants to be told of what happens in its cases, and what has become of each notice. */
export function addWebhookRoutes(api: Api, options: ServerOptions): void {
  const rules = webhookRules(options);
  const tags = ['webhooks'];
  const config = { right: 'webhooks:manage' } as const;
  const params = Type.Object({ id: Type.String({ maxLength: 100 }) });

  /** Changes what belongs to the caller's party, with an entry in its audit trail. */
  const change = <T>(
    caller: Caller,
    what: string,
    subject: string,
    work: (tx: Tx) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    options.db.withTransaction(scopeOf(caller), async (tx) => {
      const done = await work(tx);
      if (done.ok)
        await recordAudit(tx, options.clock, {
          who: caller.user.email,
          what,
          subject,
          purpose: 'webhooks',
        });
      return done;
    });

  api.get(
    '/api/webhooks',
    {
      config,
      schema: {
        summary: 'Where your carrier is told of events',
        tags,
        response: { 200: Type.Array(WebhookView) },
      },
    },
    (request) =>
      options.db.withTransaction(scopeOf(callerOf(request)), async (tx) =>
        (await listSubscriptions(tx)).map(webhookView),
      ),
  );

  api.post(
    '/api/webhooks',
    {
      config,
      schema: {
        summary: 'Be told of events; the secret that signs the notices is shown once',
        tags,
        body: NewWebhook,
        response: { 201: Type.Object({ webhook: WebhookView, secret: WebhookSecret }), 422: Problems },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { url, agreement, format = 'cloudevents', eventTypes = [] } = request.body;
      const wanted = {
        party: caller.party,
        url,
        format,
        eventTypes,
        at: options.clock.now().toString(),
        who: caller.user.email,
        ...(agreement === undefined ? {} : { agreementId: agreement }),
      };
      const made = await change(caller, 'subscribed', url, (tx) => addSubscription(tx, wanted, rules));
      if (!made.ok) return answer(reply, made, 422);
      const { subscription, secret } = made.value;
      return reply.code(201).send({ webhook: webhookView(subscription), secret });
    },
  );

  api.delete(
    '/api/webhooks/:id',
    {
      config,
      schema: { summary: 'Be told no more', tags, params, response: { 204: Type.Null(), 404: Problems } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const done = await change(callerOf(request), 'unsubscribed', id, (tx) => removeSubscription(tx, id));
      return done.ok ? reply.code(204).send() : answer(reply, done);
    },
  );

  api.post(
    '/api/webhooks/:id/secret',
    {
      config,
      schema: {
        summary: 'A new secret, shown once; the one before it signs, too, until the next change',
        tags,
        params,
        response: { 201: Type.Object({ secret: WebhookSecret }), 404: Problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const made = await change(callerOf(request), 'changed the secret of', id, (tx) =>
        rotateSecret(tx, id, rules.key),
      );
      if (made.ok) reply.code(201);
      return answer(reply, made);
    },
  );

  api.post(
    '/api/webhooks/:id/state',
    {
      config,
      schema: {
        summary: 'Pause a webhook, or let it go on: one that was disabled, too',
        description: 'What happens meanwhile is told only when it is asked for with replay.',
        tags,
        params,
        body: Type.Object({ state: Type.Enum(['active', 'paused']) }, { additionalProperties: false }),
        response: { 200: WebhookView, 404: Problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { state } = request.body;
      const done = await change(callerOf(request), `set ${state}`, id, async (tx) => {
        const set = await setSubscriptionState(tx, id, state);
        return set.ok ? findView(tx, id) : set;
      });
      return answer(reply, done);
    },
  );

  api.post(
    '/api/webhooks/:id/test',
    {
      config,
      schema: {
        summary: 'Send a notice that says nothing but that the webhook works',
        tags,
        params,
        response: { 204: Type.Null(), 404: Problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const done = await change(callerOf(request), 'tested', id, async (tx) =>
        (await sendTestNotice(tx, id, systemClock.now().toString()))
          ? ok(undefined)
          : fail(unknownSubscription(id)),
      );
      return done.ok ? reply.code(204).send() : answer(reply, done);
    },
  );

  api.get(
    '/api/webhooks/:id/notices',
    {
      config,
      schema: {
        summary: 'Notices of a webhook with their attempts, the newest first',
        tags,
        params,
        querystring: Type.Object({
          status: Type.Optional(NoticeStatus),
          case: Type.Optional(Type.String({ maxLength: 100 })),
          after: Type.Optional(
            Type.String({ pattern: '^\\d{1,18}$', description: 'Id of the last one before' }),
          ),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$', description: '1 to 500' }),
          ),
        }),
        response: { 200: Type.Array(NoticeView), 404: Problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { status, case: caseId, after, limit } = request.query;
      const found = await options.db.withTransaction(scopeOf(callerOf(request)), async (tx) => {
        const there = await findView(tx, id);
        if (!there.ok) return there;
        const notices = await listNotices(tx, {
          subscriptionId: id,
          ...(status === undefined ? {} : { status }),
          ...(caseId === undefined ? {} : { caseId }),
          ...(after === undefined ? {} : { after }),
          ...(limit === undefined ? {} : { limit: Number(limit) }),
        });
        return ok(notices.map(noticeView));
      });
      return answer(reply, found);
    },
  );

  api.post(
    '/api/webhooks/:id/replay',
    {
      config,
      schema: {
        summary: 'Send notices again: one, those that were given up, or everything since an instant',
        tags,
        params,
        body: ReplayQuestion,
        response: { 202: Type.Object({ count: Type.Integer() }), 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const what = request.body;
      if ('since' in what && !isInstant(what.since)) return answer(reply, fail(noInstant), 422);
      const done = await change(callerOf(request), 'replayed', id, async (tx) => {
        const there = await findView(tx, id);
        return there.ok ? ok({ count: await replayNotices(tx, id, what) }) : there;
      });
      if (done.ok) reply.code(202);
      return answer(reply, done);
    },
  );
}

async function findView(tx: Tx, id: string): Promise<Result<WebhookView>> {
  const [found] = await listSubscriptions(tx, { id });
  return found === undefined ? fail(unknownSubscription(id)) : ok(webhookView(found));
}

const webhookView = (one: Subscription): WebhookView => ({
  id: one.id,
  agreement: one.agreementId ?? null,
  url: one.url,
  format: one.format,
  eventTypes: [...one.eventTypes],
  state: one.state,
  why: one.why ?? null,
  createdAt: one.createdAt,
  createdBy: one.createdBy,
  failingSince: one.failingSince ?? null,
  waiting: one.waiting,
  dead: one.dead,
});

const noticeView = ({ id, notice, ...one }: NoticeStanding): NoticeView => ({
  id,
  messageId: notice.messageId,
  agreement: notice.agreementId ?? null,
  case: notice.caseId ?? null,
  seq: notice.seq ?? null,
  event: `${notice.kind}.${notice.event}`,
  recordedAt: notice.recordedAt,
  status: one.status,
  attempts: one.attempts,
  nextTry: one.nextTry ?? null,
  lastTry: one.lastTry ?? null,
  response: one.response ?? null,
  why: one.why ?? null,
});

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

const noInstant: Problem = {
  id: 'webhooks/since',
  field: 'since',
  sentence: 'It is no instant.',
  cure: 'Write it like 2026-11-02T15:00:00Z.',
};
