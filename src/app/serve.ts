import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allTables } from '../agreement/vocabulary.ts';
import { compareAgreements } from '../flows/compare-agreements/compare.ts';
import { explain } from '../flows/explain/explain.ts';
import { orderRoom } from '../flows/take-order/order-room.ts';
import { createServer } from '../gateways/http-api/server.ts';
import type { Api } from '../gateways/http-api/options.ts';
import { movableClock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { loadRegistered } from './database.ts';
import { kinds, liveKinds } from './kinds.ts';
import { dataFolder, packageRoot, usageDir } from './paths.ts';
import { startSweeping } from './sweeping.ts';
import { decisions, vocabulary } from './vocabulary.ts';

export const DEFAULT_PORT = 4180;
const SECRET_BYTES = 32;

export interface ServeOptions {
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Where people reach it, e.g. https://meetpoint.example; sign-in is accepted from there only. */
  readonly url?: string;
  /** A deployment to try things at: its clock stands at this moment until it is moved. */
  readonly testClock?: Temporal.Instant;
}

/** What is served; closing it ends the sweep of clocks that is at work, too. */
export interface Served {
  readonly api: Api;
  close(): Promise<void>;
}

/**
 * Serves the API and, where it is built, the portal, and records what runs out in cases meanwhile. Only this machine may
 * connect unless `host` says otherwise.
 */
export async function serve(db: Database, options: ServeOptions): Promise<Served> {
  const portalDir = [path.join(packageRoot, 'portal', 'dist'), path.join(packageRoot, 'dist', 'portal')].find(
    (dir) => existsSync(path.join(dir, 'index.html')),
  );
  const agreements = await loadRegistered(db);
  const log = createLog();
  const moved = options.testClock && movableClock(options.testClock);
  const clock = moved ?? systemClock;
  const sweeper = startSweeping({ db, agreements, kinds: liveKinds, clock, log });
  const api = await createServer({
    db,
    agreements,
    decisions,
    kinds,
    liveKinds,
    orderRoom: (agreement) => orderRoom(agreement, liveKinds),
    explain: (scope, agreement, id, asKnown) =>
      explain({
        db,
        scope,
        agreement,
        id,
        usageDir: usageDir(),
        clock,
        ...(asKnown === undefined ? {} : { asKnown }),
      }),
    usageDir: usageDir(),
    compare: (tx, before, after) =>
      compareAgreements(before, after, { tables: allTables(vocabulary), kinds, tx }),
    portalDir,
    baseUrl: options.url ?? `http://localhost:${options.port}`,
    secret: sessionSecret(),
    log,
    clock,
    test: moved && { clock: moved, sweep: () => sweeper.sweep() },
  });
  await api.listen({ port: options.port, host: options.host }).catch(async (error: unknown) => {
    await sweeper.stop();
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw busy
      ? new Error(`Port ${options.port} is in use: choose another with --port.`, { cause: error })
      : error;
  });
  return {
    api,
    close: async () => {
      await sweeper.stop();
      await api.close();
    },
  };
}

/** The key that signs sessions, made at the first start and kept in the data folder for its owner only. */
function sessionSecret(): string {
  const given = process.env['MEETPOINT_SECRET'];
  if (given) return given;
  const file = path.join(dataFolder(), 'session-secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder(), { recursive: true });
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
