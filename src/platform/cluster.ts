import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { nativeServer, type NativeServer } from './native-server.ts';
import { canEnter, reachableFolder, runsAsRoot, serverAccount, type Account } from './server-account.ts';

/** A private cluster: where it lies, who runs it, with which programs and passwords. */
export interface Cluster {
  folder: string;
  account: Account | undefined;
  native: NativeServer;
  secret: Secret;
}

/** What `database.json` in the data folder keeps, readable by its owner only. */
export interface Secret {
  adminPassword: string;
  ownerPassword: string;
  /** Relative to the data folder, or absolute when the server's account could not enter the data folder. */
  cluster: string;
  /** The port of the last start, tried first at the next. */
  port: number;
}

/** The superuser of a private cluster, used to create the owner and the database only. */
export const ADMIN = 'postgres';

const SECRET_FILE = 'database.json';
const DRAFT = '.draft-';

/**
 * Opens the data folder's cluster, making it first if there is none. Call it under the data folder's lock.
 * @throws Error when the folder belongs to somebody else or to another PostgreSQL major version.
 */
export function openCluster(dataFolder: string, durable: boolean): Cluster {
  const existing = readSecret(dataFolder);
  const known = existing && clusterFolder(dataFolder, existing);
  const account = runsAsRoot() ? serverAccount([...(known ? [known] : []), dataFolder]) : undefined;
  const native = nativeServer(account, account ? reachableFolder(account, 'programs') : dataFolder);
  const secret = existing ?? newSecret(dataFolder, account);
  const cluster = { folder: clusterFolder(dataFolder, secret), account, native, secret };
  if (existing === undefined) saveSecret(dataFolder, secret);
  if (!existsSync(join(cluster.folder, 'PG_VERSION'))) initialise(cluster, durable);
  checkVersion(cluster);
  return cluster;
}

/** Keeps the secret; a crash leaves the old file or the new one, never half of it. */
export function saveSecret(dataFolder: string, secret: Secret): void {
  const draft = join(dataFolder, `${SECRET_FILE}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, `${JSON.stringify(secret, undefined, 2)}\n`, { mode: 0o600, flush: true });
  giveToOwnerOf(dataFolder, draft);
  renameSync(draft, join(dataFolder, SECRET_FILE));
}

/** Root works in a plain user's folder without leaving files there that the user cannot use. */
export function giveToOwnerOf(dataFolder: string, file: string): void {
  if (!runsAsRoot()) return;
  const { uid, gid } = statSync(dataFolder);
  chownSync(file, uid, gid);
}

function readSecret(dataFolder: string): Secret | undefined {
  const file = join(dataFolder, SECRET_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secret;
  } catch (cause) {
    throw new Error(`${file} cannot be read: run as the user who made the data folder.`, { cause });
  }
}

function clusterFolder(dataFolder: string, secret: Secret): string {
  return isAbsolute(secret.cluster) ? secret.cluster : join(dataFolder, secret.cluster);
}

function newSecret(dataFolder: string, account: Account | undefined): Secret {
  const password = (): string => randomBytes(24).toString('base64url');
  const near = account === undefined || canEnter(account, dataFolder);
  return {
    adminPassword: password(),
    ownerPassword: password(),
    cluster: near ? 'postgres' : join(reachableFolder(account, 'clusters'), distinctName(dataFolder)),
    port: 0,
  };
}

/** The random end keeps a data folder that was deleted and made again from meeting its predecessor's cluster. */
function distinctName(dataFolder: string): string {
  const hash = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16);
  return `${hash}-${randomBytes(4).toString('hex')}`;
}

function initialise(cluster: Cluster, durable: boolean): void {
  // Made beside its final place and renamed when complete: a killed start leaves no half-made cluster.
  removeDrafts(cluster.folder);
  const draft = `${cluster.folder}${DRAFT}${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  mkdirSync(dirname(draft), { recursive: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${cluster.secret.adminPassword}\n`, { mode: 0o600 });
  const ids = cluster.account?.ids;
  if (ids !== undefined) for (const path of [draft, passwordFile]) chownSync(path, ids.uid, ids.gid);
  const words = [
    ['--pgdata', draft],
    ['--username', ADMIN],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--no-instructions'],
    durable ? [] : ['--no-sync'],
  ].flat();
  try {
    execFileSync(cluster.native.initdb, words, { ...ids, env: serverEnvironment(), cwd: '/', stdio: 'pipe' });
    renameSync(draft, cluster.folder);
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new Error(`The private database could not be made in ${cluster.folder}: ${said}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function removeDrafts(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}${DRAFT}`)) rmSync(join(parent, name), { recursive: true });
  }
}

/** The server sees nothing of this process's environment but what it needs to run. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].map((name) => [name, process.env[name]] as const);
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C' };
}

function checkVersion(cluster: Cluster): void {
  const made = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim();
  const major = cluster.native.version.split('.')[0];
  if (made !== major) {
    throw new Error(
      `The database in ${cluster.folder} was made by PostgreSQL ${made}, this program brings ${major}: ` +
        'dump it with the program that made it, or set DATABASE_URL to a server of yours.',
    );
  }
}
