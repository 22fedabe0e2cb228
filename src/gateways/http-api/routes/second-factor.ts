import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { endSessionsBut } from '../../../parties/sessions.ts';
import { recordSignIn } from '../../../parties/sign-in-trail.ts';
import { systemClock } from '../../../platform/clock.ts';
import { callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { Problems } from '../shapes/common.ts';
import { refusal, takeCookies } from '../sign-in.ts';
import { askLibrary } from '../sign-in-library.ts';
import type { SignInLibrary } from '../sign-in-library.ts';

const WithPassword = Type.Object(
  { password: Type.String({ maxLength: 128, description: 'Your password, once more' }) },
  { additionalProperties: false },
);
const Codes = Type.Array(Type.String(), { description: 'Each signs in once, where the app is lost' });

/** A person's own second factor: an app that shows a code of six digits every half minute (RFC 6238), and backup codes. */
export function addSecondFactorRoutes(api: Api, options: ServerOptions, library: SignInLibrary): void {
  const tags = ['session'];
  const config = { right: 'signed-in' } as const;
  const clock = options.signInClock ?? systemClock;
  const refusals = { 401: Problems, 403: Problems, 422: Problems, 429: Problems };
  const ask = (request: FastifyRequest, path: string, body: unknown): Promise<Response> =>
    askLibrary(library, `/two-factor/${path}`, request, body);
  const onRecord = (
    request: FastifyRequest,
    what: 'set up a second factor' | 'ended the second factor',
  ): Promise<void> => recordSignIn(options.db, callerOf(request).user.email, what, clock);

  api.post(
    '/api/second-factor',
    {
      config,
      schema: {
        summary: 'Begin to set up a second factor; it holds once a code has been confirmed',
        tags,
        body: WithPassword,
        response: {
          200: Type.Object({
            uri: Type.String({ description: 'otpauth://…, to show as a QR code to the app' }),
            backupCodes: Codes,
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const answer = await ask(request, 'enable', { password: request.body.password });
      if (!answer.ok) return told(answer, reply, wrongPassword);
      const { totpURI: uri, backupCodes } = (await answer.json()) as {
        totpURI: string;
        backupCodes: string[];
      };
      return reply.send({ uri, backupCodes });
    },
  );

  api.post(
    '/api/second-factor/confirm',
    {
      config,
      schema: {
        summary:
          'Confirm the second factor with a code of the app; answers with a new session cookie, and ends all other sessions',
        tags,
        body: Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const answer = await ask(request, 'verify-totp', { code: request.body.code });
      if (!answer.ok) return told(answer, reply, wrongCode);
      const token = sessionIn(answer);
      if (token !== '') await endSessionsBut(options.db, callerOf(request).user.email, token);
      await onRecord(request, 'set up a second factor');
      takeCookies(answer, reply);
      return reply.code(204).send();
    },
  );

  api.post(
    '/api/second-factor/backup-codes',
    {
      config,
      schema: {
        summary: 'New backup codes; those of before end',
        tags,
        body: WithPassword,
        response: { 200: Type.Object({ backupCodes: Codes }), ...refusals },
      },
    },
    async (request, reply) => {
      const answer = await ask(request, 'generate-backup-codes', { password: request.body.password });
      if (!answer.ok) return told(answer, reply, wrongPassword);
      const { backupCodes } = (await answer.json()) as { backupCodes: string[] };
      return reply.send({ backupCodes });
    },
  );

  api.post(
    '/api/second-factor/end',
    {
      config,
      schema: {
        summary: 'End the second factor; answers with a new session cookie',
        tags,
        body: WithPassword,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const answer = await ask(request, 'disable', { password: request.body.password });
      if (!answer.ok) return told(answer, reply, wrongPassword);
      await onRecord(request, 'ended the second factor');
      takeCookies(answer, reply);
      return reply.code(204).send();
    },
  );
}

/** Token of the session whose cookie the library sets; its signature follows after a dot. */
function sessionIn(answer: Response): string {
  const [, value = ''] =
    /session_token=([^;]+)/.exec(
      answer.headers.getSetCookie().find((one) => one.includes('session_token')) ?? '',
    ) ?? [];
  return decodeURIComponent(value).split('.')[0] ?? '';
}

async function told(answer: Response, reply: FastifyReply, wrong: Problem): Promise<unknown> {
  const { code = '' } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (answer.status === 403 || answer.status === 429)
    return reply.code(answer.status).send({ problems: [refusal(answer.status, wrong)] });
  return reply.code(422).send({ problems: [OTHERS[code] ?? wrong] });
}

const wrongPassword: Problem = {
  id: 'second-factor/password',
  field: 'password',
  sentence: 'The password is wrong.',
  cure: 'Write the password that you sign in with.',
};

const wrongCode: Problem = {
  id: 'second-factor/code',
  field: 'code',
  sentence: 'The code is not the one that the app shows now.',
  cure: 'Wait for the next code, and check the time of the device.',
};

const none: Problem = {
  id: 'second-factor/none',
  sentence: 'There is no second factor.',
  cure: 'Set one up: begin at /api/second-factor.',
};

/** By what the library calls them. */
const OTHERS: Readonly<Record<string, Problem>> = {
  TOTP_ALREADY_ENABLED: {
    id: 'second-factor/there',
    sentence: 'There is a second factor already.',
    cure: 'End it first, to set up another.',
  },
  TOTP_NOT_ENABLED: none,
  TWO_FACTOR_NOT_ENABLED: none,
};
