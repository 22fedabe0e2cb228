import type { Database } from '../platform/database.ts';

/** A code holds for its own half minute and the one on either side (RFC 6238 §5.2); twice that, so that clocks may differ. */
const REMEMBERED = { minutes: 3 };

/**
 * Takes a code of a user's second factor for one sign-in; false where it has been taken. Two who send the same code at once do not
 * both get it (RFC 6238 §5.2: one time only).
 */
export const takeCode = (
  db: Database,
  { email, code }: { readonly email: string; readonly code: string },
  now: Temporal.Instant,
): Promise<boolean> =>
  db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute('DELETE FROM auth.used_code WHERE used_at < $1', [now.subtract(REMEMBERED)]);
    const taken = await tx.execute(
      `INSERT INTO auth.used_code (user_id, code, used_at)
       SELECT id, $2, $3 FROM auth."user" WHERE email = $1 ON CONFLICT DO NOTHING`,
      [email, code, now],
    );
    return taken > 0;
  });

/** Gives back a code that signed nobody in. */
export const giveBackCode = (
  db: Database,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<number> =>
  db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      'DELETE FROM auth.used_code WHERE code = $2 AND user_id = (SELECT id FROM auth."user" WHERE email = $1)',
      [email, code],
    ),
  );
