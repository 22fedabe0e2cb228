import { recordAudit } from '../../platform/audit.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { Outcome } from './queue.ts';

/** A subscription that has failed for so long, without one success, is disabled. */
const FAILING_DAYS = 5;

/** A subscription that was disabled now. */
export interface Disabled {
  readonly id: string;
  readonly party: string;
  readonly why: string;
}

/**
 * Keeps since when subscriptions fail, and disables those that have failed for five days or say that they are gone. Their party is
 * told by its other subscriptions, as `webhook.disabled`, and its audit trail says so.
 */
export async function noteHealth(
  tx: Tx,
  clock: WallClock,
  outcomes: readonly Outcome[],
): Promise<readonly Disabled[]> {
  const now = clock.now();
  const tried = outcomes.filter(({ status }) => status !== 'skipped');
  const good = new Set(tried.filter(({ status }) => status === 'delivered').map((one) => one.subscriptionId));
  const bad = new Set(tried.map((one) => one.subscriptionId).filter((id) => !good.has(id)));
  const gone = new Set(tried.filter((one) => one.gone === true).map((one) => one.subscriptionId));
  if (good.size > 0)
    await tx.execute(
      'UPDATE webhook_subscription SET failing_since = NULL WHERE id = ANY($1) AND failing_since IS NOT NULL',
      [[...good]],
    );
  if (bad.size === 0) return [];
  await tx.execute(
    'UPDATE webhook_subscription SET failing_since = $2 WHERE id = ANY($1) AND failing_since IS NULL',
    [[...bad], now],
  );
  const disabled = await tx.query<Disabled>(
    `UPDATE webhook_subscription
        SET state = 'disabled', why = CASE WHEN id = ANY($2) THEN 'It answered 410: it is gone.' ELSE $4 END
      WHERE state = 'active' AND (id = ANY($2) OR (id = ANY($1) AND failing_since <= $3))
      RETURNING id, party, why`,
    [
      [...bad],
      [...gone],
      now.subtract({ hours: 24 * FAILING_DAYS }),
      `Every attempt of ${FAILING_DAYS} days failed.`,
    ],
  );
  for (const { id, party, why } of disabled) {
    await tx.execute(
      `INSERT INTO webhook_notice (subscription_id, party, kind, occurred_at, recorded_at, summary)
       SELECT s.id, s.party, 'webhook.disabled', $3, $3, jsonb_build_object('subscription', $1::text, 'why', $4::text)
         FROM webhook_subscription s WHERE s.party = $2 AND s.state = 'active' AND s.id <> $1`,
      [id, party, now, why],
    );
    await recordAudit(tx, clock, {
      who: 'webhooks',
      what: 'disabled',
      subject: `${party} ${id}`,
      purpose: why,
    });
  }
  return disabled;
}
