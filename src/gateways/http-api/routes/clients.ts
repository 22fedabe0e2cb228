import { Type } from 'typebox';
import { fail } from '../../../base/result.ts';
import { addClient, addSecret, endClient, endSecret, listClients } from '../../../parties/api-clients.ts';
import { systemClock } from '../../../platform/clock.ts';
import { answer } from '../answers.ts';
import { actorOf, callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { ClientView, NewClient, ShownSecret } from '../shapes/client.ts';
import { Problems } from '../shapes/common.ts';

/** Programs that act for the caller's carrier: made, changed over to another secret, ended. */
export function addClientRoutes(api: Api, options: ServerOptions): void {
  const { db } = options;
  const clock = options.signInClock ?? systemClock;
  const tags = ['clients'];
  const config = { right: 'clients:manage' } as const;
  const params = Type.Object({ id: Type.String({ maxLength: 100 }) });

  api.get(
    '/api/clients',
    {
      config,
      schema: { summary: 'API clients of your carrier', tags, response: { 200: Type.Array(ClientView) } },
    },
    (request) => listClients(db, callerOf(request).party),
  );

  api.post(
    '/api/clients',
    {
      config,
      schema: {
        summary: 'Make an API client; its secret is shown once',
        tags,
        body: NewClient,
        response: { 201: Type.Object({ client: ClientView, secret: ShownSecret }), 422: Problems },
      },
    },
    async (request, reply) => {
      const at = instantOf(request.body.expiresAt);
      if (at === null) return answer(reply, fail(noInstant), 422);
      const made = await addClient(db, actorOf(request), { ...request.body, expiresAt: at }, clock);
      if (made.ok) reply.code(201);
      return answer(reply, made, 422);
    },
  );

  api.post(
    '/api/clients/:id/secrets',
    {
      config,
      schema: {
        summary: 'Give a client a second secret; the first holds until you end it',
        tags,
        params,
        response: { 201: ShownSecret, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const made = await addSecret(db, actorOf(request), request.params.id, clock);
      if (made.ok) reply.code(201);
      const isFull = !made.ok && made.problems.some(({ id }) => id === 'clients/secrets');
      return answer(reply, made, isFull ? 422 : 404);
    },
  );

  api.delete(
    '/api/clients/:id/secrets/:secret',
    {
      config,
      schema: {
        summary: 'End a secret, and the tokens that were had for it',
        tags,
        params: Type.Object({ ...params.properties, secret: Type.String({ maxLength: 100 }) }),
        response: { 204: Type.Null(), 404: Problems },
      },
    },
    async (request, reply) => {
      const { id: clientId, secret: secretId } = request.params;
      const ended = await endSecret(db, actorOf(request), { clientId, secretId }, clock);
      if (!ended.ok) return answer(reply, ended);
      api.knownTokens.forget(clientId);
      return reply.code(204).send();
    },
  );

  api.delete(
    '/api/clients/:id',
    {
      config,
      schema: {
        summary: 'End a client with its secrets and tokens',
        tags,
        params,
        response: { 204: Type.Null(), 404: Problems },
      },
    },
    async (request, reply) => {
      const ended = await endClient(db, actorOf(request), request.params.id, clock);
      if (!ended.ok) return answer(reply, ended);
      api.knownTokens.forget(request.params.id);
      return reply.code(204).send();
    },
  );
}

/** Null for text that is no instant. */
function instantOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    return null;
  }
}

const noInstant = {
  id: 'clients/expiry',
  field: 'expiresAt',
  sentence: 'It is no instant.',
  cure: 'Write it like 2027-01-31T00:00:00Z.',
};
