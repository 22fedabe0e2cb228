/** Starting other programs under a shifted clock, and stopping every one of them again. */

import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { accessSync, constants, createWriteStream, rmSync } from 'node:fs';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const PACKAGES = { kamailio: 'kamailio', sipp: 'sip-tester', faketime: 'faketime' } as const;
type Program = keyof typeof PACKAGES;

// Debian keeps servers in /usr/sbin, which is not on every user's PATH.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function pathOf(program: Program): string | undefined {
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The Debian packages whose programs are not installed. */
export function missingPackages(): string[] {
  return (Object.keys(PACKAGES) as Program[])
    .filter((program) => pathOf(program) === undefined)
    .map((program) => PACKAGES[program]);
}

/** UDP ports of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'));
  for (const socket of sockets) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  }
  const ports = sockets.map((socket) => socket.address().port);
  for (const socket of sockets) socket.close();
  return ports;
}

const running = new Set<ChildProcess>();

function signalAll(signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // The group has ended already.
    }
  }
}

/** faketime leaves its shared memory behind, named after its process, when a signal ends it. */
function removeSharedMemory({ pid }: ChildProcess): void {
  for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`]) {
    rmSync(join('/dev/shm', name), { force: true });
  }
}

process.on('exit', () => {
  signalAll('SIGKILL');
  for (const child of running) removeSharedMemory(child);
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => process.exit(code));
}

export interface Launch {
  readonly program: 'kamailio' | 'sipp';
  readonly args: readonly string[];
  readonly clockOffsetSeconds: number;
  readonly folder: string;
  /** File of `folder` that takes what the program prints. */
  readonly log: string;
}

/**
 * Starts a program in a process group of its own, with its wall clock moved by a constant number of whole seconds.
 * The monotonic clock stays as it is, so timers and durations are the real ones.
 * @returns the exit code, null when a signal ended it
 */
export function launch({ program, args, clockOffsetSeconds, folder, log }: Launch): Promise<number | null> {
  const offset = `${clockOffsetSeconds < 0 ? '' : '+'}${clockOffsetSeconds}`;
  const child = spawn(
    pathOf('faketime')!,
    ['--exclude-monotonic', '-f', offset, pathOf(program)!, ...args],
    // A terminal type, because SIPp draws its screens even when nobody looks.
    {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { TERM: 'xterm', ...process.env },
    },
  );
  running.add(child);
  const output = createWriteStream(join(folder, log));
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      removeSharedMemory(child);
      output.end(() => resolve(code));
    });
  });
}

/** Asks every started program to stop, and ends what has not stopped after five seconds. */
export async function stopAll(): Promise<void> {
  const closed = Promise.all([...running].map((child) => once(child, 'close')));
  signalAll('SIGTERM');
  const late = setTimeout(() => signalAll('SIGKILL'), 5000);
  await closed;
  clearTimeout(late);
}
