import { verifyPassword } from 'better-auth/crypto';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Actor } from './act-for.ts';
import { passwordProblems } from './user-problems.ts';
import { setPassword } from './users.ts';

/** Changes one's own password, for whoever knows the old one, and ends all of one's sessions. */
export async function changeOwnPassword(
  db: Database,
  actor: Actor,
  given: { readonly password: string; readonly newPassword: string },
  clock: WallClock,
): Promise<Result<void>> {
  const problems = passwordProblems(given.newPassword);
  if (problems.length > 0) return fail(...problems);
  const [account] = await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ password: string }>(
      `SELECT a.password FROM auth.account a JOIN auth."user" u ON u.id = a."userId"
        WHERE a."providerId" = 'credential' AND u.email = $1 AND u.party = $2`,
      [actor.who, actor.party],
    ),
  );
  const isRight =
    account !== undefined && (await verifyPassword({ hash: account.password, password: given.password }));
  if (!isRight) return fail(wrong);
  return setPassword(db, { email: actor.who, password: given.newPassword }, clock, actor);
}

const wrong = {
  id: 'users/wrong-password',
  field: 'password',
  sentence: 'The password is wrong.',
  cure: 'Write the password that you sign in with.',
};
