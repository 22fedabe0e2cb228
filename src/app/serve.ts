import { existsSync } from 'node:fs';
import path from 'node:path';
import { allTables } from '../agreement/vocabulary.ts';
import { compareAgreements } from '../flows/compare-agreements/compare.ts';
import { explain } from '../flows/explain/explain.ts';
import { orderRoom } from '../flows/take-order/order-room.ts';
import { USUAL_LIMITS } from '../gateways/http-api/request-limits.ts';
import { createServer } from '../gateways/http-api/server.ts';
import type { UserRole } from '../parties/rights.ts';
import type { Api } from '../gateways/http-api/options.ts';
import { startDelivering } from '../gateways/webhooks/deliver.ts';
import { sealingKey } from '../gateways/webhooks/secret.ts';
import { movableClock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { loadRegistered, recordStates } from './database.ts';
import { kinds, liveKinds } from './kinds.ts';
import { noticeFormats } from './notice-formats.ts';
import { packageRoot, usageDir } from './paths.ts';
import { installationSecret } from './secret.ts';
import { startSweeping } from './sweeping.ts';
import { decisions, vocabulary } from './vocabulary.ts';

export const DEFAULT_PORT = 4180;
const MEGABYTE = 1024 * 1024;

export interface ServeOptions {
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Where people reach it, e.g. https://meetpoint.example; sign-in is accepted from there only. */
  readonly url?: string;
  /** A deployment to try things at: its clock stands at this moment until it is moved. */
  readonly testClock?: Temporal.Instant;
  /** Partners may be told at private addresses and without https; with a test clock unless given. */
  readonly privateReceivers?: boolean;
  /** Megabytes that a file of orders may have. */
  readonly maxOrderFile?: number;
  /** Roles whose users may do nothing without a second factor. */
  readonly secondFactorFor?: readonly UserRole[];
  /** Requests that a person may send in a minute, and a program without a limit of its own. */
  readonly userLimit?: number;
  readonly clientLimit?: number;
}

/** What is served; closing it ends the sweep of clocks and the sending of notices that are at work, too. */
export interface Served {
  readonly api: Api;
  close(): Promise<void>;
}

/**
 * Serves the API and, where it is built, the portal, and records what runs out in cases and tells partners of events meanwhile. Only this machine may
 * connect unless `host` says otherwise.
 */
export async function serve(db: Database, options: ServeOptions): Promise<Served> {
  const portalDir = [path.join(packageRoot, 'portal', 'dist'), path.join(packageRoot, 'dist', 'portal')].find(
    (dir) => existsSync(path.join(dir, 'index.html')),
  );
  const agreements = await loadRegistered(db);
  await recordStates(db, agreements);
  const log = createLog();
  const moved = options.testClock && movableClock(options.testClock);
  const clock = moved ?? systemClock;
  const sweeper = startSweeping({ db, agreements, kinds: liveKinds, clock, log });
  const secret = installationSecret();
  const baseUrl = options.url ?? `http://localhost:${options.port}`;
  // Partners of a deployment to try things at are at this machine, too.
  const allowPrivate = options.privateReceivers ?? moved !== undefined;
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
    baseUrl,
    secret,
    noticeFormats,
    allowPrivateReceivers: allowPrivate,
    log,
    clock,
    ...(options.maxOrderFile === undefined
      ? {}
      : { orderFiles: { maxBytes: options.maxOrderFile * MEGABYTE } }),
    ...(options.secondFactorFor === undefined ? {} : { secondFactorFor: options.secondFactorFor }),
    limits: {
      userPerMinute: options.userLimit ?? USUAL_LIMITS.userPerMinute,
      clientPerMinute: options.clientLimit ?? USUAL_LIMITS.clientPerMinute,
    },
    test: moved && { clock: moved, sweep: () => sweeper.sweep() },
  });
  await api.listen({ port: options.port, host: options.host }).catch(async (error: unknown) => {
    await sweeper.stop();
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw busy
      ? new Error(`Port ${options.port} is in use: choose another with --port.`, { cause: error })
      : error;
  });
  const stopDelivering = startDelivering({
    db,
    agreements,
    formats: noticeFormats,
    key: sealingKey(secret),
    baseUrl,
    clock: systemClock,
    log,
    allowPrivate,
  });
  return {
    api,
    close: async () => {
      await Promise.all([sweeper.stop(), stopDelivering()]);
      await api.close();
    },
  };
}
