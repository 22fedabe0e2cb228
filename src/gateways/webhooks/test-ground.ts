import { fileURLToPath } from 'node:url';
import { unwrap } from '../../base/result.ts';
import { PROGRAM } from '../../cases/kind.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { addSubscription } from './subscriptions.ts';
import type { NewSubscription, Subscription } from './subscriptions.ts';
import { sealingKey } from './secret.ts';

export const AT = '2026-11-02T15:00:00Z';
export const RULES = {
  key: sealingKey('a secret for tests, of more than 32 characters'),
  formats: ['cloudevents', 'tmf'],
  events: ['lsr.received', 'lsr.confirmed', 'asr.received', 'asr.gone', 'asr.none'],
  allowPrivate: true,
};

const MIGRATIONS = ['parties', 'network', 'cases', 'gateways/webhooks'].map((room) =>
  fileURLToPath(new URL(`../../${room}/migrations`, import.meta.url)),
);

/** A database with two agreements, `form/river` of ril and rcl, `form/hill` of hil and hcl. */
export async function webhookGround(): Promise<Database> {
  const db = await testDatabase(MIGRATIONS);
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const [id, ilec, clec] of [
      ['river', 'ril', 'rcl'],
      ['hill', 'hil', 'hcl'],
    ])
      await tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ('form/' || $1, 'form', $1, $1, '', '{}', '1', '', 'America/Chicago', $2, $3)`,
        [id, ilec, clec],
      );
  });
  return db;
}

export const subscribe = (
  db: Database,
  wanted: Pick<NewSubscription, 'party' | 'url'> & Partial<NewSubscription>,
): Promise<{ subscription: Subscription; secret: string }> =>
  db.withTransaction({ kind: 'party', party: wanted.party, user: 'ann' }, async (tx) =>
    unwrap(await addSubscription(tx, { format: 'cloudevents', at: AT, who: 'ann', ...wanted }, RULES)),
  );

export interface PutEvent {
  readonly agreementId?: string;
  readonly caseId: string;
  readonly seq: number;
  readonly name?: string;
  readonly state?: string;
  readonly draftMonth?: string;
}

/** Puts events with the state of their cases as the program does: in one statement, events first. */
export async function putEvents(db: Database, events: readonly PutEvent[], at = AT): Promise<void> {
  const agreementId = events[0]?.agreementId ?? 'form/river';
  await db.withTransaction({ kind: 'agreement', agreementId }, (tx) =>
    tx.execute(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS e("caseId" text, seq integer, name text, state text, "draftMonth" text)),
         new_event AS (
         INSERT INTO event (agreement_id, case_id, seq, kind, occurred_at, recorded_at, actor, body, prev_hash, hash, draft_month)
         SELECT $1, "caseId", seq, 'lsr.' || coalesce(name, 'received'), $3, $3, $4, '{"name": "an end user"}', '', '', "draftMonth" FROM given
         RETURNING 1)
       INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary)
       SELECT DISTINCT ON ("caseId") $1, "caseId", 'lsr', coalesce(state, 'acknowledged'), seq, $3::timestamptz, $3::timestamptz, '',
              jsonb_build_object('pon', "caseId")
         FROM given ORDER BY "caseId", seq DESC
       ON CONFLICT (agreement_id, case_id) DO UPDATE SET state = excluded.state, seq = excluded.seq`,
      [agreementId, JSON.stringify(events), at, PROGRAM],
    ),
  );
}
