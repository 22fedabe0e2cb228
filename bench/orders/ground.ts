import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { loadAgreement } from '../../src/agreement/load.ts';
import type { Agreement } from '../../src/agreement/agreement.ts';
import { migrations, registerAgreement } from '../../src/app/database.ts';
import { vocabulary } from '../../src/app/vocabulary.ts';
import { unwrap } from '../../src/base/result.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import type { Database, Tx } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';

/** A server of its own that writes durably, with the agreement registered; what it holds goes with `close`. */
export interface Ground {
  readonly db: Database;
  readonly agreement: Agreement;
  readonly within: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export async function openGround(folder = 'agreements/missouri-2006'): Promise<Ground> {
  const agreement = unwrap(loadAgreement(folder, { vocabulary }));
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'meetpoint-bench-orders-'));
  const url = process.env['DATABASE_URL'];
  const db = await openDatabase({
    dataFolder,
    migrations,
    log: silentLog,
    clock: systemClock,
    connections: 20,
    ...(url ? { url } : {}),
  });
  await registerAgreement(db, agreement, []);
  return {
    db,
    agreement,
    within: (fn) => db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, fn),
    close: async () => {
      await db.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Machine, in one line. */
export const machine = (): string => {
  const cores = cpus();
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
};

/** The value below which 95 of 100 lie; milliseconds in, milliseconds out. */
export function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}

export function assertEqual(what: string, got: unknown, wanted: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(got)} is not ${JSON.stringify(wanted)}.`);
}
