import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ADMIN, giveToOwnerOf, openCluster, saveSecret, type Cluster } from './cluster.ts';
import { withExclusiveLock } from './exclusive-lock.ts';
import type { Log } from './log.ts';
import { runningPostmaster } from './postmaster.ts';
import { launchServer, stopServer, waitUntilGone } from './server-process.ts';

/** Where to connect, and as whom. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The private server of one data folder, started by this process or found running. */
export interface EmbeddedServer {
  /** The login that owns the program's databases; not a superuser. The port may change after `revive`. */
  connection(database?: string): Connection;
  /** For example `private PostgreSQL 18.4 in /home/ann/meetpoint, port 41234`. */
  describe(): string;
  /** Starts the server again, or finds the one that another process started, after it has died. */
  revive(): Promise<void>;
  /** Leaves the server; the last process that leaves stops it. */
  close(): Promise<void>;
}

/** The login that owns the program's databases on a private server. */
const OWNER = 'meetpoint';

/** The name of the database on a private server. */
export const DATABASE = 'meetpoint';

/** Each attached process keeps one idle connection of this name: the kernel closes it, however the process ends. */
const LEASE = 'meetpoint lease';
const READY_MS = 600_000;

/**
 * Starts the private server of a data folder, or attaches to the one that runs.
 * @param options.durable false gives up safety against power loss for speed; tests only.
 * @throws Error with a sentence for people when the server cannot be made or started.
 */
export async function startEmbedded(options: {
  dataFolder: string;
  log: Log;
  durable?: boolean;
}): Promise<EmbeddedServer> {
  mkdirSync(options.dataFolder, { recursive: true });
  const dataFolder = realpathSync(options.dataFolder);
  const durable = options.durable ?? true;
  const lockFile = join(dataFolder, 'database.lock');
  const locked = <T>(work: () => Promise<T>): Promise<T> =>
    withExclusiveLock(lockFile, () => {
      giveToOwnerOf(dataFolder, lockFile);
      return work();
    });

  let { cluster, lease } = await locked(() => attach(dataFolder, durable, options.log));
  let closed = false;
  return {
    connection: (database = DATABASE) => ({
      ...address(cluster, lease.port),
      user: OWNER,
      password: cluster.secret.ownerPassword,
      database,
    }),
    describe: () => `private PostgreSQL ${cluster.native.version} in ${dataFolder}, port ${lease.port}`,
    revive: () =>
      locked(async () => {
        if (closed || (await lease.holds())) return;
        options.log.warn({ dataFolder }, 'The private database server is gone; starting it again.');
        ({ cluster, lease } = await attach(dataFolder, durable, options.log));
      }),
    close: () =>
      locked(async () => {
        if (closed) return;
        closed = true;
        if (await lease.release()) await stopServer(cluster);
      }),
  };
}

async function attach(
  dataFolder: string,
  durable: boolean,
  log: Log,
): Promise<{ cluster: Cluster; lease: Lease }> {
  const cluster = openCluster(dataFolder, durable);
  const running = runningPostmaster(cluster.folder);
  let lease = running && (await takeLease(cluster, log));
  if (lease === undefined) {
    await waitUntilGone(cluster);
    const logFile = join(dataFolder, 'postgres.log');
    await launchServer(cluster, { logFile, durable, dataFolder });
    lease = await takeLease(cluster, log);
  }
  if (lease === undefined)
    throw new Error(`The private database server in ${dataFolder} stopped while it started.`);
  if (cluster.secret.port !== lease.port) {
    cluster.secret.port = lease.port;
    saveSecret(dataFolder, cluster.secret);
  }
  await makeOwner(cluster, lease);
  return { cluster, lease };
}

interface Lease {
  port: number;
  query<Row>(sql: string): Promise<Row[]>;
  /** Whether the connection is still there. */
  holds(): Promise<boolean>;
  /** Gives it up; true when nobody else holds one, so that the server may stop. */
  release(): Promise<boolean>;
}

/** Waits for the running server to accept a connection; undefined when it stops instead. */
async function takeLease(cluster: Cluster, log: Log): Promise<Lease | undefined> {
  const deadline = performance.now() + READY_MS;
  let lastError: unknown;
  for (let pause = 10; performance.now() < deadline; pause = Math.min(pause * 1.5, 250)) {
    const running = runningPostmaster(cluster.folder);
    if (running === undefined) return undefined;
    if (running.port !== undefined) {
      try {
        return await openLease(cluster, running.port, log);
      } catch (error) {
        lastError = error;
        if (!isStillStarting(error)) break;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(
    `The private database server in ${cluster.folder} runs but lets nobody in: ${String(lastError)}`,
  );
}

/** 57P03: starting, recovering or stopping; ECONNREFUSED: not listening yet, or no longer. */
function isStillStarting(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'].includes(String(code));
}

function address(cluster: Cluster, port: number): Connection {
  const { adminPassword } = cluster.secret;
  return { host: '127.0.0.1', port, user: ADMIN, password: adminPassword, database: 'postgres' };
}

async function openLease(cluster: Cluster, port: number, log: Log): Promise<Lease> {
  const config = { ...address(cluster, port), application_name: LEASE, keepAlive: true };
  const client = new pg.Client(config) as pg.Client & { ref(): void; unref(): void };
  client.on('error', (error) => log.debug({ err: error }, 'The lease on the private server was lost.'));
  await client.connect();
  // An open lease must not keep a program alive that has nothing else to do.
  client.unref();
  const query = async <Row>(sql: string): Promise<Row[]> => {
    client.ref();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      client.unref();
    }
  };
  const holds = (): Promise<boolean> =>
    query('SELECT 1').then(
      () => true,
      () => false,
    );
  const release = async (): Promise<boolean> => {
    const others = await query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE application_name = '${LEASE}' AND pid <> pg_backend_pid()`,
    ).catch(() => undefined);
    client.ref();
    await client.end().catch(() => undefined);
    return others?.[0]?.count === '0';
  };
  return { port, query, holds, release };
}

async function makeOwner(cluster: Cluster, lease: Lease): Promise<void> {
  const found = await lease.query<{ owner: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '${OWNER}') AS owner,
            EXISTS (SELECT FROM pg_database WHERE datname = '${DATABASE}') AS database`,
  );
  const password = pg.escapeLiteral(cluster.secret.ownerPassword);
  const attributes = `LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE CREATEDB PASSWORD ${password}`;
  if (found[0]?.owner !== true) await lease.query(`CREATE ROLE ${OWNER} ${attributes}`);
  if (found[0]?.database !== true) await lease.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
}
