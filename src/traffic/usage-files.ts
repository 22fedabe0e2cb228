import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export interface UsageFile {
  /** Name in ids, without `.gz`: `socket-2026-10-01.emi`, `sip/cdr.csv`. */
  readonly name: string;
  readonly path: string;
  readonly format: 'emi' | 'cdr-csv';
  /** Size on disk in bytes. */
  readonly bytes: number;
}

/**
 * The usage files of an input folder: `usage/emi/*.emi[.gz]` and `cdr.csv[.gz]` anywhere under `usage`, in the order of their names, which is the
 * order that decides which of two duplicates is the first.
 */
export function findUsageFiles(inputDir: string): UsageFile[] {
  const root = path.join(inputDir, 'usage');
  if (!existsSync(root)) return [];
  const found = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry): UsageFile[] => {
      const file = path.join(entry.parentPath, entry.name);
      const inside = path.relative(root, file).split(path.sep).join('/').replace(/\.gz$/, '');
      const format = /^emi\/[^/]+\.emi$/.test(inside)
        ? 'emi'
        : /(^|\/)cdr\.csv$/.test(inside)
          ? 'cdr-csv'
          : undefined;
      if (format === undefined) return [];
      const name = format === 'emi' ? inside.slice('emi/'.length) : inside;
      return [{ name, path: file, format, bytes: statSync(file).size }];
    });
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
