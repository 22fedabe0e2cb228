import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { recordAct } from './act-for.ts';
import type { Actor } from './act-for.ts';
import { clientProblems } from './client-problems.ts';
import type { Right } from './rights.ts';
import { sidesOf } from './sides.ts';

/** A program that acts for one party. Instants are ISO, UTC. */
export interface ApiClient {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly scopes: readonly Right[];
  /** Null: as many as the deployment lets a client send. */
  readonly requestsPerMinute: number | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
  /** Those that hold, and those that have ended. */
  readonly secrets: readonly ClientSecret[];
}

export interface ClientSecret {
  readonly id: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface NewClient {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Instant from which it has ended by itself. */
  readonly expiresAt?: string | undefined;
  readonly requestsPerMinute?: number | undefined;
}

/** The only time that a secret is seen: what is kept is its hash. */
export interface ShownSecret {
  readonly id: string;
  readonly secret: string;
}

/** A new secret and the old one: enough to change over without a pause. */
const MOST_SECRETS = 2;
const SECRET_BYTES = 32;
const ID_BYTES = 6;

/** What is kept of a secret or a token of 256 random bits. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Random text with a beginning that says what it is, for those who search for lost secrets. */
export const randomText = (beginning: string): string =>
  `${beginning}_${randomBytes(SECRET_BYTES).toString('base64url')}`;

/** Makes a client with its first secret; all that is wrong with it comes back at once. */
export async function addClient(
  db: Database,
  actor: Actor,
  client: NewClient,
  clock: WallClock,
): Promise<Result<{ client: ApiClient; secret: ShownSecret }>> {
  const now = clock.now().toString();
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const problems = clientProblems(client, await sidesOf(tx, actor.party), { party: actor.party, now });
    if (problems.length > 0) return fail(...problems);
    const id = `${actor.party}-${randomBytes(ID_BYTES).toString('hex')}`;
    await tx.execute(
      `INSERT INTO api_client (id, party, name, scopes, requests_per_minute, created_at, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        actor.party,
        client.name.trim(),
        [...new Set(client.scopes)].sort(),
        client.requestsPerMinute ?? null,
        now,
        actor.who,
        client.expiresAt ?? null,
      ],
    );
    const secret = await insertSecret(tx, id, now);
    const [made] = await read(tx, actor.party, id);
    await recordAct(tx, clock, actor, act('added', id));
    return made === undefined ? fail(unknownClient) : ok({ client: made, secret });
  });
}

/** Clients of a party, or of all; those that have ended stay in the list. */
export const listClients = (db: Database, party?: string): Promise<ApiClient[]> =>
  db.withTransaction({ kind: 'install' }, (tx) => read(tx, party));

/** Gives a client a second secret beside its first, so that it can change over. */
export async function addSecret(
  db: Database,
  actor: Actor,
  clientId: string,
  clock: WallClock,
): Promise<Result<ShownSecret>> {
  const now = clock.now().toString();
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const client = await findLive(tx, actor.party, clientId);
    if (client === undefined) return fail(unknownClient);
    if (client.secrets.filter(({ endedAt }) => endedAt === null).length >= MOST_SECRETS)
      return fail(tooManySecrets);
    const secret = await insertSecret(tx, clientId, now);
    await recordAct(tx, clock, actor, act('gave another secret to', clientId));
    return ok(secret);
  });
}

/** Ends one secret, and the tokens that were had for it. */
export async function endSecret(
  db: Database,
  actor: Actor,
  { clientId, secretId }: { readonly clientId: string; readonly secretId: string },
  clock: WallClock,
): Promise<Result<void>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const client = await findLive(tx, actor.party, clientId);
    if (client?.secrets.some(({ id, endedAt }) => id === secretId && endedAt === null) !== true)
      return fail(unknownSecret);
    await endSecrets(tx, [secretId], clock);
    await recordAct(tx, clock, actor, act('ended a secret of', clientId));
    return ok(undefined);
  });
}

/** Ends a client with its secrets and tokens; what it did stays in the audit trail. */
export async function endClient(
  db: Database,
  actor: Actor,
  clientId: string,
  clock: WallClock,
): Promise<Result<void>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const client = await findLive(tx, actor.party, clientId);
    if (client === undefined) return fail(unknownClient);
    const live = client.secrets.filter(({ endedAt }) => endedAt === null);
    await endSecrets(
      tx,
      live.map(({ id }) => id),
      clock,
    );
    await tx.execute('UPDATE api_client SET ended_at = $2 WHERE id = $1', [clientId, clock.now()]);
    await recordAct(tx, clock, actor, act('ended', clientId));
    return ok(undefined);
  });
}

async function endSecrets(tx: Tx, ids: readonly string[], clock: WallClock): Promise<void> {
  await tx.execute('UPDATE auth.client_secret SET ended_at = $2 WHERE id = ANY ($1)', [ids, clock.now()]);
  await tx.execute('DELETE FROM auth.client_token WHERE secret_id = ANY ($1)', [ids]);
}

async function insertSecret(tx: Tx, clientId: string, now: string): Promise<ShownSecret> {
  const id = randomUUID();
  const secret = randomText('mps');
  await tx.execute(
    'INSERT INTO auth.client_secret (id, client_id, hash, created_at) VALUES ($1, $2, $3, $4)',
    [id, clientId, hashOf(secret), now],
  );
  return { id, secret };
}

/** Locked: of two who change one client at once, the second sees what the first did. */
async function findLive(tx: Tx, party: string, id: string): Promise<ApiClient | undefined> {
  await tx.query('SELECT FROM api_client WHERE id = $1 AND party = $2 FOR UPDATE', [id, party]);
  const [client] = await read(tx, party, id);
  return client?.endedAt === null ? client : undefined;
}

async function read(tx: Tx, party?: string, id?: string): Promise<ApiClient[]> {
  const clients = await tx.query<Omit<ApiClient, 'secrets'>>(
    `SELECT id, party, name, scopes, requests_per_minute AS "requestsPerMinute", created_at AS "createdAt",
            created_by AS "createdBy", expires_at AS "expiresAt", ended_at AS "endedAt"
       FROM api_client WHERE ($1::text IS NULL OR party = $1) AND ($2::text IS NULL OR id = $2)
      ORDER BY party, created_at, id`,
    [party ?? null, id ?? null],
  );
  const secrets = await tx.query<ClientSecret & { client: string }>(
    `SELECT client_id AS client, id, created_at AS "createdAt", ended_at AS "endedAt"
       FROM auth.client_secret WHERE client_id = ANY ($1) ORDER BY created_at, id`,
    [clients.map((one) => one.id)],
  );
  const byClient = Map.groupBy(secrets, ({ client }) => client);
  return clients.map((one) => ({
    ...one,
    secrets: (byClient.get(one.id) ?? []).map(({ client: _client, ...secret }) => secret),
  }));
}

const act = (what: string, id: string) => ({
  what,
  subject: `client ${id}`,
  purpose: 'client administration',
});

export const unknownClient: Problem = {
  id: 'clients/unknown',
  field: 'id',
  sentence: 'There is no such client of your carrier that still acts.',
  cure: 'List the clients to see which there are.',
};

const unknownSecret: Problem = {
  id: 'clients/unknown-secret',
  field: 'secret',
  sentence: 'There is no such secret that still holds.',
  cure: 'List the clients to see their secrets.',
};

const tooManySecrets: Problem = {
  id: 'clients/secrets',
  sentence: `The client has ${MOST_SECRETS} secrets.`,
  cure: 'End the older one first.',
};
