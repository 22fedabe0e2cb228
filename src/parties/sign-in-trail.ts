import type { WallClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { recordAct } from './act-for.ts';

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
