import type { FastifyRequest } from 'fastify';
import { bearerOf } from '../../parties/api-tokens.ts';
import type { TokenBearer } from '../../parties/api-tokens.ts';
import { hashOf } from '../../parties/api-clients.ts';
import type { Database } from '../../platform/database.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Caller } from './options.ts';
import type { Unknown } from './sign-in.ts';

/** How long another process's ending of a client may go unnoticed here. */
const MEMORY_MS = 5000;
const MOST_TOKENS = 10_000;

/** Tokens that were looked up a moment ago, by what is kept of them. */
export class KnownTokens {
  readonly #tokens = new Map<string, { readonly bearer: TokenBearer; readonly until: number }>();
  readonly #db: Database;
  readonly #clock: WallClock;

  /** @param clock by which tokens expire: the wall clock, whatever clock the deployment's contracts run by. */
  constructor(db: Database, clock: WallClock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Who bears the token of the request, or why nobody does. */
  async find(token: string): Promise<Caller | Unknown> {
    const now = this.#clock.now();
    const key = hashOf(token);
    const known = this.#tokens.get(key);
    const bearer =
      known !== undefined && known.until > now.epochMilliseconds
        ? known.bearer
        : await this.#read(key, token);
    if (bearer === undefined) return unknownToken;
    if (Temporal.Instant.compare(bearer.expiresAt, now) <= 0) return expired;
    return callerFor(bearer);
  }

  /** Forgets the tokens of a client, at once. */
  forget(client: string): void {
    for (const [key, { bearer }] of this.#tokens) if (bearer.client === client) this.#tokens.delete(key);
  }

  async #read(key: string, token: string): Promise<TokenBearer | undefined> {
    const bearer = await bearerOf(this.#db, token);
    this.#tokens.delete(key);
    if (bearer === undefined) return undefined;
    if (this.#tokens.size >= MOST_TOKENS) {
      const [oldest] = this.#tokens.keys();
      if (oldest !== undefined) this.#tokens.delete(oldest);
    }
    this.#tokens.set(key, { bearer, until: this.#clock.now().epochMilliseconds + MEMORY_MS });
    return bearer;
  }
}

/** The token that a request bears; undefined where it bears none. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}

const callerFor = ({ client, name, party, scopes, requestsPerMinute }: TokenBearer): Caller => ({
  user: { name, email: `client:${client}`, role: 'client' },
  party,
  rights: new Set(scopes),
  client,
  ...(requestsPerMinute === null ? {} : { requestsPerMinute }),
});

const unknownToken: Unknown = {
  refused: {
    id: 'api/token-unknown',
    sentence: 'The token is not known: it was ended, or never given.',
    cure: 'Ask for a new one at /api/token.',
  },
  headers: {
    'www-authenticate': 'Bearer error="invalid_token", error_description="The token is not known."',
  },
};

const expired: Unknown = {
  refused: {
    id: 'api/token-expired',
    sentence: 'The token has expired.',
    cure: 'Ask for a new one at /api/token.',
  },
  headers: { 'www-authenticate': 'Bearer error="invalid_token", error_description="The token has expired."' },
};
