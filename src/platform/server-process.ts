import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveToOwnerOf, serverEnvironment, type Cluster } from './cluster.ts';
import { isAlive, processesInCluster, recordedPostmaster, runningPostmaster } from './postmaster.ts';

const LAUNCH_ATTEMPTS = 4;
const STOP_MS = 60_000;
const ORPHAN_MS = 20_000;
const POLL_MS = 10;
const LOG_BYTES = 16_000_000;

/**
 * Starts the server as a process of its own: it holds no pipe to this one, gets no terminal signals, and logs to a
 * file. Returns as soon as it has written its postmaster.pid; it may still be recovering.
 */
export async function launchServer(
  cluster: Cluster,
  options: { dataFolder: string; logFile: string; durable: boolean },
): Promise<void> {
  await clearStalePidFile(cluster);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? cluster.secret.port : 0);
    const log = openLog(options);
    const child = spawn(cluster.native.postgres, serverWords(cluster, port, options.durable), {
      ...cluster.account?.ids,
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    closeSync(log);
    let ended: string | undefined;
    child.on('error', (error) => (ended = error.message));
    child.on('exit', (code, signal) => (ended ??= `it ended with ${signal ?? code}`));
    child.unref();
    while (ended === undefined) {
      if (runningPostmaster(cluster.folder)?.port === port) return;
      await sleep(POLL_MS);
    }
    if (attempt === LAUNCH_ATTEMPTS) {
      throw new Error(`The private database server did not start: ${ended}.\n${logTail(options.logFile)}`);
    }
  }
}

/** Asks the server to finish (connections are cut, data is checkpointed) and waits until it is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = runningPostmaster(cluster.folder);
  if (running === undefined) return;
  if (process.platform === 'win32') {
    execFileSync(cluster.native.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast'], { stdio: 'ignore' });
    return;
  }
  process.kill(running.pid, 'SIGINT');
  for (let waited = 0; isAlive(running.pid); waited += POLL_MS) {
    if (waited > STOP_MS) throw new Error(`The database server ${running.pid} does not stop.`);
    await sleep(POLL_MS);
  }
}

/** Waits for the backends of a killed server, which still write to the cluster until they notice. */
export async function waitUntilGone(cluster: Cluster): Promise<void> {
  for (let waited = 0; ; waited += POLL_MS) {
    const left = processesInCluster(cluster.folder);
    if (left.length === 0) return;
    if (waited > ORPHAN_MS) {
      throw new Error(
        `Processes ${left.join(', ')} of an earlier server still use ${cluster.folder}: end them.`,
      );
    }
    await sleep(POLL_MS);
  }
}

/**
 * PostgreSQL judges a stale postmaster.pid itself, and looks for orphaned backends through it, so the file stays
 * when its process is gone. It is removed only where PostgreSQL would be fooled: the id now belongs to a zombie or
 * to another program. No process of the cluster is left at this point.
 */
async function clearStalePidFile(cluster: Cluster): Promise<void> {
  const recorded = recordedPostmaster(cluster.folder);
  if (recorded === undefined || runningPostmaster(cluster.folder) !== undefined) return;
  if (!signalReaches(recorded.pid)) return;
  await waitUntilGone(cluster);
  rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
}

function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function serverWords(cluster: Cluster, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    // Without fsync a commit still survives the death of the server, only not that of the machine.
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  return [
    '-D',
    cluster.folder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function openLog(options: { dataFolder: string; logFile: string }): number {
  const size = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(options.logFile, `${options.logFile}.old`);
  const file = openSync(options.logFile, 'a', 0o600);
  giveToOwnerOf(options.dataFolder, options.logFile);
  return file;
}

function logTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

/** The wanted port if nobody listens on it, else any free one. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
