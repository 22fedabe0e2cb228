import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { recordAct } from './act-for.ts';
import type { Actor } from './act-for.ts';

/** One sign-in that still holds. Instants are ISO, UTC. */
export interface Session {
  readonly id: string;
  readonly startedAt: string;
  readonly endsAt: string;
  readonly address: string | null;
  readonly browser: string | null;
}

const OWN = '"userId" = (SELECT id FROM auth."user" WHERE email = $1 AND party = $2)';

/** Sessions of a user that hold now, the newest first; nobody's for a user of another party. */
export const listSessions = (
  db: Database,
  { party, email }: { readonly party: string; readonly email: string },
  now: Temporal.Instant,
): Promise<Session[]> =>
  db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<Session>(
      `SELECT id, "createdAt" AS "startedAt", "expiresAt" AS "endsAt", "ipAddress" AS address, "userAgent" AS browser
         FROM auth.session WHERE ${OWN} AND "expiresAt" > $3 ORDER BY "createdAt" DESC, id`,
      [email, party, now],
    ),
  );

/** Ends one of one's own sessions. */
export async function endOwnSession(
  db: Database,
  actor: Actor,
  id: string,
  clock: WallClock,
): Promise<Result<void>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const ended = await tx.execute(`DELETE FROM auth.session WHERE ${OWN} AND id = $3`, [
      actor.who,
      actor.party,
      id,
    ]);
    if (ended === 0) return fail(noSession);
    await record(tx, clock, actor, 'ended a session of');
    return ok(undefined);
  });
}

/** Ends all of one's own sessions but the one that asks for it. */
export async function endOtherSessions(
  db: Database,
  actor: Actor,
  kept: string,
  clock: WallClock,
): Promise<number> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const ended = await tx.execute(`DELETE FROM auth.session WHERE ${OWN} AND id <> $3`, [
      actor.who,
      actor.party,
      kept,
    ]);
    if (ended > 0) await record(tx, clock, actor, 'ended the other sessions of');
    return ended;
  });
}

/** Ends all sessions of a user but the one of the token: what began with less than is asked for now does not go on. */
export const endSessionsBut = (db: Database, email: string, token: string): Promise<number> =>
  db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      'DELETE FROM auth.session WHERE "userId" = (SELECT id FROM auth."user" WHERE email = $1) AND token <> $2',
      [email, token],
    ),
  );

const record = (tx: Tx, clock: WallClock, actor: Actor, what: string): Promise<void> =>
  recordAct(tx, clock, actor, { what, subject: `user ${actor.who}`, purpose: 'access' });

const noSession = {
  id: 'sessions/unknown',
  field: 'id',
  sentence: 'You have no such session.',
  cure: 'List your sessions to see which there are.',
};
