import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { FastifyRequest } from 'fastify';
import { sameMachineOrigins } from './from-here.ts';
import type { ServerOptions } from './options.ts';

const SESSION_HOURS = 12;
const ATTEMPTS = { window: 60, max: 10 };
const CLIENT_HEADER = 'x-meetpoint-client';

export interface SignInLibrary {
  readonly auth: ReturnType<typeof signInLibrary>;
  readonly baseUrl: string;
}

/** Keeps passwords, second factors and sessions. Its own addresses are not served: ours ask it. */
export function signInLibrary(options: ServerOptions) {
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
    plugins: [twoFactor({ issuer: 'Meetpoint' })],
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

/**
 * What the library answers to a request of ours at one of its addresses (`/sign-in/email`). The client's address is ours to
 * say, not the client's. `signing-in`: as one who has no session yet, whatever the browser still has.
 */
export function askLibrary(
  { auth, baseUrl }: SignInLibrary,
  path: string,
  request: FastifyRequest,
  body: unknown,
  as: 'who-asks' | 'signing-in' = 'who-asks',
): Promise<Response> {
  const headers = libraryHeaders(request);
  if (as === 'signing-in') headers.set('cookie', withoutSession(headers.get('cookie') ?? ''));
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  const url = new URL(`/api/auth${path}`, baseUrl);
  return auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

const withoutSession = (cookies: string): string =>
  cookies
    .split(/; */)
    .filter((cookie) => !/^(__Secure-)?meetpoint\.session_/.test(cookie))
    .join('; ');

/** Headers of a request with the address that it came from. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set(CLIENT_HEADER, request.ip);
  return headers;
}
