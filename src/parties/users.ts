import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { recordAudit } from '../platform/audit.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { USER_ROLES } from './rights.ts';
import type { UserRole } from './rights.ts';

/** Shorter passwords are refused. */
const PASSWORD_LENGTH = 12;

/** A person who signs in on behalf of one carrier. */
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

/** Makes a user who may sign in; all that is wrong with it comes back at once. */
export async function createUser(db: Database, user: NewUser, clock: WallClock): Promise<Result<User>> {
  const email = user.email.trim().toLowerCase();
  const problems = [...userProblems({ ...user, email }), ...passwordProblems(user.password)];
  if (!(await isParty(db, user.party))) problems.push(unknownParty(user.party));
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
    await record(tx, clock, 'added', email);
    return ok({ email, name: user.name.trim(), party: user.party, role: user.role });
  });
}

/** All users of the installation, by party and e-mail. */
export async function listUsers(db: Database): Promise<User[]> {
  return db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<User>(
      `SELECT email, name, party, role FROM auth."user" ORDER BY party COLLATE "C", email COLLATE "C"`,
    ),
  );
}

/** Gives a user another password and ends the user's sessions. */
export async function setPassword(
  db: Database,
  given: { readonly email: string; readonly password: string },
  clock: WallClock,
): Promise<Result<void>> {
  const email = given.email.trim().toLowerCase();
  const problems = passwordProblems(given.password);
  if (problems.length > 0) return fail(...problems);
  const password = await hashPassword(given.password);
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const changed = await tx.execute(
      `UPDATE auth.account SET password = $2, "updatedAt" = $3
       WHERE "providerId" = 'credential' AND "userId" = (SELECT id FROM auth."user" WHERE email = $1)`,
      [email, password, clock.now().toString()],
    );
    if (changed === 0) return fail(unknownUser(email));
    await tx.execute(
      'DELETE FROM auth.session WHERE "userId" = (SELECT id FROM auth."user" WHERE email = $1)',
      [email],
    );
    await record(tx, clock, 'changed the password of', email);
    return ok(undefined);
  });
}

/** Removes a user with the user's sessions; what the user did stays in the audit trail. */
export async function removeUser(db: Database, email: string, clock: WallClock): Promise<Result<void>> {
  const wanted = email.trim().toLowerCase();
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const removed = await tx.execute('DELETE FROM auth."user" WHERE email = $1', [wanted]);
    if (removed === 0) return fail(unknownUser(wanted));
    await record(tx, clock, 'removed', wanted);
    return ok(undefined);
  });
}

/** Whether an agreement of this installation has the party. */
async function isParty(db: Database, party: string): Promise<boolean> {
  const rows = await db.withTransaction({ kind: 'party', party, user: '' }, (tx) =>
    tx.query('SELECT FROM agreement WHERE $1 IN (ilec, clec) LIMIT 1', [party]),
  );
  return rows.length > 0;
}

const record = (tx: Tx, clock: WallClock, what: string, email: string): Promise<void> =>
  recordAudit(tx, clock, { who: 'users', what, subject: email, purpose: 'user administration' });

function userProblems(user: User): Problem[] {
  const problems: Problem[] = [];
  if (!/^[^\s@]+@[^\s@]+$/.test(user.email)) {
    problems.push({
      id: 'users/email',
      field: 'email',
      sentence: `"${user.email}" is not an e-mail address.`,
      cure: 'Write it like ann@example.com.',
    });
  }
  if (user.name.trim() === '') {
    problems.push({
      id: 'users/name',
      field: 'name',
      sentence: 'The name is empty.',
      cure: "Give the person's name.",
    });
  }
  if (!USER_ROLES.includes(user.role)) {
    problems.push({
      id: 'users/role',
      field: 'role',
      sentence: `There is no role "${String(user.role)}".`,
      cure: `Roles are: ${USER_ROLES.join(', ')}.`,
    });
  }
  return problems;
}

function passwordProblems(password: string): Problem[] {
  if (password.length >= PASSWORD_LENGTH && password.length <= 128) return [];
  return [
    {
      id: 'users/password',
      field: 'password',
      sentence: `The password has ${password.length} characters.`,
      cure: `Choose one of ${PASSWORD_LENGTH} to 128 characters.`,
    },
  ];
}

const unknownParty = (party: string): Problem => ({
  id: 'users/unknown-party',
  field: 'party',
  sentence: `No agreement of this installation has a party "${party}".`,
  cure: 'Use the id of a party as its agreement writes it, or register the agreement first.',
});

const exists = (email: string): Problem => ({
  id: 'users/exists',
  field: 'email',
  sentence: `There is a user ${email} already.`,
  cure: 'Change the password of that user, or remove the user first.',
});

const unknownUser = (email: string): Problem => ({
  id: 'users/unknown',
  field: 'email',
  sentence: `There is no user ${email}.`,
  cure: 'List the users to see who exists.',
});
