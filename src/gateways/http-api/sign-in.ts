import type { FastifyReply, FastifyRequest } from 'fastify';
import { betterAuth } from 'better-auth';
import { Type } from 'typebox';
import type { Problem } from '../../base/problem.ts';
import { rightsOf } from '../../parties/rights.ts';
import { sameMachineOrigins } from './from-here.ts';
import type { Api, Caller, ServerOptions } from './options.ts';
import { Problems } from './shapes/common.ts';

const SESSION_HOURS = 12;
const ATTEMPTS = { window: 60, max: 10 };
const CLIENT_HEADER = 'x-meetpoint-client';

type Auth = ReturnType<typeof authLibrary>;

/** Nobody who is known sends the request: why, and what the answer's headers say of it. */
export interface Unknown {
  readonly refused: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who sends the request, or why nobody does. */
export type FindCaller = (request: FastifyRequest) => Promise<Caller | Unknown>;

/** Adds sign-in and sign-out, and returns how to find who is signed in. */
export function addSignIn(api: Api, options: ServerOptions): FindCaller {
  const auth = authLibrary(options);
  const base = new URL('/api/auth', options.baseUrl).href;
  api.post(
    '/api/sign-in',
    {
      schema: {
        summary: 'Sign in with e-mail and password; answers with a session cookie',
        tags: ['session'],
        body: Type.Object(
          { email: Type.String({ minLength: 1, maxLength: 320 }), password: Type.String({ maxLength: 128 }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null(), 401: Problems, 429: Problems },
      },
    },
    async (request, reply) => {
      const answer = await auth.handler(
        libraryRequest(`${base}/sign-in/email`, request, {
          ...request.body,
          email: request.body.email.trim(),
        }),
      );
      return forward(answer, reply);
    },
  );
  api.post(
    '/api/sign-out',
    {
      schema: {
        summary: 'End the session',
        tags: ['session'],
        response: { 204: Type.Null(), 403: Problems },
      },
    },
    async (request, reply) =>
      forward(await auth.handler(libraryRequest(`${base}/sign-out`, request, {})), reply),
  );
  return (request) => findCaller(auth, request);
}

function authLibrary(options: ServerOptions) {
  return betterAuth({
    appName: 'Meetpoint',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: options.db.authPool,
    trustedOrigins: sameMachineOrigins(options.baseUrl),
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: 'database' as const,
      customRules: { '/sign-in/email': ATTEMPTS },
    },
    advanced: {
      cookiePrefix: 'meetpoint',
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' as const },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn' as const,
      log: (level, message) => options.log[level]({ part: 'better-auth' }, message),
    },
    user: {
      additionalFields: {
        party: { type: 'string' as const, required: false, input: false },
        role: { type: 'string' as const, required: false, input: false },
      },
    },
  });
}

/** The request as the library takes it. The client's address is ours to say, not the client's. */
function libraryRequest(url: string, request: FastifyRequest, body: unknown): Request {
  const headers = libraryHeaders(request);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set(CLIENT_HEADER, request.ip);
  return headers;
}

async function forward(answer: Response, reply: FastifyReply): Promise<unknown> {
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  if (answer.ok) return reply.code(204).send();
  const wait = answer.headers.get('x-retry-after');
  if (wait !== null) void reply.header('retry-after', wait);
  // A malformed address is no more a user's than an unknown one.
  const status = answer.status === 400 ? 401 : answer.status;
  return reply.code(status).send({ problems: [refusal(status)] });
}

function refusal(status: number): Problem {
  if (status === 401) {
    return {
      id: 'sign-in/refused',
      sentence: 'The e-mail address or the password is wrong.',
      cure: 'Check both, or ask your administrator for a new password.',
    };
  }
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

async function findCaller(auth: Auth, request: FastifyRequest): Promise<Caller | Unknown> {
  if (request.headers.cookie === undefined) return signedOut;
  const found = await auth.api.getSession({ headers: libraryHeaders(request) });
  if (found === null || typeof found.user.party !== 'string' || found.user.party === '') return signedOut;
  const { name, email, party, role } = found.user;
  return { user: { name, email, role: role ?? '' }, party, rights: rightsOf(role ?? '') };
}

const signedOut: Unknown = {
  refused: { id: 'api/sign-in', sentence: 'You are not signed in.', cure: 'Sign in and try again.' },
  headers: {},
};
