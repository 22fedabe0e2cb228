/**
 * `npm start`: closes the example month, prints it, and serves the portal; `-- --once` ends after the table.
 * Each carrier has a user to sign in with; their passwords are made at the first start.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { close } from '../src/app/commands/close.ts';
import { serveUntilStopped } from '../src/app/commands/serve.ts';
import { registerAgreement, withDatabase } from '../src/app/database.ts';
import { monthTable } from '../src/app/month-table.ts';
import { openAgreement } from '../src/app/options.ts';
import { print, reportProblems, table } from '../src/app/output.ts';
import { dataFolder } from '../src/app/paths.ts';
import { DEFAULT_PORT } from '../src/app/serve.ts';
import { unwrap } from '../src/base/result.ts';
import { createUser, newPassword, setPassword } from '../src/parties/users.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database.ts';

const MONTH = {
  agreement: 'agreements/missouri-2006',
  variant: 'centurytel',
  month: '2026-10',
  in: 'examples/october-2026',
  out: 'out',
};
const PEOPLE = [
  {
    email: 'analyst@socket.example',
    name: 'Socket revenue assurance',
    party: 'socket',
    role: 'clec-manager',
  },
  {
    email: 'analyst@centurytel.example',
    name: 'CenturyTel wholesale service centre',
    party: 'centurytel',
    role: 'provider-supervisor',
  },
  {
    email: 'analyst@prairie.example',
    name: 'Prairie (another carrier: sees none of it)',
    party: 'prairie',
    role: 'provider-supervisor',
  },
] as const;

interface Person {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The users of the example with their passwords, kept in the data folder for its owner only. */
async function examplePeople(db: Database): Promise<Person[]> {
  const file = path.join(dataFolder(), 'example-users.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Person[];
  await registerAgreement(db, unwrap(openAgreement('agreements/tiny', {})), []);
  const people: Person[] = [];
  for (const person of PEOPLE) {
    const password = newPassword();
    const made = await createUser(db, { ...person, password }, systemClock);
    // On a server that has the users of an earlier start, they get a new password.
    if (!made.ok) unwrap(await setPassword(db, { email: person.email, password }, systemClock));
    people.push({ email: person.email, name: person.name, password });
  }
  mkdirSync(dataFolder(), { recursive: true });
  writeFileSync(file, JSON.stringify(people, null, 2), { mode: 0o600 });
  return people;
}

const once = process.argv.includes('--once');
const people = await withDatabase(async (db) => {
  const closed = await close(db, MONTH);
  if (!closed.ok) {
    reportProblems(closed.problems, false);
    return [];
  }
  print(monthTable(closed.value.closed, MONTH.out));
  return once ? [] : examplePeople(db);
});
if (!once && people.length > 0) {
  print(
    table(
      ['sign in as', 'password', 'who'],
      people.map(({ email, password, name }) => [email, password, name]),
    ),
  );
  await serveUntilStopped({ port: DEFAULT_PORT, host: '127.0.0.1' });
}
