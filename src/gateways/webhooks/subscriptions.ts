import { randomBytes } from 'node:crypto';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/database.ts';
import { urlProblems } from './receiver-url.ts';
import type { UrlRules } from './receiver-url.ts';
import { newSecret, seal } from './secret.ts';
import type { SealingKey } from './secret.ts';

/** Where a party wants to be told, and of what. Its secret is shown once, when it is made. */
export interface Subscription {
  readonly id: string;
  readonly party: string;
  /** Undefined: every agreement of the party. */
  readonly agreementId?: string;
  readonly url: string;
  /** `cloudevents`, `tmf`, `mef`. */
  readonly format: string;
  /** `lsr.confirmed`, `lsr.*`; empty: everything. */
  readonly eventTypes: readonly string[];
  /** What a façade's hub was given with it. */
  readonly query?: string;
  readonly state: 'active' | 'paused' | 'disabled';
  /** Why it is disabled. */
  readonly why?: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Since when every attempt has failed. */
  readonly failingSince?: string;
  /** Notices that wait, and those that were given up. */
  readonly waiting: number;
  readonly dead: number;
}

export interface NewSubscription {
  readonly party: string;
  readonly agreementId?: string;
  readonly url: string;
  readonly format: string;
  readonly eventTypes?: readonly string[];
  readonly query?: string;
  /** Instant of the caller's clock. */
  readonly at: string;
  /** Who asked for it: e-mail of a user, id of an API client. */
  readonly who: string;
}

/** What is needed to keep subscriptions. */
export interface SubscriptionRules extends UrlRules {
  readonly key: SealingKey;
  /** Names of the formats that there are. */
  readonly formats: readonly string[];
  /** Events that there are, `lsr.confirmed`. */
  readonly events: readonly string[];
}

/** More than this many of one party are refused. */
const MOST = 50;

/**
 * Makes a subscription, in a transaction `{ kind: 'party' }` of its party (or `install`); the secret comes back this once.
 * All that is wrong with it comes back at once.
 */
export async function addSubscription(
  tx: Tx,
  wanted: NewSubscription,
  rules: SubscriptionRules,
): Promise<Result<{ readonly subscription: Subscription; readonly secret: string }>> {
  const problems = [...urlProblems(wanted.url, rules), ...wordProblems(wanted, rules)];
  if (wanted.agreementId !== undefined) {
    const [seen] = await tx.query('SELECT FROM agreement WHERE id = $1 AND $2 IN (ilec, clec)', [
      wanted.agreementId,
      wanted.party,
    ]);
    if (seen === undefined) problems.push(unknownAgreement(wanted.agreementId));
  }
  const [count] = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM webhook_subscription WHERE party = $1',
    [wanted.party],
  );
  if ((count?.count ?? 0) >= MOST) problems.push(tooMany);
  if (problems.length > 0) return fail(...problems);
  const id = `wh_${randomBytes(12).toString('hex')}`;
  const secret = newSecret();
  await tx.execute(
    `INSERT INTO webhook_subscription (id, party, agreement_id, url, format, event_types, query, secrets, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      wanted.party,
      wanted.agreementId ?? null,
      wanted.url,
      wanted.format,
      wanted.eventTypes ?? [],
      wanted.query ?? null,
      [seal(secret, rules.key)],
      wanted.at,
      wanted.who,
    ],
  );
  const [made] = await listSubscriptions(tx, { id });
  if (made === undefined) throw new Error('A subscription was made and is not there.');
  return ok({ subscription: made, secret });
}

interface SubscriptionRow {
  id: string;
  party: string;
  agreement_id: string | null;
  url: string;
  format: string;
  event_types: string[];
  query: string | null;
  state: Subscription['state'];
  why: string | null;
  created_at: string;
  created_by: string;
  failing_since: string | null;
  waiting: number;
  dead: number;
}

/** Subscriptions that the transaction may see, by party and age. */
export async function listSubscriptions(
  tx: Tx,
  only: { readonly id?: string; readonly party?: string; readonly format?: string } = {},
): Promise<Subscription[]> {
  const rows = await tx.query<SubscriptionRow>(
    `SELECT s.id, s.party, s.agreement_id, s.url, s.format, s.event_types, s.query, s.state, s.why, s.created_at, s.created_by,
            s.failing_since, n.waiting, n.dead
       FROM webhook_subscription s,
            LATERAL (SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting, count(*) FILTER (WHERE status = 'dead')::int AS dead
                       FROM webhook_notice WHERE subscription_id = s.id AND status IN ('waiting', 'dead')) n
      WHERE ($1::text IS NULL OR s.id = $1) AND ($2::text IS NULL OR s.party = $2) AND ($3::text IS NULL OR s.format = $3)
      ORDER BY s.party, s.created_at, s.id`,
    [only.id ?? null, only.party ?? null, only.format ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    party: row.party,
    ...(row.agreement_id === null ? {} : { agreementId: row.agreement_id }),
    url: row.url,
    format: row.format,
    eventTypes: row.event_types,
    ...(row.query === null ? {} : { query: row.query }),
    state: row.state,
    ...(row.why === null ? {} : { why: row.why }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.failing_since === null ? {} : { failingSince: row.failing_since }),
    waiting: row.waiting,
    dead: row.dead,
  }));
}

/** Ends a subscription; what it still had to say is not said. */
export async function removeSubscription(tx: Tx, id: string): Promise<Result<void>> {
  const removed = await tx.execute('DELETE FROM webhook_subscription WHERE id = $1', [id]);
  return removed === 0 ? fail(unknownSubscription(id)) : ok(undefined);
}

/**
 * Gives a subscription a new secret, shown this once. Notices are signed with the one before it too, until the next change, so
 * that receivers can change over.
 */
export async function rotateSecret(
  tx: Tx,
  id: string,
  key: SealingKey,
): Promise<Result<{ readonly secret: string }>> {
  const secret = newSecret();
  const changed = await tx.execute(
    'UPDATE webhook_subscription SET secrets = ARRAY[$2, secrets[1]] WHERE id = $1',
    [id, seal(secret, key)],
  );
  return changed === 0 ? fail(unknownSubscription(id)) : ok({ secret });
}

/** Stops telling, or goes on: events that happen while it is paused are told only when they are asked for (`replayNotices`). */
export async function setSubscriptionState(
  tx: Tx,
  id: string,
  state: 'active' | 'paused',
): Promise<Result<void>> {
  const changed = await tx.execute(
    'UPDATE webhook_subscription SET state = $2, why = NULL, failing_since = NULL WHERE id = $1',
    [id, state],
  );
  return changed === 0 ? fail(unknownSubscription(id)) : ok(undefined);
}

function wordProblems(
  { format, eventTypes = [] }: NewSubscription,
  { formats, events }: SubscriptionRules,
): Problem[] {
  const problems: Problem[] = [];
  if (!formats.includes(format)) {
    problems.push({
      id: 'webhooks/format',
      field: 'format',
      sentence: `There is no format "${format}".`,
      cure: `Formats are: ${formats.join(', ')}.`,
    });
  }
  const known = new Set([...events, ...events.map((type) => `${type.split('.', 1)[0] ?? ''}.*`)]);
  for (const type of eventTypes.filter((one) => !known.has(one))) {
    problems.push({
      id: 'webhooks/event-type',
      field: 'eventTypes',
      sentence: `There are no events "${type}".`,
      cure: `${didYouMean(type, known)}Write the kind of case and the event, lsr.confirmed, or all events of a kind, lsr.*.`,
    });
  }
  return problems;
}

export const unknownSubscription = (id: string): Problem => ({
  id: 'webhooks/unknown',
  field: 'id',
  sentence: `There is no subscription "${id}" among those you may see.`,
  cure: 'Start from the list of subscriptions.',
});

const unknownAgreement = (id: string): Problem => ({
  id: 'webhooks/agreement',
  field: 'agreement',
  sentence: `There is no agreement "${id}" among those you may see.`,
  cure: 'Name one of yours, or none to hear of all of them.',
});

const tooMany: Problem = {
  id: 'webhooks/too-many',
  sentence: `There are ${MOST} subscriptions already.`,
  cure: 'Remove one that is no longer needed.',
};
