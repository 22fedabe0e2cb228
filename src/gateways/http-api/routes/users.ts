import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import {
  changeUser,
  createUser,
  endSecondFactor,
  endSessionsOf,
  listUsers,
  newPassword,
  removeUser,
  setPassword,
} from '../../../parties/users.ts';
import { systemClock } from '../../../platform/clock.ts';
import { answer } from '../answers.ts';
import { actorOf, callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { Problems } from '../shapes/common.ts';
import { NewUser, Role, ShownPassword, UserView } from '../shapes/user.ts';

/** People who sign in for the caller's carrier: added, changed, ended by its administrators. */
export function addUserRoutes(api: Api, options: ServerOptions): void {
  const { db } = options;
  const clock = options.signInClock ?? systemClock;
  const tags = ['users'];
  const config = { right: 'users:manage' } as const;
  const params = Type.Object({ email: Type.String({ maxLength: 254 }) });
  const one = '/api/users/:email';

  api.get(
    '/api/users',
    {
      config,
      schema: { summary: 'Users of your carrier', tags, response: { 200: Type.Array(UserView) } },
    },
    (request) => listUsers(db, callerOf(request).party),
  );

  api.post(
    '/api/users',
    {
      config,
      schema: {
        summary: 'Add a user; a password is made and shown once',
        tags,
        body: NewUser,
        response: { 201: ShownPassword, 422: Problems },
      },
    },
    async (request, reply) => {
      const password = newPassword();
      const user = { ...request.body, party: callerOf(request).party, password };
      const made = await createUser(db, user, clock, actorOf(request));
      if (!made.ok) return answer(reply, made, 422);
      return reply.code(201).send({ email: made.value.email, password });
    },
  );

  api.patch(
    one,
    {
      config,
      schema: {
        summary: 'Give a user another name or role; it holds from the next request',
        tags,
        params,
        body: Type.Object(
          { name: Type.Optional(Type.String({ maxLength: 100 })), role: Type.Optional(Role) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Omit(UserView, ['hasSecondFactor']), 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const done = await changeUser(db, actorOf(request), request.params.email, request.body, clock);
      const isThere = done.ok || done.problems.every(({ id }) => id !== 'users/unknown');
      return answer(reply, done, isThere ? 422 : 404);
    },
  );

  api.post(
    `${one}/password`,
    {
      config,
      schema: {
        summary: 'Give a user a new password, shown once; the user’s sessions end',
        tags,
        params,
        response: { 200: ShownPassword, 404: Problems },
      },
    },
    async (request, reply) => {
      const { email } = request.params;
      const password = newPassword();
      const done = await setPassword(db, { email, password }, clock, actorOf(request));
      return answer(reply, done.ok ? ok({ email, password }) : done);
    },
  );

  const ending = [
    ['/second-factor', 'Take the second factor from a user who has lost it', endSecondFactor],
    ['/sessions', 'End the sessions of a user', endSessionsOf],
  ] as const;
  for (const [path, summary, end] of ending) {
    api.delete(
      `${one}${path}`,
      { config, schema: { summary, tags, params, response: { 204: Type.Null(), 404: Problems } } },
      async (request, reply) => {
        const done = await end(db, request.params.email, actorOf(request), clock);
        return done.ok ? reply.code(204).send() : answer(reply, done);
      },
    );
  }

  api.delete(
    one,
    {
      config,
      schema: {
        summary: 'Remove a user; what the user did stays in the audit trail',
        tags,
        params,
        response: { 204: Type.Null(), 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const done = await removeUser(db, request.params.email, clock, actorOf(request));
      if (done.ok) return reply.code(204).send();
      return answer(reply, done, done.problems.some(({ id }) => id === 'users/self') ? 422 : 404);
    },
  );
}
