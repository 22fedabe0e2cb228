import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';
import type { DayFile } from './day-files.ts';
import { keyFolder } from './landed-file.ts';
import type { FileReport } from './landed-file.ts';

/** Raised when records would be landed otherwise: what is in a store from before is then landed anew. */
const LAYOUT = 1;
const TEMPORARY = 'tmp-';
const REPORT = 'file.json';

/** A file of the store. */
export interface StoredFile {
  readonly layout: number;
  /** How it was read: format, declaration and mapping. Read otherwise it is landed anew. */
  readonly readAs: string;
  /** SHA-256 of the uncompressed bytes; absent when it was not read to its end. */
  readonly content?: string;
  /** Key of a file with the same content in other packing: the records are there. */
  readonly sameAs?: number;
  readonly report: FileReport;
  readonly days: readonly DayFile[];
}

/**
 * A folder of landed files: each in a folder of its own, which is made beside it and renamed in one step, so that a file is landed
 * once or not at all. Only the holder of the store's lock may open it.
 */
export class Store {
  readonly dir: string;
  readonly #files = new Map<number, StoredFile>();

  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      // Left by a process that died.
      if (entry.name.startsWith(TEMPORARY)) rmSync(path.join(dir, entry.name), { recursive: true });
      else if (existsSync(path.join(dir, entry.name, REPORT))) this.#read(entry.name);
    }
  }

  /** The file with these bytes, when it was read in the same way. */
  find(key: number, readAs: string): StoredFile | undefined {
    const stored = this.#files.get(key);
    if (stored?.layout !== LAYOUT || stored.readAs !== readAs) return undefined;
    return stored.sameAs === undefined || this.find(stored.sameAs, readAs) ? stored : undefined;
  }

  /** A file with the same content, whatever its packing and name. */
  findContent(content: string, readAs: string): StoredFile | undefined {
    return [...this.#files.values()].find(
      (stored) =>
        stored.layout === LAYOUT &&
        stored.readAs === readAs &&
        stored.content === content &&
        stored.sameAs === undefined,
    );
  }

  /** Keys of files with other records that came under the name. */
  others(name: string, key: number): number[] {
    return [...this.#files.values()]
      .filter((stored) => stored.report.name === name && (stored.sameAs ?? stored.report.key) !== key)
      .map(({ report }) => report.key);
  }

  byKey(key: number): StoredFile | undefined {
    return this.#files.get(key);
  }

  folder(key: number): string {
    return path.join(this.dir, keyFolder(key));
  }

  /** An empty folder to make a file in. */
  temporary(key: number): string {
    const dir = path.join(this.dir, `${TEMPORARY}${keyFolder(key)}`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    return dir;
  }

  /** Puts what was made in a temporary folder in its place, through to the disk. */
  put(temporary: string, stored: Omit<StoredFile, 'layout'>): StoredFile {
    const file: StoredFile = { layout: LAYOUT, ...stored };
    writeFileSync(path.join(temporary, REPORT), `${JSON.stringify(file, null, 2)}\n`, { flush: true });
    for (const day of new Set(file.days.map((part) => path.dirname(part.path))))
      sync(path.join(temporary, day));
    sync(temporary);
    const target = this.folder(file.report.key);
    // Only a file that is landed anew, because it is read in another way, is there already.
    rmSync(target, { recursive: true, force: true });
    renameSync(temporary, target);
    sync(this.dir);
    this.#files.set(file.report.key, file);
    return file;
  }

  #read(name: string): void {
    const file = JSON.parse(readFileSync(path.join(this.dir, name, REPORT), 'utf8')) as StoredFile;
    if (keyFolder(file.report.key) === name) this.#files.set(file.report.key, file);
  }
}

/** Makes the names in a folder last. Not every system can. */
function sync(dir: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(dir, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
