import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Key that secrets of subscriptions are enciphered with where they are stored. */
export type SealingKey = Uint8Array;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

/** The key, made from the secret that the installation keeps. */
export const sealingKey = (installationSecret: string): SealingKey =>
  new Uint8Array(hkdfSync('sha256', installationSecret, '', 'meetpoint webhooks', KEY_BYTES));

/** A secret to sign with, as Standard Webhooks writes it: `whsec_` and base64. */
export const newSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/** The bytes that sign. @throws Error when the text is no such secret. */
export function secretBytes(secret: string): Uint8Array {
  const bytes = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  if (bytes.length < 24 || bytes.length > 64)
    throw new Error('A webhook secret has 24 to 64 bytes in base64.');
  return bytes;
}

/** Enciphers a secret to be stored; each time otherwise. */
export function seal(secret: string, key: SealingKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @throws Error when it was sealed with another key, or changed. */
export function unseal(sealed: string, key: SealingKey): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
