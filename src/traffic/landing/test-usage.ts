import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writePack } from '../../formats/emi/index.ts';
import type { EmiRecord } from '../../formats/emi/index.ts';
import { parquetRelation, select, withDuckDb } from '../duck.ts';
import type { SqlRow } from '../duck.ts';
import { findUsageFiles } from './find-usage-files.ts';
import { landFiles } from './land-files.ts';
import type { Landed } from './landed-file.ts';

/** A call of one minute, recorded by 9C01. */
export const CALL: EmiRecord = {
  connectDate: '2026-10-05',
  connectTime: '09:00:00',
  fromNumber: '5737773456',
  toNumber: '5738741234',
  trunkGroup: 'CO521001',
  conversationMs: 60_000,
  elapsedMs: 70_000,
  answered: true,
  sequence: 0,
  recordingSwitch: 'CLMBMOZA05T',
  recordedBy: '9C01',
};

export const emiPack = (calls: readonly Partial<EmiRecord>[], pack = '0001'): string =>
  writePack(
    { date: '261005', sender: '9C01', receiver: '9S01', pack },
    calls.map((call) => ({ ...CALL, ...call })),
  );

export const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'meetpoint-landing-'));

/** Files below `usage/` of a new input folder. Texts are written one byte a character. */
export function usageFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, 'usage', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  }
  return dir;
}

export const landFolder = (inputDir: string, storeDir: string): Promise<Landed> =>
  landFiles(findUsageFiles(inputDir), storeDir);

/** Lands files into a store of their own. */
export const landTexts = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Landed> =>
  landFolder(usageFolder(files), temporaryFolder());

/** What a query says of `landed`, the records of all parts in their order. */
export const ask = (landed: Landed, sql: string): Promise<SqlRow[]> =>
  withDuckDb(undefined, (db) =>
    select(
      db,
      `WITH landed AS (SELECT * FROM ${parquetRelation(landed.parts.map((part) => part.path))}) ${sql}`,
    ),
  );
