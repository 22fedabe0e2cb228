import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isInward } from './addresses.ts';
import { urlProblems } from './receiver-url.ts';

/** What came of one attempt. */
export interface Posted {
  readonly ok: boolean;
  /** Status of the answer; undefined without one. */
  readonly response?: number;
  /** What was wrong, for people. */
  readonly why?: string;
  /** Seconds that the receiver asked to be left alone. */
  readonly retryAfterSeconds?: number;
}

export interface PostRules {
  readonly allowPrivate: boolean;
  /** From the first byte to the last. */
  readonly timeoutMilliseconds: number;
  readonly stop?: AbortSignal;
}

/** What is read of an answer; the rest is not waited for. */
const ANSWER_BYTES = 16 * 1024;
const ANSWER_MILLISECONDS = 1_000;
const SHOWN = 200;

type LookupDone = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

class InwardAddress extends Error {
  constructor(host: string) {
    super(`${host} leads into a private network.`);
  }
}

/** Looks up a name and refuses what leads inward. What is looked up is what is connected to: a second answer cannot differ. */
export const outwardLookup = (host: string, options: LookupOptions, done: LookupDone): void => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    if (addresses.some(({ address }) => isInward(address))) return done(new InwardAddress(host), []);
    const [first] = addresses;
    if (options.all === true || first === undefined) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

/** Sends notices; keeps connections open between them. */
export class Poster {
  readonly #http = new HttpAgent({ keepAlive: true, maxFreeSockets: 32 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxFreeSockets: 32 });

  /** Sends a body and reads the status of the answer. Never throws: what went wrong is said in words. */
  post(url: string, headers: Record<string, string>, body: string, rules: PostRules): Promise<Posted> {
    const problem = urlProblems(url, rules)[0];
    if (problem !== undefined) return Promise.resolve({ ok: false, why: problem.sentence });
    return new Promise((done) => {
      const isSecure = url.startsWith('https:');
      const timeout = AbortSignal.timeout(rules.timeoutMilliseconds);
      const request = (isSecure ? httpsRequest : httpRequest)(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Meetpoint' },
          agent: isSecure ? this.#https : this.#http,
          signal: rules.stop === undefined ? timeout : AbortSignal.any([timeout, rules.stop]),
          ...(rules.allowPrivate ? {} : { lookup: outwardLookup as never }),
        },
        (response) => void readAnswer(response).then(done),
      );
      request.on('error', (error) => {
        const late = timeout.aborted
          ? `It did not answer within ${rules.timeoutMilliseconds / 1000} seconds.`
          : undefined;
        done({ ok: false, why: late ?? words(error.message) });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

/** The status decides; of what else is said, the beginning is kept for whoever looks for the reason. */
async function readAnswer(response: IncomingMessage): Promise<Posted> {
  const status = response.statusCode ?? 0;
  const parts: Buffer[] = [];
  let bytes = 0;
  const enough = setTimeout(() => response.destroy(), ANSWER_MILLISECONDS);
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes > ANSWER_BYTES) break;
    }
  } catch {
    // The status has come: what follows it does not matter.
  } finally {
    clearTimeout(enough);
  }
  if (status >= 200 && status < 300) return { ok: true, response: status };
  const wait = Number(response.headers['retry-after']);
  return {
    ok: false,
    response: status,
    why:
      status >= 300 && status < 400
        ? 'It answered with another address, which is not followed.'
        : words(Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8')),
    ...(Number.isFinite(wait) && wait > 0 ? { retryAfterSeconds: wait } : {}),
  };
}

/** Text of others as it may be stored and shown: short, and without characters that do something. */
const words = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, SHOWN)
    .toWellFormed();
