import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { WallClock } from '../platform/clock.ts';
import { prepared } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { recordAct } from './act-for.ts';
import { hashOf, randomText } from './api-clients.ts';
import type { Right } from './rights.ts';

const LIFE = { minutes: 15 };
/** How long a token that has expired is still known as one. */
const REMEMBERED = { hours: 24 };

/** A token as its client is told, once. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly Right[];
}

/** What a token says of the request that bears it. */
export interface TokenBearer {
  readonly client: string;
  readonly name: string;
  readonly party: string;
  readonly scopes: readonly Right[];
  readonly requestsPerMinute: number | null;
  /** ISO instant, UTC. */
  readonly expiresAt: string;
}

interface SecretRow extends Omit<TokenBearer, 'expiresAt'> {
  readonly secretId: string;
  readonly endsAt: string | null;
}

/**
 * A token for a client that knows its secret, good for a quarter of an hour.
 * Problems: `token/invalid_client` (no such client, a wrong or ended secret, a client that has ended),
 * `token/invalid_scope`; the part after the slash is the error of RFC 6749 §5.2.
 */
export async function issueToken(
  db: Database,
  asked: {
    readonly client: string;
    readonly secret: string;
    readonly scopes?: readonly string[] | undefined;
  },
  clock: WallClock,
): Promise<Result<IssuedToken>> {
  const now = clock.now();
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const [row] = await tx.query<SecretRow>(
      `SELECT s.id AS "secretId", c.id AS client, c.name, c.party, c.scopes, c.expires_at AS "endsAt",
              c.requests_per_minute AS "requestsPerMinute"
         FROM auth.client_secret s JOIN api_client c ON c.id = s.client_id
        WHERE s.hash = $1 AND c.id = $2 AND s.ended_at IS NULL AND c.ended_at IS NULL
          AND (c.expires_at IS NULL OR c.expires_at > $3) FOR SHARE OF s, c`,
      [hashOf(asked.secret), asked.client, now],
    );
    if (row === undefined) {
      const [known] = await tx.query<{ party: string }>('SELECT party FROM api_client WHERE id = $1', [
        asked.client,
      ]);
      if (known !== undefined)
        await recordAct(tx, clock, { party: known.party, who: `client:${asked.client}` }, failed);
      return fail(invalidClient);
    }
    const scopes = row.scopes.filter((scope) => asked.scopes?.includes(scope) ?? true);
    if (scopes.length === 0 || scopes.length < new Set(asked.scopes ?? scopes).size)
      return fail(invalidScope);
    const expires = [now.add(LIFE), ...(row.endsAt === null ? [] : [Temporal.Instant.from(row.endsAt)])]
      .sort(Temporal.Instant.compare)
      .at(0);
    const token = randomText('mpt');
    await tx.execute(
      'INSERT INTO auth.client_token (hash, secret_id, scopes, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [hashOf(token), row.secretId, scopes, now, expires],
    );
    await tx.execute('DELETE FROM auth.client_token WHERE secret_id = $1 AND expires_at < $2', [
      row.secretId,
      now.subtract(REMEMBERED),
    ]);
    await recordAct(tx, clock, { party: row.party, who: `client:${row.client}` }, signedIn);
    const expiresInSeconds = Math.floor(now.until(expires ?? now).total('seconds'));
    return ok({ token, expiresInSeconds, scopes });
  });
}

const BEARER = prepared(
  `SELECT c.id AS client, c.name, c.party, t.scopes, c.requests_per_minute AS "requestsPerMinute",
          t.expires_at AS "expiresAt"
     FROM auth.client_token t JOIN auth.client_secret s ON s.id = t.secret_id JOIN api_client c ON c.id = s.client_id
    WHERE t.hash = $1 AND s.ended_at IS NULL AND c.ended_at IS NULL`,
);

/** Who bears the token; undefined for one that was never given, was ended, or expired more than a day ago. */
export async function bearerOf(db: Database, token: string): Promise<TokenBearer | undefined> {
  const [bearer] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<TokenBearer>(BEARER, [hashOf(token)]),
  );
  return bearer;
}

/** Ends one token of the client; a token that is none of its own, or no token, is left as it is. */
export async function endToken(
  db: Database,
  { client, secret, token }: { readonly client: string; readonly secret: string; readonly token: string },
): Promise<Result<void>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const known = await tx.query(
      'SELECT FROM auth.client_secret WHERE hash = $1 AND client_id = $2 AND ended_at IS NULL',
      [hashOf(secret), client],
    );
    if (known.length === 0) return fail(invalidClient);
    await tx.execute(
      `DELETE FROM auth.client_token t USING auth.client_secret s
        WHERE t.hash = $1 AND s.id = t.secret_id AND s.client_id = $2`,
      [hashOf(token), client],
    );
    return ok(undefined);
  });
}

const signedIn = { what: 'signed in', subject: 'a token', purpose: 'access' };
const failed = { what: 'failed to sign in', subject: 'a token', purpose: 'access' };

const invalidClient = {
  id: 'token/invalid_client',
  sentence: 'The client is unknown, has ended, or the secret is wrong.',
  cure: 'Check both with the administrator of your carrier.',
};

const invalidScope = {
  id: 'token/invalid_scope',
  sentence: 'The client may not have all of the scopes that it asks for.',
  cure: 'Ask for those that it has, or for none: then it gets all of them.',
};
