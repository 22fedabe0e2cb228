import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Problem } from '../../base/problem.ts';
import { rightsOf } from '../../parties/rights.ts';
import { emailWaiting, recordSignIn } from '../../parties/sign-in-trail.ts';
import { giveBackCode, takeCode } from '../../parties/used-codes.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Api, Caller, ServerOptions } from './options.ts';
import { Problems } from './shapes/common.ts';
import { askLibrary, libraryHeaders, signInLibrary } from './sign-in-library.ts';
import type { SignInLibrary } from './sign-in-library.ts';

/** Nobody who is known sends the request: why, and what the answer's headers say of it. */
export interface Unknown {
  readonly refused: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who sends the request, or why nobody does. */
export type FindCaller = (request: FastifyRequest) => Promise<Caller | Unknown>;

const tags = ['session'];

/** Adds sign-in and sign-out, and returns how to find who is signed in. */
export function addSignIn(
  api: Api,
  options: ServerOptions,
): { readonly findCaller: FindCaller; readonly library: SignInLibrary } {
  const library: SignInLibrary = { auth: signInLibrary(options), baseUrl: options.baseUrl };
  const clock = options.signInClock ?? systemClock;
  api.post(
    '/api/sign-in',
    {
      schema: {
        summary:
          'Sign in with e-mail and password; answers with a session cookie, or asks for the second factor',
        description:
          '204: signed in. 202: the user has a second factor, and its code is to be sent to /api/sign-in/second-factor with the cookie of this answer within ten minutes.',
        tags,
        body: Type.Object(
          { email: Type.String({ minLength: 1, maxLength: 320 }), password: Type.String({ maxLength: 128 }) },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({ secondFactor: Type.Literal('needed') }),
          204: Type.Null(),
          401: Problems,
          403: Problems,
          429: Problems,
        },
      },
    },
    async (request, reply) => {
      const body = { ...request.body, email: request.body.email.trim() };
      const answer = await askLibrary(library, '/sign-in/email', request, body);
      const isPending = answer.ok && 'twoFactorRedirect' in ((await answer.clone().json()) as object);
      if (answer.ok && !isPending) await recordSignIn(options.db, body.email, 'signed in', clock);
      if (answer.status === 401) await recordSignIn(options.db, body.email, 'failed to sign in', clock);
      return isPending ? pending(answer, reply) : forward(answer, reply, wrongPassword);
    },
  );
  api.post(
    '/api/sign-in/second-factor',
    {
      schema: {
        summary: 'The second step of signing in: a code of the app, or one of the backup codes',
        tags,
        body: Type.Object(
          { code: Type.String({ minLength: 6, maxLength: 20, description: '123456, or abcde-fghij' }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null(), 401: Problems, 403: Problems, 429: Problems },
      },
    },
    async (request, reply) => {
      const code = request.body.code.trim();
      const way = /^\d{6}$/.test(code) ? 'totp' : 'backup-code';
      const waiting = waitingName(request);
      const email = waiting === undefined ? undefined : await emailWaiting(options.db, waiting);
      if (email === undefined) return reply.code(401).send({ problems: [wrongCode] });
      const isFresh = way === 'backup-code' || (await takeCode(options.db, { email, code }, clock.now()));
      if (!isFresh) {
        await recordSignIn(options.db, email, 'failed to sign in', clock);
        return reply.code(401).send({ problems: [wrongCode] });
      }
      // A session that the browser still has says nothing of who is signing in now.
      const answer = await askLibrary(library, `/two-factor/verify-${way}`, request, { code }, 'signing-in');
      if (!answer.ok && way === 'totp') await giveBackCode(options.db, { email, code });
      await recordSignIn(options.db, email, answer.ok ? 'signed in' : 'failed to sign in', clock);
      return forward(answer, reply, wrongCode);
    },
  );
  api.post(
    '/api/sign-out',
    {
      schema: { summary: 'End the session', tags, response: { 204: Type.Null(), 403: Problems } },
    },
    async (request, reply) => {
      const found = await library.auth.api.getSession({ headers: libraryHeaders(request) });
      const answer = await askLibrary(library, '/sign-out', request, {});
      if (answer.ok && found !== null) await recordSignIn(options.db, found.user.email, 'signed out', clock);
      return forward(answer, reply, wrongPassword);
    },
  );
  return { findCaller: (request) => findCaller(library, options, request), library };
}

/** The name in the cookie of the first step; its signature is for the library to look at. */
const waitingName = ({ headers }: FastifyRequest): string | undefined =>
  /(?:^|; *)(?:__Secure-)?meetpoint\.two_factor=([^;.]+)/.exec(headers.cookie ?? '')?.[1];

function pending(answer: Response, reply: FastifyReply): unknown {
  takeCookies(answer, reply);
  return reply.code(202).send({ secondFactor: 'needed' });
}

export function takeCookies(answer: Response, reply: FastifyReply): void {
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
}

/** The library's answer in our words: 204, or a problem; `refused` where what was sent is wrong. */
function forward(answer: Response, reply: FastifyReply, refused: Problem): unknown {
  takeCookies(answer, reply);
  if (answer.ok) return reply.code(204).send();
  const wait = answer.headers.get('x-retry-after');
  if (wait !== null) void reply.header('retry-after', wait);
  // A malformed address is no more a user's than an unknown one.
  const status = answer.status === 400 ? 401 : answer.status;
  return reply.code(status).send({ problems: [refusal(status, refused)] });
}

const wrongPassword: Problem = {
  id: 'sign-in/refused',
  sentence: 'The e-mail address or the password is wrong.',
  cure: 'Check both, or ask your administrator for a new password.',
};

const wrongCode: Problem = {
  id: 'sign-in/code',
  field: 'code',
  sentence: 'The code is wrong or too old, or the sign-in has waited too long for it.',
  cure: 'Send the code that the app shows now, or sign in again from the start.',
};

/** Why the library refused, where it was not what was sent. */
export function refusal(status: number, refused: Problem): Problem {
  if (status === 401) return refused;
  if (status === 429) {
    return {
      id: 'sign-in/too-many',
      sentence: 'There were too many attempts to sign in from your address.',
      cure: 'Wait a minute and try again.',
    };
  }
  return {
    id: 'sign-in/not-from-here',
    sentence: 'The request did not come from this portal.',
    cure: 'Open the portal at its own address and sign in there.',
  };
}

async function findCaller(
  { auth }: SignInLibrary,
  { secondFactorFor = [] }: ServerOptions,
  request: FastifyRequest,
): Promise<Caller | Unknown> {
  if (request.headers.cookie === undefined) return signedOut;
  const found = await auth.api.getSession({ headers: libraryHeaders(request) });
  if (found === null || typeof found.user.party !== 'string' || found.user.party === '') return signedOut;
  const { name, email, party, twoFactorEnabled } = found.user;
  const role = found.user.role ?? '';
  const needed = (secondFactorFor as readonly string[]).includes(role);
  const secondFactor = twoFactorEnabled === true ? 'on' : needed ? 'needed' : 'off';
  return {
    user: { name, email, role },
    party,
    // Until it is set up, such a user may do nothing but set it up.
    rights: secondFactor === 'needed' ? new Set() : rightsOf(role),
    secondFactor,
    session: found.session.id,
  };
}

const signedOut: Unknown = {
  refused: { id: 'api/sign-in', sentence: 'You are not signed in.', cure: 'Sign in and try again.' },
  headers: {},
};
