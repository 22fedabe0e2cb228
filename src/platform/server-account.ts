import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The unprivileged account that the server runs as when this program runs as root, which PostgreSQL refuses. */
export interface Account {
  name: string;
  ids: { uid: number; gid: number };
}

const PREFERRED = ['meetpoint', 'postgres'];
const LAST_RESORT = 'nobody';

/** True when the server must run as somebody else than this process. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for the server: the owner of an existing cluster, else the owner of the data folder if that is a
 * plain user, else `meetpoint` or `postgres` if they exist, else a new system user `meetpoint`, else `nobody`.
 * It must be in the user database, or initdb refuses.
 * @param folders existing cluster and data folder, in this order.
 */
export function serverAccount(folders: readonly string[]): Account {
  const accounts = readAccounts();
  for (const folder of folders) {
    const owner = ownerOf(folder);
    const account = accounts.find(({ ids }) => ids.uid === owner && owner !== 0);
    if (account !== undefined) return account;
  }
  const named = (name: string): Account | undefined => accounts.find((account) => account.name === name);
  for (const name of PREFERRED) {
    const account = named(name);
    if (account !== undefined) return account;
  }
  const last = createdAccount() ?? named(LAST_RESORT);
  if (last !== undefined) return last;
  throw new Error('PostgreSQL does not run as root: create a user "meetpoint", or run as a plain user.');
}

/** Whether the account may enter the folder, that is every folder above it too. */
export function canEnter(account: Account, folder: string): boolean {
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === account.ids.uid ? 0o100 : gid === account.ids.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * A folder that root owns, only root writes and the account may enter: for programs and clusters that cannot stay
 * where they are. Survives restarts of the machine when /var/lib is writable.
 */
export function reachableFolder(account: Account, name: string): string {
  const bases = ['/var/lib/meetpoint', '/var/tmp/meetpoint-root', join(tmpdir(), 'meetpoint-root')];
  for (const base of bases) {
    const folder = join(base, name);
    if ([base, folder].every(isOurs) && canEnter(account, folder)) return folder;
  }
  throw new Error(`No folder for the private server: ${bases.join(', ')} are not ours, or not enterable.`);
}

function isOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 });
    chmodSync(folder, 0o755);
  } catch {
    // It exists, or its parent is not there or not writable: the check below tells.
  }
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0;
}

function ownerOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.uid;
}

function readAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, ids: { uid: Number(uid), gid: Number(gid) } }));
}

function createdAccount(): Account | undefined {
  const attempts: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'meetpoint'],
    ],
    ['adduser', ['-S', '-D', '-H', 'meetpoint']],
  ];
  for (const [program, words] of attempts) {
    try {
      execFileSync(program, words, { stdio: 'ignore' });
      return readAccounts().find(({ name }) => name === 'meetpoint');
    } catch {
      // The next program may exist here.
    }
  }
  return undefined;
}
