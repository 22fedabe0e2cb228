import { isUtf8 } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { ID_HEADER, signature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './sign.ts';

/** A request as it came in: the body as its bytes, since a body that was read and written again has another signature. */
export interface Received {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** A notice that comes from who holds the secret. */
export interface Verified {
  /** The same in each attempt: what has been taken under it is not taken again. */
  readonly id: string;
  readonly sentAt: Temporal.Instant;
  readonly body: unknown;
}

export interface Verification {
  /** The secret of the subscription; two while it changes. */
  readonly secrets: readonly string[];
  readonly now: Temporal.Instant;
  /** How many seconds a notice may be old, or ahead of this clock; 300 unless given. */
  readonly toleranceSeconds?: number;
}

const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 10;

/** Looks at a notice that came in: who signed it and when, before anything in it is believed. */
export function verifyWebhook(received: Received, verification: Verification): Result<Verified> {
  const header = (name: string): string => {
    const value = received.headers[name];
    return (typeof value === 'string' ? value : value?.[0]) ?? '';
  };
  const [id, at] = [header(ID_HEADER), header(TIMESTAMP_HEADER)];
  const given = header(SIGNATURE_HEADER).split(' ').slice(0, MOST_SIGNATURES);
  if (!/^\d{1,12}$/.test(at) || id === '') return fail(unsigned);
  const isSigned = verification.secrets.some((secret) => {
    const wanted = signature(secret, id, Number(at), received.body);
    return given.filter((one) => isSame(one, wanted)).length > 0;
  });
  if (!isSigned) return fail(forged);
  const sentAt = Temporal.Instant.fromEpochMilliseconds(Number(at) * 1000);
  const away = Math.abs(verification.now.since(sentAt).total('seconds'));
  if (away > (verification.toleranceSeconds ?? TOLERANCE_SECONDS)) return fail(expired(sentAt));
  if (!isUtf8(received.body)) return fail(unreadable);
  try {
    return ok({ id, sentAt, body: JSON.parse(Buffer.from(received.body).toString('utf8')) as unknown });
  } catch {
    return fail(unreadable);
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const unsigned: Problem = {
  id: 'webhooks/unsigned',
  sentence: 'The notice is not signed.',
  cure: `Send ${ID_HEADER}, ${TIMESTAMP_HEADER} and ${SIGNATURE_HEADER}.`,
};

const forged: Problem = {
  id: 'webhooks/signature',
  field: SIGNATURE_HEADER,
  sentence: 'No signature of the notice fits.',
  cure: 'Sign the bytes as they are sent, with the secret of this subscription.',
};

const expired = (sentAt: Temporal.Instant): Problem => ({
  id: 'webhooks/expired',
  field: TIMESTAMP_HEADER,
  sentence: `The notice was signed at ${sentAt.toString()}.`,
  cure: 'Sign each attempt anew, and set both clocks.',
});

const unreadable: Problem = {
  id: 'webhooks/unreadable',
  field: 'body',
  sentence: 'The notice is signed and is no JSON.',
  cure: 'Send one JSON document in UTF-8.',
};
