import { randomUUID } from 'node:crypto';
import { prepared } from '../../platform/database.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import { seal, unseal } from '../webhooks/secret.ts';
import type { SealingKey } from '../webhooks/secret.ts';

/** Where keys are kept. */
export interface KeyStore {
  readonly db: Pick<Database, 'withTransaction'>;
  readonly sealing: SealingKey;
  /** This process. */
  readonly server: string;
  readonly keptHours: number;
}

/** An answer as it was sent. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a key stands for when a request comes with it. */
export type KeyTaken =
  | {
      readonly is: 'taken';
      readonly token: string;
      readonly before: { readonly outcome: unknown } | undefined;
    }
  | { readonly is: 'answered'; readonly answer: KeptAnswer }
  | { readonly is: 'running' }
  /** It belongs to another request. */
  | { readonly is: 'other' };

export interface KeyQuestion {
  readonly scope: Scope & { readonly kind: 'party' };
  readonly key: string;
  readonly fingerprint: string;
  readonly now: Temporal.Instant;
  /** Whether this process is at work on a try. */
  readonly isAtWork: (token: string) => boolean;
}

/** No request takes longer; a try of another process that began before was lost with it. */
const LONGEST_TRY_SECONDS = 40;

const TAKE = prepared(`
  INSERT INTO idempotency_key AS k (party, who, key, fingerprint, token, server, began_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (party, who, key) DO UPDATE
     SET fingerprint = excluded.fingerprint, token = excluded.token, server = excluded.server, began_at = excluded.began_at,
         is_done = false, outcome = NULL, status = NULL, headers = NULL, body = NULL
   WHERE k.began_at < $8
  RETURNING 1`);

const FIND = prepared(`
  SELECT fingerprint, token, server, began_at, is_done, outcome, status, headers, body
    FROM idempotency_key WHERE party = $1 AND who = $2 AND key = $3`);

interface KeyRow {
  fingerprint: string;
  token: string;
  server: string;
  began_at: string;
  is_done: boolean;
  outcome: unknown;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

/** Takes a key for a try, or says what came of an earlier one. */
export async function takeKey(store: KeyStore, question: KeyQuestion): Promise<KeyTaken> {
  const { scope, key, fingerprint, now } = question;
  const token = randomUUID();
  const whose = [scope.party, scope.user, key];
  return store.db.withTransaction(scope, async (tx): Promise<KeyTaken> => {
    const forgotten = now.subtract({ minutes: Math.round(store.keptHours * 60) });
    const values = [...whose, fingerprint, token, store.server, now, forgotten];
    if ((await tx.execute(TAKE, values)) > 0) return { is: 'taken', token, before: undefined };
    const [row] = await tx.query<KeyRow>(FIND, whose);
    // Given up between the two statements.
    if (row === undefined) return { is: 'running' };
    if (row.fingerprint !== fingerprint) return { is: 'other' };
    if (row.status !== null) return { is: 'answered', answer: answerOf(row, row.status, store.sealing) };
    if (isRunning(row, store, question)) return { is: 'running' };
    const again = await tx.execute(
      'UPDATE idempotency_key SET token = $1, server = $2, began_at = $3 WHERE token = $4',
      [token, store.server, now, row.token],
    );
    if (again === 0) return { is: 'running' };
    return { is: 'taken', token, before: row.is_done ? { outcome: row.outcome } : undefined };
  });
}

function isRunning(row: KeyRow, store: KeyStore, { now, isAtWork }: KeyQuestion): boolean {
  if (row.server === store.server) return isAtWork(row.token);
  return now.since(row.began_at).total('seconds') < LONGEST_TRY_SECONDS;
}

const answerOf = (row: KeyRow, status: number, sealing: SealingKey): KeptAnswer => ({
  status,
  headers: row.headers ?? {},
  body: row.body === null ? '' : unseal(row.body, sealing),
});

/**
 * Says within the transaction of the work that it is done.
 * @throws Error when another try holds the key by now: the work is undone.
 */
export async function keepDone(tx: Tx, token: string, outcome: unknown): Promise<void> {
  const [done] = await tx.query<{ held: boolean }>(DONE, [token, JSON.stringify(outcome ?? null)]);
  if (done?.held !== true) throw new Error('Another try under the same idempotency key has begun.');
}

const DONE = prepared('SELECT meetpoint_done_once($1, $2) AS held');

/** Keeps the answer for whoever asks again. */
export async function finishTry(
  store: KeyStore,
  scope: Scope,
  token: string,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await store.db.withTransaction(scope, (tx) =>
    tx.execute('UPDATE idempotency_key SET status = $2, headers = $3, body = $4 WHERE token = $1', [
      token,
      status,
      JSON.stringify(headers),
      body === '' ? null : seal(body, store.sealing),
    ]),
  );
}

/** Lets go of a key: nothing was done under it, or the work has said that it was. */
export async function giveUpTry(store: KeyStore, scope: Scope, token: string): Promise<void> {
  await store.db.withTransaction(scope, (tx) =>
    tx.execute('DELETE FROM idempotency_key WHERE token = $1 AND NOT is_done', [token]),
  );
}

/** Forgets keys that began before an instant. @returns how many. */
export const forgetKeys = (tx: Tx, before: Temporal.Instant): Promise<number> =>
  tx.execute('DELETE FROM idempotency_key WHERE began_at < $1', [before]);
