import { randomBytes } from 'node:crypto';
import type { Api } from './options.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Lets the style elements of this page's components through its content security policy. */
    styleNonce: string;
  }
}

/** Headers on every answer: nothing from elsewhere, no frames, no guessing of types, no copies of what is private. */
export function addSecurityHeaders(api: Api, baseUrl: string): void {
  const secure = baseUrl.startsWith('https:');
  api.decorateReply('styleNonce', '');
  api.addHook('onRequest', async (request, reply) => {
    reply.styleNonce = randomBytes(16).toString('base64');
    void reply.headers({
      'content-security-policy': policy(reply.styleNonce),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
      ...(/^\/(api|tmf-api|mefApi)\//.test(request.url) ? { 'cache-control': 'no-store' } : {}),
    });
  });
}

const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
