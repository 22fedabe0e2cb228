import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { systemClock } from './clock.ts';
import { openDatabase } from './database.ts';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';
import { silentLog } from './log.ts';
import { isAlive, runningPostmaster } from './postmaster.ts';

const home = mkdtempSync(join(tmpdir(), 'meetpoint-embedded-'));
// Enterable, so that the cluster stays in the data folder when root runs the tests.
chmodSync(home, 0o755);
after(() => {
  for (const folder of readdirSync(home)) {
    const left = runningPostmaster(join(home, folder, 'postgres'));
    if (left !== undefined) process.kill(left.pid, 'SIGKILL');
  }
  rmSync(home, { recursive: true });
});
const dataFolder = join(home, 'shared');
const cluster = join(dataFolder, 'postgres');
const start = (): Promise<EmbeddedServer> => startEmbedded({ dataFolder, log: silentLog, durable: false });
const serverPid = (folder = cluster): number => runningPostmaster(folder)?.pid ?? 0;

async function rows(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection());
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

/** Another program that opens the folder's server, says so, and does `then`. */
function program(folder: string, then: string): ChildProcess {
  const script = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))};
    import { silentLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
    const server = await startEmbedded({ dataFolder: ${JSON.stringify(folder)}, log: silentLog, durable: false });
    process.stdout.write('open');
    ${then}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  return child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0];
}

async function killServer(folder = cluster): Promise<number> {
  const pid = serverPid(folder);
  assert.ok(pid > 1, 'a server runs');
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
  return pid;
}

describe('the private server', () => {
  test('is made once, keeps its data, and stops with the last who leaves', async () => {
    const first = await start();
    await rows(first, 'CREATE TABLE kept (word text)');
    await rows(first, "INSERT INTO kept VALUES ('still here')");
    await first.close();
    assert.equal(serverPid(), 0);
    const second = await start();
    assert.deepEqual(await rows(second, 'SELECT word FROM kept'), [{ word: 'still here' }]);
    assert.equal(second.connection().port, first.connection().port);
    await second.close();
    await second.close();
  });

  test('is private: one address, no superuser, passwords in a file of the owner', async () => {
    const server = await start();
    const [facts] = await rows(
      server,
      `SELECT current_setting('listen_addresses') AS address, current_setting('server_encoding') AS encoding, datcollate AS locale, rolsuper, rolbypassrls
       FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    );
    assert.deepEqual(facts, {
      address: '127.0.0.1',
      encoding: 'UTF8',
      locale: 'C',
      rolsuper: false,
      rolbypassrls: false,
    });
    assert.equal(statSync(join(dataFolder, 'database.json')).mode & 0o777, 0o600);
    assert.equal(statSync(cluster).mode & 0o777, 0o700);
    const stranger = new pg.Client({ ...server.connection(), password: 'guess' });
    await assert.rejects(stranger.connect(), /password authentication failed/);
    assert.doesNotMatch(server.describe(), new RegExp(server.connection().password));
    await server.close();
  });

  test('is durable unless a test says otherwise', async () => {
    const server = await startEmbedded({ dataFolder, log: silentLog });
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes'];
    for (const name of settings) assert.deepEqual(await rows(server, `SHOW ${name}`), [{ [name]: 'on' }]);
    await server.close();
  });

  test('a second program attaches, and may leave first or last', async () => {
    const mine = await start();
    const pid = serverPid();
    assert.equal(await exitCode(program(dataFolder, 'await server.close();')), 0);
    assert.equal(serverPid(), pid);
    const other = program(
      dataFolder,
      "process.stdin.on('data', () => {}); setTimeout(() => server.close(), 300);",
    );
    await once(other.stdout ?? other, 'data');
    await mine.close();
    assert.equal(serverPid(), pid, 'the other program still uses it');
    assert.equal(await exitCode(other), 0);
    assert.equal(serverPid(), 0);
  });

  test('programs that start at the same instant make one cluster', async () => {
    const folder = join(home, 'together');
    // What a start that was killed in the middle leaves.
    mkdirSync(join(folder, 'postgres.draft-0', 'base'), { recursive: true });
    const all = Array.from({ length: 4 }, () => program(folder, 'await server.close();'));
    assert.deepEqual(await Promise.all(all.map(exitCode)), [0, 0, 0, 0]);
    assert.deepEqual(readdirSync(folder).sort(), [
      'database.json',
      'database.lock',
      'postgres',
      'postgres.log',
    ]);
    assert.equal(serverPid(join(folder, 'postgres')), 0);
  });

  test('a program that forgets to close still ends, and a killed one leaves the server to the next', async () => {
    assert.equal(await exitCode(program(dataFolder, '')), 0);
    const pid = serverPid();
    assert.notEqual(pid, 0);
    const child = program(dataFolder, 'setInterval(() => {}, 1000);');
    await once(child.stdout ?? child, 'data');
    child.kill('SIGKILL');
    await exitCode(child);
    const mine = await start();
    assert.equal(serverPid(), pid);
    await mine.close();
    assert.equal(serverPid(), 0);
  });

  test('a killed server starts again with what was committed', async () => {
    const before = await start();
    await rows(before, "INSERT INTO kept VALUES ('before the kill')");
    const pid = await killServer();
    const again = await start();
    assert.notEqual(serverPid(), pid);
    assert.equal((await rows(again, "SELECT FROM kept WHERE word = 'before the kill'")).length, 1);
    await before.close();
    await again.close();
    assert.equal(serverPid(), 0);
  });

  test(
    'a stale postmaster.pid is seen through: zombie, another program, dead process',
    { skip: !onLinux() },
    async () => {
      const folder = join(home, 'stale');
      const stale = join(folder, 'postgres');
      const open = (): Promise<EmbeddedServer> =>
        startEmbedded({ dataFolder: folder, log: silentLog, durable: false });
      await (await open()).close();
      // The shell's child ends while `sleep`, which took the shell's place, never asks for it.
      const parent = spawn('/bin/sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const zombie = Number(String((await once(parent.stdout, 'data'))[0]));
      while (isAlive(zombie)) await sleep(5);
      assert.match(readFileSync(`/proc/${zombie}/stat`, 'utf8'), /\) Z /);
      for (const pid of [zombie, parent.pid, process.pid, 4_000_000]) {
        const server = await open();
        const file = readFileSync(join(stale, 'postmaster.pid'), 'utf8');
        await killServer(stale);
        await server.close();
        writeFileSync(join(stale, 'postmaster.pid'), file.replace(/^\d+/, String(pid)));
        const again = await open();
        assert.deepEqual(await rows(again, 'SELECT 1 AS one'), [{ one: 1 }]);
        await again.close();
      }
      parent.kill('SIGKILL');
    },
  );

  test('a database that is open while the server is killed carries on', async () => {
    const db = await openDatabase({ dataFolder, migrations: [], log: silentLog, clock: systemClock });
    const ask = (): Promise<unknown[]> =>
      db.withTransaction({ kind: 'install' }, (tx) => tx.query('SELECT 1 AS one'));
    assert.deepEqual(await ask(), [{ one: 1 }]);
    assert.match(db.describe(), /^private PostgreSQL 18/);
    await killServer();
    assert.deepEqual(await Promise.all([ask(), ask()]), [[{ one: 1 }], [{ one: 1 }]]);
    await db.authPool.query('SELECT 1');
    await db.close();
    assert.equal(serverPid(), 0);
  });

  test('a cluster of another major version is refused', async () => {
    writeFileSync(join(cluster, 'PG_VERSION'), '14\n');
    await assert.rejects(start(), /was made by PostgreSQL 14, this program brings 18/);
    writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
  });
});

function onLinux(): boolean {
  return process.platform === 'linux';
}
