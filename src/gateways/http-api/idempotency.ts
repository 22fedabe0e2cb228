import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonicalJson } from '../../base/canonical.ts';
import type { Problem } from '../../base/problem.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { sealingKey } from '../webhooks/secret.ts';
import type { SealingKey } from '../webhooks/secret.ts';
import { finishTry, forgetKeys, giveUpTry, keepDone, takeKey } from './idempotency-keys.ts';
import type { KeptAnswer } from './idempotency-keys.ts';
import { callerOf, scopeOf } from './options.ts';
import type { Api, ServerOptions } from './options.ts';

export const KEY_HEADER = 'idempotency-key';
const REPLAYED_HEADER = 'idempotency-replayed';
/** How long a key is known, unless the deployment says otherwise. */
const KEPT_HOURS = 24;
const KEY = /^[\x21-\x7e]{1,255}$/;
/** Longer answers are not kept; who asks again is answered by doing nothing and looking anew, where the work said what it did. */
const LONGEST_ANSWER = 1024 * 1024;
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** After these the same request may be sent again under the same key. */
const NOT_FINAL: ReadonlySet<number> = new Set([401, 408, 409, 429]);
const FORGET_EVERY = 1_000;
const KEPT_HEADERS = ['content-type', 'location'];

/** A try of a request under a key. */
export interface Try {
  readonly token: string;
  /** An earlier try did the work, and its answer was lost: what it said of itself. */
  readonly before: { readonly outcome: unknown } | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while a request under a key is at work. */
    idempotentTry: Try | null;
  }
}

/**
 * Work that is done once under a key. Work hands what it says of itself to `keep`, within its own transaction, so that both are on
 * record or neither; where an earlier try did it and its answer was lost, that comes back and nothing is done.
 * What it says is JSON, small, and nothing of an end user.
 */
export async function doOnce<T>(
  request: Pick<FastifyRequest, 'idempotentTry'>,
  work: (keep: (tx: Tx, outcome: T) => Promise<void>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const held = request.idempotentTry;
  if (held === null) return work(async () => {});
  if (held.before !== undefined) return ok(held.before.outcome as T);
  return work((tx, outcome) => keepDone(tx, held.token, outcome));
}

/**
 * Lets whoever sends a request that writes give it a key (`Idempotency-Key`), and send it again under the same key without having
 * it done again: the answer of the first try comes back.
 */
export function addIdempotency(signedIn: Api, options: ServerOptions): void {
  const clock = options.signInClock ?? systemClock;
  const about = {
    db: options.db,
    sealing: sealingKey(options.secret),
    server: randomUUID(),
    keptHours: options.idempotencyHours ?? KEPT_HOURS,
  };
  /** Tries of this process that have not been answered. */
  const atWork = new Set<string>();
  let tries = 0;
  /** Every so often, keys that nobody will ask for again. */
  const forgetOld = async (): Promise<void> => {
    tries += 1;
    if (tries % FORGET_EVERY !== 0) return;
    const before = clock.now().subtract({ minutes: Math.round(2 * about.keptHours * 60) });
    await about.db.withTransaction({ kind: 'install' }, (tx) => forgetKeys(tx, before));
  };
  signedIn.decorateRequest('idempotentTry', null);

  signedIn.addHook('preHandler', async (request, reply) => {
    const key = request.headers[KEY_HEADER];
    if (key === undefined || SAFE.has(request.method) || request.caller === null) return undefined;
    // What is still being read cannot be compared with what came before. Files of orders say themselves what of them is on record.
    if (isStream(request.body) || isForm(request)) return undefined;
    if (typeof key !== 'string' || !KEY.test(key)) return reply.code(400).send({ problems: [badKey] });
    const taken = await takeKey(about, {
      scope: scopeOf(callerOf(request)),
      key,
      fingerprint: fingerprintOf(request, about.sealing),
      now: clock.now(),
      isAtWork: (token) => atWork.has(token),
    });
    switch (taken.is) {
      case 'other':
        return reply.code(422).send({ problems: [mismatch] });
      case 'running':
        return reply
          .code(409)
          .header('retry-after', '1')
          .send({ problems: [running] });
      case 'answered':
        return replay(reply, taken.answer);
      default:
        atWork.add(taken.token);
        request.idempotentTry = { token: taken.token, before: taken.before };
        await forgetOld().catch((error: unknown) =>
          request.log.warn({ err: error }, 'Old idempotency keys were not forgotten.'),
        );
        return undefined;
    }
  });

  signedIn.addHook('onSend', async (request, reply, payload) => {
    const held = request.idempotentTry;
    if (held === null) return payload;
    request.idempotentTry = null;
    const scope = scopeOf(callerOf(request));
    try {
      const body = textOf(payload);
      if (body === undefined || reply.statusCode >= 500 || NOT_FINAL.has(reply.statusCode))
        await giveUpTry(about, scope, held.token);
      else
        await finishTry(about, scope, held.token, { status: reply.statusCode, headers: kept(reply), body });
    } catch (error) {
      // The work is done and said so itself, or it was not done: the next try finds out.
      request.log.warn({ err: error }, 'The answer under an idempotency key was not kept.');
    } finally {
      atWork.delete(held.token);
    }
    return payload;
  });
}

function replay(reply: FastifyReply, { status, headers, body }: KeptAnswer): unknown {
  for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
  void reply.header(REPLAYED_HEADER, 'true').code(status);
  return body === '' ? reply.send() : reply.send(body);
}

const kept = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );

const isStream = (body: unknown): boolean => typeof body === 'object' && body !== null && 'pipe' in body;
const isForm = ({ headers }: FastifyRequest): boolean => /^multipart\//i.test(headers['content-type'] ?? '');

/** With a key: whoever reads the table cannot try out what was sent, a password for example. */
function fingerprintOf({ method, url, body }: FastifyRequest, key: SealingKey): string {
  const hash = createHmac('sha256', key).update(`${method} ${url}\n`);
  const isBytes = typeof body === 'string' || body instanceof Uint8Array;
  return hash.update(isBytes ? body : canonicalJson(body ?? null)).digest('hex');
}

/** Undefined for what is streamed, or too long to be kept. */
function textOf(payload: unknown): string | undefined {
  const text =
    payload === undefined || payload === null
      ? ''
      : Buffer.isBuffer(payload)
        ? payload.toString('utf8')
        : payload;
  return typeof text === 'string' && text.length <= LONGEST_ANSWER ? text : undefined;
}

const badKey: Problem = {
  id: 'api/idempotency-key',
  field: KEY_HEADER,
  sentence: 'The key is empty, too long or has a character that is not printable.',
  cure: 'Send 1 to 255 printable characters without spaces, a UUID for example.',
};

const mismatch: Problem = {
  id: 'api/idempotency-mismatch',
  field: KEY_HEADER,
  sentence: 'Another request was sent under this key.',
  cure: 'Give each request its own key, and repeat it as it was.',
};

const running: Problem = {
  id: 'api/idempotency-running',
  field: KEY_HEADER,
  sentence: 'The request with this key is being worked on.',
  cure: 'Send it again in a moment: it will have its answer.',
};
