import { Type } from 'typebox';
import { findCommission } from '../../../parties/commissions.ts';
import { changeOwnPassword } from '../../../parties/own-password.ts';
import { endOtherSessions, endOwnSession, listSessions } from '../../../parties/sessions.ts';
import { sidesOf } from '../../../parties/sides.ts';
import { systemClock } from '../../../platform/clock.ts';
import { visibleAgreements } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { actorOf, callerOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { partyName } from '../queries/agreement-text.ts';
import { Me } from '../shapes/agreement.ts';
import { Problems } from '../shapes/common.ts';
import { SessionView } from '../shapes/user.ts';

/** Attempts at one's own password in a minute. */
const ATTEMPTS = { max: 10, timeWindow: '1 minute' };

/** Who is signed in, and a person's own sessions and password. */
export function addSessionRoutes(api: Api, options: ServerOptions): void {
  const { db } = options;
  const clock = options.signInClock ?? systemClock;
  const tags = ['session'];
  const config = { right: 'signed-in' } as const;

  api.get(
    '/api/me',
    {
      config,
      schema: {
        summary: 'Who is signed in, for which carrier, and what they may do',
        tags,
        response: { 200: Me },
      },
    },
    (request) => me(options, callerOf(request)),
  );

  api.get(
    '/api/sessions',
    {
      config,
      schema: { summary: 'Your own sessions', tags, response: { 200: Type.Array(SessionView) } },
    },
    (request) => ownSessions(callerOf(request)),
  );

  api.delete(
    '/api/sessions',
    {
      config,
      schema: { summary: 'End all of your other sessions', tags, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await endOtherSessions(db, actorOf(request), callerOf(request).session ?? '', clock);
      return reply.code(204).send();
    },
  );

  api.delete(
    '/api/sessions/:id',
    {
      config,
      schema: {
        summary: 'End one of your own sessions',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: { 204: Type.Null(), 404: Problems },
      },
    },
    async (request, reply) => {
      const ended = await endOwnSession(db, actorOf(request), request.params.id, clock);
      return ended.ok ? reply.code(204).send() : answer(reply, ended);
    },
  );

  api.post(
    '/api/password',
    {
      config: { ...config, rateLimit: ATTEMPTS },
      schema: {
        summary: 'Change your password; all of your sessions end, this one too',
        tags,
        body: Type.Object(
          { password: Type.String({ maxLength: 128 }), newPassword: Type.String({ maxLength: 200 }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null(), 422: Problems },
      },
    },
    async (request, reply) => {
      const done = await changeOwnPassword(db, actorOf(request), request.body, clock);
      return done.ok ? reply.code(204).send() : answer(reply, done, 422);
    },
  );

  async function ownSessions({ party, user, session }: Caller): Promise<SessionView[]> {
    const found = await listSessions(db, { party, email: user.email }, clock.now());
    return found.map((one) => ({ ...one, isThis: one.id === session }));
  }
}

async function me(options: ServerOptions, caller: Caller): Promise<Me> {
  const { user, party, rights, secondFactor } = caller;
  const [agreement] = await visibleAgreements(options, caller);
  const commission = await findCommission(options.db, party, user.email);
  const named =
    commission === undefined && agreement !== undefined
      ? partyName(agreement, party)
      : { id: party, name: commission?.name ?? party };
  const sides = await options.db.withTransaction({ kind: 'install' }, (tx) => sidesOf(tx, party));
  return {
    user,
    party: named,
    sides,
    rights: [...rights].sort(),
    ...(secondFactor === undefined ? {} : { secondFactor }),
  };
}
