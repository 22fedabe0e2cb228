import type { WallClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { recordAct } from './act-for.ts';

/** The user whose second step of signing in waits under this name; undefined where none does. */
export async function emailWaiting(db: Database, identifier: string): Promise<string | undefined> {
  const [user] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ email: string }>(
      `SELECT u.email FROM auth.verification v JOIN auth."user" u ON u.id = v.value WHERE v.identifier = $1`,
      [identifier],
    ),
  );
  return user?.email;
}

/**
 * Puts on the trail of a user's party that the user signed in or out, or failed to. Of an address that is no user's nothing
 * is kept: it may be a password in the wrong field.
 */
export async function recordSignIn(
  db: Database,
  email: string,
  what:
    'signed in' | 'failed to sign in' | 'signed out' | 'set up a second factor' | 'ended the second factor',
  clock: WallClock,
): Promise<void> {
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    const [user] = await tx.query<{ email: string; party: string | null }>(
      'SELECT email, party FROM auth."user" WHERE email = $1',
      [email.trim().toLowerCase()],
    );
    if (user?.party == null) return;
    const act = { what, subject: `user ${user.email}`, purpose: 'access' };
    await recordAct(tx, clock, { party: user.party, who: user.email }, act);
  });
}
