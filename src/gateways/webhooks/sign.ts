import { createHmac } from 'node:crypto';
import { secretBytes } from './secret.ts';

/** Headers of a signed notice, as Standard Webhooks names them. */
export const ID_HEADER = 'webhook-id';
export const TIMESTAMP_HEADER = 'webhook-timestamp';
export const SIGNATURE_HEADER = 'webhook-signature';

/** The version of the signature: HMAC-SHA256 over id, timestamp and body. */
const VERSION = 'v1';

/** One signature: `v1,` and base64. `at` is in seconds since 1970. */
export const signature = (secret: string, id: string, at: number, body: string | Uint8Array): string =>
  `${VERSION},${createHmac('sha256', secretBytes(secret)).update(`${id}.${at}.`).update(body).digest('base64')}`;

/** The headers that sign a body, once with each secret: while receivers change over, one of two will do. */
export const signedHeaders = (
  secrets: readonly string[],
  id: string,
  sentAt: Temporal.Instant,
  body: string,
): Record<string, string> => {
  const at = Math.floor(sentAt.epochMilliseconds / 1000);
  return {
    [ID_HEADER]: id,
    [TIMESTAMP_HEADER]: String(at),
    [SIGNATURE_HEADER]: secrets.map((secret) => signature(secret, id, at, body)).join(' '),
  };
};
