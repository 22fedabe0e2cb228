import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { recordAct } from './act-for.ts';
import type { UserRole } from './rights.ts';
import { sidesOf } from './sides.ts';
import {
  exists,
  oneself,
  passwordProblems,
  unknownParty,
  unknownUser,
  userProblems,
} from './user-problems.ts';

/** A person who signs in on behalf of one carrier, or of a commission. */
export interface User {
  readonly email: string;
  readonly name: string;
  /** Id of the party whose agreements the user sees. */
  readonly party: string;
  readonly role: UserRole;
}

export interface NewUser extends User {
  readonly password: string;
}

export interface ListedUser extends User {
  readonly hasSecondFactor: boolean;
}

/** Who does it; of a party, nobody of another one is found. The command line says no party and finds everybody. */
export interface UserActor {
  readonly who: string;
  readonly party?: string;
}

const COMMAND_LINE: UserActor = { who: 'users' };
const PASSWORD_BYTES = 12;

/** A password for a person to type once: letters, digits, - and _. */
export const newPassword = (): string => randomBytes(PASSWORD_BYTES).toString('base64url');

/** Makes a user who may sign in; all that is wrong with it comes back at once. */
export async function createUser(
  db: Database,
  user: NewUser,
  clock: WallClock,
  { who }: UserActor = COMMAND_LINE,
): Promise<Result<User>> {
  const email = normal(user.email);
  const sides = await db.withTransaction({ kind: 'install' }, (tx) => sidesOf(tx, user.party));
  const problems = [...userProblems({ ...user, email }, sides), ...passwordProblems(user.password)];
  if (sides.length === 0) problems.push(unknownParty(user.party));
  if (problems.length > 0) return fail(...problems);
  const password = await hashPassword(user.password);
  const id = randomUUID();
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const made = await tx.execute(
      `INSERT INTO auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", party, role)
       VALUES ($1, $2, $3, true, $4, $4, $5, $6) ON CONFLICT (email) DO NOTHING`,
      [id, user.name.trim(), email, clock.now().toString(), user.party, user.role],
    );
    if (made === 0) return fail(exists(email));
    await tx.execute(
      `INSERT INTO auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
      [randomUUID(), id, password, clock.now().toString()],
    );
    await record(tx, clock, { who, party: user.party }, `added as ${user.role}`, email);
    return ok({ email, name: user.name.trim(), party: user.party, role: user.role });
  });
}

/** Users of a party, or of the whole installation, by party and e-mail. */
export async function listUsers(db: Database, party?: string): Promise<ListedUser[]> {
  return db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<ListedUser>(
      `SELECT email, name, party, role, coalesce("twoFactorEnabled", false) AS "hasSecondFactor"
         FROM auth."user" WHERE $1::text IS NULL OR party = $1
        ORDER BY party COLLATE "C", email COLLATE "C"`,
      [party ?? null],
    ),
  );
}

/** Gives a user another name or role. */
export async function changeUser(
  db: Database,
  actor: Required<UserActor>,
  email: string,
  change: { readonly name?: string | undefined; readonly role?: string | undefined },
  clock: WallClock,
): Promise<Result<User>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const user = await findUser(tx, email, actor.party);
    if (user === undefined) return fail(unknownUser(normal(email)));
    const next = { ...user, name: change.name?.trim() ?? user.name, role: change.role ?? user.role };
    const problems = userProblems(next, await sidesOf(tx, user.party));
    if (user.email === actor.who && next.role !== user.role) problems.push(oneself);
    if (problems.length > 0) return fail(...problems);
    await tx.execute('UPDATE auth."user" SET name = $2, role = $3, "updatedAt" = $4 WHERE email = $1', [
      user.email,
      next.name,
      next.role,
      clock.now(),
    ]);
    const what = next.role === user.role ? 'renamed' : `made ${next.role}, was ${user.role},`;
    await record(tx, clock, actor, what, user.email);
    return ok(next as User);
  });
}

/** Gives a user another password and ends the user's sessions. */
export async function setPassword(
  db: Database,
  given: { readonly email: string; readonly password: string },
  clock: WallClock,
  actor: UserActor = COMMAND_LINE,
): Promise<Result<void>> {
  const problems = passwordProblems(given.password);
  if (problems.length > 0) return fail(...problems);
  const password = await hashPassword(given.password);
  return changeOf(db, given.email, actor, clock, 'changed the password of', async (tx, { email }) => {
    await tx.execute(
      `UPDATE auth.account SET password = $2, "updatedAt" = $3
       WHERE "providerId" = 'credential' AND "userId" = (SELECT id FROM auth."user" WHERE email = $1)`,
      [email, password, clock.now().toString()],
    );
    await endAllSessions(tx, email);
  });
}

/** Takes the second factor from a user who has lost it, and ends the user's sessions. */
export const endSecondFactor = (
  db: Database,
  email: string,
  actor: Required<UserActor>,
  clock: WallClock,
): Promise<Result<void>> =>
  changeOf(db, email, actor, clock, 'took the second factor from', async (tx, user) => {
    await tx.execute(
      'DELETE FROM auth."twoFactor" WHERE "userId" = (SELECT id FROM auth."user" WHERE email = $1)',
      [user.email],
    );
    await tx.execute('UPDATE auth."user" SET "twoFactorEnabled" = false WHERE email = $1', [user.email]);
    await endAllSessions(tx, user.email);
  });

/** Ends all sessions of a user. */
export const endSessionsOf = (
  db: Database,
  email: string,
  actor: Required<UserActor>,
  clock: WallClock,
): Promise<Result<void>> =>
  changeOf(db, email, actor, clock, 'ended the sessions of', (tx, user) => endAllSessions(tx, user.email));

/** Removes a user with the user's sessions; what the user did stays in the audit trail. */
export async function removeUser(
  db: Database,
  email: string,
  clock: WallClock,
  actor: UserActor = COMMAND_LINE,
): Promise<Result<void>> {
  if (normal(email) === actor.who) return fail(oneself);
  return changeOf(db, email, actor, clock, 'removed', async (tx, user) => {
    await tx.execute('DELETE FROM auth."user" WHERE email = $1', [user.email]);
  });
}

async function changeOf(
  db: Database,
  email: string,
  actor: UserActor,
  clock: WallClock,
  what: string,
  change: (tx: Tx, user: User) => Promise<void>,
): Promise<Result<void>> {
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const user = await findUser(tx, email, actor.party);
    if (user === undefined) return fail(unknownUser(normal(email)));
    await change(tx, user);
    await record(tx, clock, { who: actor.who, party: user.party }, what, user.email);
    return ok(undefined);
  });
}

const endAllSessions = async (tx: Tx, email: string): Promise<void> => {
  await tx.execute(
    'DELETE FROM auth.session WHERE "userId" = (SELECT id FROM auth."user" WHERE email = $1)',
    [email],
  );
};

async function findUser(tx: Tx, email: string, party: string | undefined): Promise<User | undefined> {
  const [user] = await tx.query<User>(
    `SELECT email, name, coalesce(party, '') AS party, coalesce(role, '') AS role FROM auth."user"
      WHERE email = $1 AND ($2::text IS NULL OR party = $2) FOR UPDATE`,
    [normal(email), party ?? null],
  );
  return user;
}

const normal = (email: string): string => email.trim().toLowerCase();

const record = (
  tx: Tx,
  clock: WallClock,
  actor: Required<UserActor>,
  what: string,
  email: string,
): Promise<void> =>
  recordAct(tx, clock, actor, { what, subject: `user ${email}`, purpose: 'user administration' });
