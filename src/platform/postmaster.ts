import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What a PostgreSQL server wrote about itself into its cluster's postmaster.pid. */
export interface Postmaster {
  pid: number;
  /** Undefined while the server is still writing the file. */
  port: number | undefined;
}

/** The server that runs on a cluster folder, or undefined: no file, a dead or zombie process, another program. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const recorded = recordedPostmaster(cluster);
  if (recorded === undefined || !isAlive(recorded.pid)) return undefined;
  return servesCluster(recorded.pid, cluster) ? recorded : undefined;
}

/** What postmaster.pid says, true or not. */
export function recordedPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  // Line 1 is the process id, line 4 the port. A negative id marks a stand-alone backend.
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
}

/** Whether a process exists and still runs; a zombie that nobody reaped counts as dead. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
      return state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return process.platform === 'win32' || !processColumn(pid, 'state').startsWith('Z');
}

/**
 * Processes that have the cluster folder as their working folder: the server and its backends, which may outlive
 * a killed server for a moment. Known on Linux only; elsewhere PostgreSQL's own check has to do.
 */
export function processesInCluster(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => isAlive(pid) && servesCluster(pid, cluster));
}

function servesCluster(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return processColumn(pid, 'command').includes('postgres');
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

function processColumn(pid: number, column: 'state' | 'command'): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
