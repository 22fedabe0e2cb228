import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock } from './clock.ts';
import { openDatabase, type Database } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { silentLog } from './log.ts';
import { readMigrations } from './migrate.ts';
import { isAlive } from './postmaster.ts';

/**
 * A fresh, migrated database for one test; dropped when it is closed.
 *
 * All test processes of a user share one private server without fsync, in the temporary folder; the last process
 * stops it. With `MEETPOINT_TEST_URL` (a login that may create databases and roles) they use that server instead.
 * The migrations run once for each content; later databases are copies.
 */
export async function testDatabase(migrations: readonly string[] = []): Promise<Database> {
  const admin = await adminUrl();
  const template = await templateFor(migrations, admin);
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await run(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const database = await open(withDatabase(admin, name), migrations);
  let closed = false;
  return {
    ...database,
    close: async () => {
      if (closed) return;
      closed = true;
      await database.close();
      await drop(admin, name);
    },
  };
}

const DROP_TRIES = 5;
const DROP_PAUSE_MS = 100;

/**
 * Drops a test's database. The server's own worker may be in it for a moment, and only a superuser may end that;
 * a database that stays is dropped by a later test process.
 */
async function drop(admin: string, name: string): Promise<void> {
  for (let tried = 1; tried <= DROP_TRIES; tried++) {
    const dropped = await run(admin, `DROP DATABASE ${name} WITH (FORCE)`).then(
      () => true,
      () => false,
    );
    if (dropped) return;
    await setTimeout(DROP_PAUSE_MS * tried);
  }
}

/** The address of the server that tests use; its login may create databases. */
export async function adminUrl(): Promise<string> {
  return process.env['MEETPOINT_TEST_URL'] ?? (shared ??= sharedServer());
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

const KEPT_TEMPLATES = 20;

let shared: Promise<string> | undefined;
const templates = new Map<string, Promise<void>>();

async function sharedServer(): Promise<string> {
  const dataFolder = join(tmpdir(), `meetpoint-test-${userInfo().uid}`);
  const server = await startEmbedded({ dataFolder, log: silentLog, durable: false });
  process.once('beforeExit', () => void server.close());
  const { user, password, host, port, database } = server.connection();
  const url = `postgres://${user}:${password}@${host}:${port}/${database}`;
  await dropLeftovers(url);
  return url;
}

/** Databases of test processes that died, and all but the newest templates. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database ORDER BY oid DESC',
    );
    const names = rows.map(({ datname }) => datname);
    const orphans = names.filter((name) => {
      const pid = /^test_(\d+)_/.exec(name)?.[1];
      return pid !== undefined && !isAlive(Number(pid));
    });
    const old = names.filter((name) => /^template_[0-9a-f]{16}$/.test(name)).slice(KEPT_TEMPLATES);
    for (const name of [...orphans, ...old]) {
      // Another test process may be dropping or copying it just now.
      await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
    }
  } finally {
    await client.end();
  }
}

async function templateFor(migrations: readonly string[], admin: string): Promise<string> {
  const contents = readMigrations(migrations).map(({ name, sha256 }) => `${name} ${sha256}`);
  // Only its owner may copy a database.
  const hash = createHash('sha256')
    .update([new URL(admin).username, ...contents].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const name = `template_${hash}`;
  let made = templates.get(name);
  if (made === undefined) templates.set(name, (made = makeTemplate(name, migrations, admin)));
  await made;
  return name;
}

async function makeTemplate(name: string, migrations: readonly string[], admin: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    // The lock keeps test processes that start together from making the same template.
    await client.query(`SELECT pg_advisory_lock(hashtext('${name}'))`);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await (await open(withDatabase(admin, draft), migrations)).close();
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  } finally {
    await client.end();
  }
}

function open(url: string, migrations: readonly string[]): Promise<Database> {
  return openDatabase({ dataFolder: '', url, migrations, log: silentLog, clock: systemClock });
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
