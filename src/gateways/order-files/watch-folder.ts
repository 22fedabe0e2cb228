import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatProblem } from '../../base/problem.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fileTooLarge, MAX_FILE_BYTES } from '../../formats/order-file/file-order.ts';
import type { FileLimits, OrderFile } from '../../formats/order-file/file-order.ts';
import { readOrderFile } from './read-order-file.ts';
import { mendCsv, resultCsv } from './result-csv.ts';
import type { FileResult } from './result.ts';

/** A folder into which partners drop files of orders. */
export interface WatchedFolder {
  readonly folder: string;
  readonly limits?: FileLimits;
  /** Takes the orders of a file. What it throws leaves the file to be taken again. */
  readonly send: (file: OrderFile) => Promise<FileResult>;
  /** Told of each file that is done with, and of what failed. */
  readonly tell: (said: FileSaid) => void;
}

export type FileSaid =
  | { readonly file: string; readonly result: FileResult }
  | { readonly file: string; readonly problems: readonly Problem[] }
  | { readonly file: string; readonly failed: unknown };

const WORKING = 'working';
const DONE = 'done';
const REFUSED = 'refused';
const ENDINGS = /\.(xml|csv|txt|tsv|xlsx|xls)$/i;
/** Names that programs give to what is not whole yet, and that Excel gives to its locks. */
const UNFINISHED = /^(\.|~)|\.(part|tmp|filepart|crdownload)$/i;

/** Size and time of a file as it was seen last. */
export type Seen = Map<string, string>;

/**
 * Looks once: takes each file that has not changed since the look before, and those that were being taken when the program ended. A
 * file is moved into `working`, and to `done` or `refused` with its result beside it when it is over; results appear whole.
 * Answers how many files were done with.
 */
export async function lookIntoFolder(watched: WatchedFolder, seen: Seen): Promise<number> {
  const { folder } = watched;
  for (const name of [WORKING, DONE, REFUSED]) mkdirSync(path.join(folder, name), { recursive: true });
  const there = new Set<string>();
  for (const name of filesIn(folder)) {
    const { size, mtimeMs } = lstatSync(path.join(folder, name));
    const state = `${size} ${mtimeMs}`;
    there.add(name);
    // A file that is still being written grows between two looks.
    if (seen.get(name) === state) {
      renameSync(path.join(folder, name), freeName(folder, name));
      seen.delete(name);
    } else seen.set(name, state);
  }
  for (const name of seen.keys()) if (!there.has(name)) seen.delete(name);
  let done = 0;
  for (const name of filesIn(path.join(folder, WORKING))) {
    try {
      await takeFile(watched, name);
      done += 1;
    } catch (failed) {
      watched.tell({ file: name, failed });
    }
  }
  return done;
}

/** Looks until `stop` is aborted, so many milliseconds apart. */
export async function watchFolder(watched: WatchedFolder, everyMs: number, stop: AbortSignal): Promise<void> {
  const seen: Seen = new Map();
  while (!stop.aborted) {
    await lookIntoFolder(watched, seen);
    await sleep(everyMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Regular files that may be orders; links are left alone, wherever they lead. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && ENDINGS.test(entry.name) && !UNFINISHED.test(entry.name))
    .map(({ name }) => name)
    .sort();

/** Where a file is taken, under a name that nothing before it has: results of two files never share one. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${stem}-${count}${ext}`;
    if ([WORKING, DONE, REFUSED].every((place) => !existsSync(path.join(folder, place, free))))
      return path.join(folder, WORKING, free);
  }
}

async function takeFile({ folder, limits = {}, send, tell }: WatchedFolder, name: string): Promise<void> {
  const from = path.join(folder, WORKING, name);
  const maxBytes = limits.maxBytes ?? MAX_FILE_BYTES;
  const read: Result<OrderFile> =
    lstatSync(from).size > maxBytes
      ? fail(fileTooLarge(maxBytes))
      : await readOrderFile(readFileSync(from), limits);
  if (!read.ok) {
    const to = path.join(folder, REFUSED, name);
    writeWhole(`${to}.problems.txt`, `${read.problems.map(formatProblem).join('\n')}\n`);
    renameSync(from, to);
    return tell({ file: name, problems: read.problems });
  }
  const result = await send(read.value);
  const to = path.join(folder, DONE, name);
  writeWhole(`${to}.result.csv`, resultCsv(result));
  writeWhole(`${to}.result.json`, `${JSON.stringify(result, null, 2)}\n`);
  const mend = mendCsv(read.value, result);
  if (mend !== undefined) writeWhole(`${to}.mend.csv`, mend);
  // The file itself comes last: when it is there, its results are.
  renameSync(from, to);
  tell({ file: name, result });
}

/** Writes a file that is there whole or not at all. */
export function writeWhole(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.part`, content, { flush: true });
  renameSync(`${file}.part`, file);
}
