import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { AgreementRef } from '../../base/receipt.ts';
import type { UsageLine } from './billed-line.ts';

/** What is kept of one version of a month's usage, beside its calls. Version 1 is the month as it was closed. */
export interface VersionRecord {
  readonly version: number;
  readonly month: string;
  /** Under which agreement, with its hash. */
  readonly agreement: AgreementRef;
  readonly reason: string;
  /** Instant, ISO. */
  readonly recordedAt: string;
  /** The version that it was compared with. */
  readonly comparedWith: number;
  /** Whether other tables of the network were given. */
  readonly otherNetwork: boolean;
  readonly lines: readonly UsageLine[];
}

export const VERSION_FILE = 'version.json';

/** Folder of a version of a month: the month's own is version 1. */
export const versionDir = (monthDir: string, version: number): string =>
  version === 1 ? monthDir : path.join(monthDir, `v${version}`);

/** The last version of a month that is there whole. */
export function lastVersion(monthDir: string): number {
  const versions = readdirSync(monthDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^v[1-9]\d*$/.test(entry.name))
    .map((entry) => Number(entry.name.slice(1)))
    .filter((version) => existsSync(path.join(versionDir(monthDir, version), VERSION_FILE)));
  return Math.max(1, ...versions);
}

/** @param version 2 or later. */
export const readVersion = (monthDir: string, version: number): VersionRecord =>
  JSON.parse(readFileSync(path.join(versionDir(monthDir, version), VERSION_FILE), 'utf8')) as VersionRecord;
