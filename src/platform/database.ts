import pg from 'pg';
import type { ColumnType } from './bulk-insert.ts';
import type { WallClock } from './clock.ts';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';
import type { Log } from './log.ts';
import { migrate, readMigrations } from './migrate.ts';
import { DatabaseAway, Presence } from './presence.ts';
import { AUTH_ROLE } from './roles.ts';
import { columnTypes } from './sql-types.ts';
import { openTx, scopeSql, type Scope, type Tx } from './transaction.ts';

export { DatabaseAway } from './presence.ts';
export { prepared } from './transaction.ts';
export type { Prepared, Scope, Tx } from './transaction.ts';

/** How a transaction sees the others'; `read committed` unless asked otherwise. */
export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

/** The program's database: private server or a given one, migrated and ready. */
export interface Database {
  /**
   * Runs `fn` in one transaction under the scope's row-level security, and commits when it returns.
   * A transaction that loses a serialization conflict or a deadlock is undone and `fn` runs again, up to five times
   * in all: `fn` must have no effect but through its `Tx`. So does one whose connection is lost before COMMIT, once the server is back.
   * @throws what `fn` throws, after undoing everything.
   * @throws DatabaseAway when the server does not come back in time, or was lost during COMMIT.
   */
  withTransaction<T>(scope: Scope, fn: (tx: Tx) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** Whether the server was lost and is not back yet. */
  isAway(): boolean;
  /** Resolves when the server is there. @throws DatabaseAway when it is not back in time. */
  present(): Promise<void>;
  /** The same database for who can wait only so long for a server that was lost; 30 seconds unless asked otherwise. */
  withPatience(milliseconds: number): Database;
  /** For the authentication library: sees schema `auth` only, with the driver's own column types. */
  readonly authPool: pg.Pool;
  /** Which server this is, in words for people; without password. */
  describe(): string;
  /** Ends the connections and leaves the private server, which stops when nobody else uses it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where the private server keeps its files; unused with `url`. */
  dataFolder: string;
  /** A PostgreSQL 15 or later to use instead of the private server (callers pass `DATABASE_URL`). */
  url?: string | undefined;
  /** Folders of `NNNN-name.sql`, in the order in which they depend on each other; the platform's come first. */
  migrations: readonly string[];
  log: Log;
  clock: WallClock;
  /** The most connections of the main pool; 10 unless given. */
  connections?: number;
}

const OLDEST_VERSION = 150_000;
const ATTEMPTS = 5;
const CONNECTIONS = 10;
const AUTH_CONNECTIONS = 3;
const RETRIED = new Set(['40001', '40P01']);
/** Lost or refused connections, a server that starts or stops, and one that has no place left. */
const CONNECTION_LOST = /^(08|57P0[1-5]|53300)/;
const PATIENCE_MS = 30_000;
const PROBE_MS = 2_000;

/**
 * Opens and migrates the database.
 * @throws Error with a sentence for people: server not reachable or too old, migration refused, roles missing.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const url = options.url === '' ? undefined : options.url;
  const embedded = url === undefined ? await startEmbedded(options) : undefined;
  try {
    const version = await prepare(options, connectionConfig(url, embedded));
    return pooledDatabase(options, url, embedded, version);
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

function connectionConfig(url: string | undefined, embedded: EmbeddedServer | undefined): pg.ClientConfig {
  const where = embedded === undefined ? { connectionString: url } : embedded.connection();
  return { ...where, application_name: 'meetpoint', keepAlive: true };
}

async function prepare(options: DatabaseOptions, config: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(config);
  client.on('error', failsItsStatement);
  await client.connect().catch((cause: Error) => {
    const server = options.url ? `${withoutPassword(options.url)} (from DATABASE_URL)` : 'the private server';
    throw new Error(`No connection to the database at ${server}: ${cause.message}.`, { cause });
  });
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
    );
    const version = rows[0];
    if (version === undefined || version.number < OLDEST_VERSION) {
      throw new Error(`PostgreSQL ${version?.name} is too old: Meetpoint needs 15 or later.`);
    }
    await migrate(client, readMigrations(options.migrations), options);
    return version.name;
  } finally {
    await client.end();
  }
}

function pooledDatabase(
  options: DatabaseOptions,
  url: string | undefined,
  embedded: EmbeddedServer | undefined,
  version: string,
): Database {
  const { log } = options;
  const presence = new Presence(async () => {
    if (embedded !== undefined) {
      await embedded.revive();
      for (const each of [pool, authPool]) Object.assign(each.options, { port: embedded.connection().port });
    }
    const client = new pg.Client({
      ...connectionConfig(url, embedded),
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
    });
    client.on('error', failsItsStatement);
    try {
      await client.connect();
      await client.query('SELECT 1');
    } finally {
      await client.end().catch(failsItsStatement);
    }
  }, log);
  const open = (config: pg.PoolConfig): pg.Pool => {
    const pool = new pg.Pool({ ...connectionConfig(url, embedded), allowExitOnIdle: true, ...config });
    pool.on('error', (error) => {
      log.warn({ err: error }, 'An idle database connection was lost.');
      presence.lost();
    });
    return pool;
  };
  const pool = open({
    max: options.connections ?? CONNECTIONS,
    types: columnTypes,
    // A server with LLVM takes seconds to compile a short statement that its planner thinks dear.
    onConnect: (client) => prepared(client, "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET jit = off"),
  });
  const authPool = open({
    max: AUTH_CONNECTIONS,
    onConnect: (client) =>
      client.query(`SET ROLE ${AUTH_ROLE}; SET search_path = auth; SET timezone = 'UTC'`),
  });
  const tableColumns = new Map<string, ColumnType[]>();

  const begin = async (sql: string): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    try {
      await client.query(sql);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  // Nothing has been done before BEGIN has succeeded.
  const beginOrLose = (sql: string): Promise<pg.PoolClient> =>
    begin(sql).catch((error: unknown) => {
      throw isConnectionLost(error) ? new LostBeforeCommit(error) : error;
    });

  const attempt = async <T>(scope: Scope, fn: (tx: Tx) => Promise<T>, isolation: Isolation): Promise<T> => {
    const client = await beginOrLose(`BEGIN ISOLATION LEVEL ${isolation}; ${scopeSql(scope)}`);
    let broken: Error | undefined;
    let committing = false;
    try {
      const result = await fn(openTx(client, scope, tableColumns));
      committing = true;
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') {
        throw new Error(
          'The transaction was undone: one of its statements had failed and the error was ignored.',
        );
      }
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      // Without a COMMIT on its way a lost connection has undone everything.
      if (broken !== undefined) throw committing ? new LostAtCommit(error) : new LostBeforeCommit(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const withTransaction = async <T>(
    patience: number,
    scope: Scope,
    fn: (tx: Tx) => Promise<T>,
    isolation: Isolation,
  ): Promise<T> => {
    const until = performance.now() + patience;
    for (let count = 1; ; count++) {
      await presence.wait(until - performance.now());
      try {
        return await attempt(scope, fn, isolation);
      } catch (error) {
        if (error instanceof LostBeforeCommit || error instanceof LostAtCommit) presence.lost();
        if (error instanceof LostAtCommit) throw new DatabaseAway(true, error.cause);
        const again = error instanceof LostBeforeCommit || RETRIED.has(errorCode(error));
        if (count === ATTEMPTS || !again)
          throw error instanceof LostBeforeCommit ? new DatabaseAway(false, error.cause) : error;
        log.debug({ err: error, count }, 'A transaction lost a conflict or its connection and runs again.');
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** count));
      }
    }
  };

  const patient = (patience: number): Database => ({
    authPool,
    withTransaction: (scope, fn, isolation = 'read committed') =>
      withTransaction(patience, scope, fn, isolation),
    isAway: () => presence.isAway,
    present: () => presence.wait(patience),
    withPatience: patient,
    describe: () => embedded?.describe() ?? `PostgreSQL ${version} at ${withoutPassword(url ?? '')}`,
    close: async () => {
      presence.close();
      await Promise.all([pool, authPool].map((each) => each.ended || each.end()));
      await embedded?.close();
    },
  });
  return patient(PATIENCE_MS);
}

/** The connection went away before the transaction was committed: it may run again. */
class LostBeforeCommit extends Error {
  constructor(cause: unknown) {
    super('The connection was lost before COMMIT.', { cause });
  }
}

/** The connection went away after COMMIT was sent. */
class LostAtCommit extends Error {
  constructor(cause: unknown) {
    super('The connection was lost during COMMIT.', { cause });
  }
}

function prepared(client: pg.ClientBase, sql: string): Promise<unknown> {
  client.on('error', failsItsStatement);
  return client.query(sql);
}

/** A connection that is lost between two statements must not end the program: the next statement will fail. */
function failsItsStatement(): void {}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof pg.DatabaseError ? CONNECTION_LOST.test(error.code ?? '') : error instanceof Error;
}

function withoutPassword(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
