import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { USER_ROLES } from '../../parties/rights.ts';
import { openMeetpointDatabase } from '../database.ts';
import { wholeNumber } from '../options.ts';
import { print } from '../output.ts';
import { packageRoot } from '../paths.ts';
import { DEFAULT_PORT, serve } from '../serve.ts';
import type { ServeOptions } from '../serve.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the API and the portal')
    .option('--port <number>', 'port', portNumber, DEFAULT_PORT)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--url <url>', 'where people reach it (default: http://localhost:<port>)', webAddress)
    .option(
      '--test-clock <instant>',
      'serve a deployment to try things at: its clock stands at this moment, e.g. 2026-10-01T13:00:00Z, until it is moved',
      moment,
    )
    .option(
      '--private-receivers',
      'tell partners of events at private addresses and without https, too (default: with --test-clock only)',
    )
    .option('--max-order-file <megabytes>', 'size of the largest file of orders (default: 16)', wholeNumber)
    .addOption(
      new Option(
        '--second-factor-for <roles...>',
        'roles whose users may do nothing without a second factor (default: none)',
      ).choices(USER_ROLES),
    )
    .option('--user-limit <count>', 'requests of a person in a minute (default: 3000)', wholeNumber)
    .option('--client-limit <count>', 'requests of a program in a minute (default: 30000)', wholeNumber)
    .action((options: ServeOptions) => serveUntilStopped(options));
}

const LAST_PORT = 65_535;

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= LAST_PORT) return port;
  throw new InvalidArgumentError(`Write a whole number from 1 to ${LAST_PORT}.`);
}

function webAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Write an address like https://meetpoint.example.');
}

function moment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError('Write an instant with its offset, like 2026-10-01T08:00:00-05:00.');
  }
}

/** Serves until the process is asked to stop, then closes server and database. */
export async function serveUntilStopped(options: ServeOptions): Promise<void> {
  await buildPortalInClone();
  const db = await openMeetpointDatabase();
  const served = await serve(db, options);
  const test =
    options.testClock === undefined
      ? ''
      : ` A place to try things: it is ${options.testClock.toString()} there.`;
  print(`Portal and API on ${options.url ?? `http://localhost:${options.port}`} — Ctrl-C stops.${test}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await served.close();
  await db.close();
}

/** In a clone the portal is built when its sources changed; a packed install brings it built. */
async function buildPortalInClone(): Promise<void> {
  const script = path.join(packageRoot, 'portal', 'build.ts');
  if (!existsSync(script)) return;
  print('Building the portal if it changed …');
  const module = (await import(pathToFileURL(script).href)) as {
    buildPortal(outDir: string): Promise<boolean>;
  };
  await module.buildPortal(path.join(packageRoot, 'portal', 'dist'));
}
