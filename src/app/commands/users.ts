import type { Command } from 'commander';
import { createUser, listUsers, newPassword, removeUser, setPassword } from '../../parties/users.ts';
import { USER_ROLES } from '../../parties/rights.ts';
import type { UserRole } from '../../parties/rights.ts';
import { systemClock } from '../../platform/clock.ts';
import { withDatabase } from '../database.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

interface AddOptions {
  readonly name: string;
  readonly party: string;
  readonly role: UserRole;
}

export function addUsers(program: Command): void {
  const users = program.command('users').description('people who may sign in, each for one party');
  users
    .command('list')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const all = await withDatabase(listUsers);
      if (options.json) printJson(all);
      else
        print(
          table(
            ['e-mail', 'name', 'party', 'role'],
            all.map((u) => [u.email, u.name, u.party, u.role]),
          ),
        );
    });
  users
    .command('add <email>')
    .description('add a user; a password is made and shown once')
    .requiredOption('--name <name>', 'name of the person (needed)')
    .requiredOption('--party <party>', 'party id of a registered agreement (needed)')
    .requiredOption('--role <role>', `${USER_ROLES.join(', ')} (needed)`)
    .action(async (email: string, options: AddOptions) => {
      const password = newPassword();
      const made = await withDatabase((db) => createUser(db, { email, password, ...options }, systemClock));
      if (!made.ok) reportProblems(made.problems, false);
      else print(`${made.value.email} may sign in for ${made.value.party} with the password ${password}`);
    });
  users
    .command('password <email>')
    .description('give a user a new password, shown once, and end the user’s sessions')
    .action(async (email: string) => {
      const password = newPassword();
      const done = await withDatabase((db) => setPassword(db, { email, password }, systemClock));
      if (!done.ok) reportProblems(done.problems, false);
      else print(`${email} may sign in with the password ${password}`);
    });
  users
    .command('remove <email>')
    .description('remove a user')
    .action(async (email: string) => {
      const done = await withDatabase((db) => removeUser(db, email, systemClock));
      if (!done.ok) reportProblems(done.problems, false);
      else print(`${email} may no longer sign in.`);
    });
}
