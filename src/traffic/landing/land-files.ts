import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../base/problem.ts';
import { withExclusiveLock } from '../../platform/exclusive-lock.ts';
import { keyFolder } from './landed-file.ts';
import type { Landed, LandedFile, LandedPart, LandedState } from './landed-file.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { ReadPool } from './read-pool.ts';
import { Store } from './store.ts';
import type { StoredFile } from './store.ts';
import type { UsageFile } from './usage-file.ts';

export interface LandOptions {
  /** Called as work goes on, with bytes on disk of files that are finished; `total` does not change. */
  readonly progress?: (done: number, total: number) => void;
  /** Files that are read at the same time, each by a thread; default 1. The store is the same. */
  readonly parallel?: number;
}

/** How long another landing into the same store is waited for. */
const WAIT_MS = 3_600_000;

/**
 * Lands files in a store, each once: the same bytes are recognised whatever their name, and a crash leaves every file whole in the store
 * or not there. Bad files are told in their reports.
 * @throws Error when the store cannot be written.
 */
export async function landFiles(
  files: readonly UsageFile[],
  storeDir: string,
  options: LandOptions = {},
): Promise<Landed> {
  mkdirSync(storeDir, { recursive: true });
  return withExclusiveLock(
    path.join(storeDir, '.lock'),
    () => new Landing(files, new Store(storeDir), options).run(),
    WAIT_MS,
  );
}

interface One {
  readonly file: LandedFile;
  readonly parts: readonly LandedPart[];
}

/** One landing: files are read ahead, as many as may be at the same time, and put into the store in their order. */
class Landing {
  readonly #files: readonly UsageFile[];
  readonly #store: Store;
  readonly #options: LandOptions;
  readonly #pool: ReadPool;
  /** Keys of files that are read or were read in this landing. */
  readonly #reading = new Set<number>();
  /** Names of the files of this landing by the key of their records. */
  readonly #seen = new Map<number, string>();
  readonly #prepared = new Map<number, Promise<Prepared>>();

  constructor(files: readonly UsageFile[], store: Store, options: LandOptions) {
    this.#files = files;
    this.#store = store;
    this.#options = options;
    this.#pool = new ReadPool(options.parallel ?? 1);
  }

  async run(): Promise<Landed> {
    const total = this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
    const ones: One[] = [];
    let done = 0;
    try {
      for (const [index, file] of this.#files.entries()) {
        this.#readAhead(index);
        const prepared = await this.#prepared.get(index);
        this.#prepared.delete(index);
        if (prepared) ones.push(await this.#land(file, prepared));
        done += file.bytes;
        this.#options.progress?.(done, total);
      }
    } finally {
      await this.#pool.close();
      await Promise.allSettled(this.#prepared.values());
    }
    return { files: ones.map(({ file }) => file), parts: ones.flatMap(({ parts }) => parts) };
  }

  #readAhead(index: number): void {
    const ahead = (this.#options.parallel ?? 1) > 1 ? (this.#options.parallel ?? 1) : 0;
    for (let i = index; i <= Math.min(index + ahead, this.#files.length - 1); i++) {
      const file = this.#files[i];
      if (!file || this.#prepared.has(i)) continue;
      const prepared = prepare(file, this.#store, this.#pool, this.#reading);
      // A failure is thrown where its file's turn comes.
      prepared.catch(() => undefined);
      this.#prepared.set(i, prepared);
    }
  }

  async #land(file: UsageFile, prepared: Prepared): Promise<One> {
    if (prepared.kind === 'refused') return refuse(file, prepared);
    const { identity, how, read } = prepared;
    const before = read ? undefined : this.#store.find(identity.key, how);
    if (!read && !before) {
      // The file before, that was to bring the same bytes, was not landed.
      this.#reading.delete(identity.key);
      return this.#land(file, await prepare(file, this.#store, this.#pool, this.#reading));
    }
    const stored = before ?? this.#put(prepared);
    const records = stored.sameAs === undefined ? stored : (this.#store.byKey(stored.sameAs) ?? stored);
    const others = this.#store.others(file.name, records.report.key);
    const first = this.#seen.get(records.report.key);
    if (first !== undefined) return repeat(file, stored, records, first);
    this.#seen.set(records.report.key, file.name);
    const known = before !== undefined || stored.sameAs !== undefined;
    const state: LandedState = known
      ? 'already-landed'
      : others.length > 0
        ? 'same-name-other-content'
        : 'landed';
    const problems = [
      ...(others.length > 0 ? [otherContent(file.name, others)] : []),
      ...records.report.problems,
    ];
    return {
      file: { ...records.report, name: file.name, state, problems },
      parts: partsOf(this.#store, records),
    };
  }

  /** Only of a file that was read. */
  #put({ how, read }: Extract<Prepared, { kind: 'known' }>): StoredFile {
    if (!read) throw new Error('Nothing was read.');
    const { report, days, content } = read.file;
    const same = content === undefined ? undefined : this.#store.findContent(content, how);
    const about = { readAs: how, ...(content === undefined ? {} : { content }), report };
    if (!same) return this.#store.put(read.dir, { ...about, days });
    rmSync(read.dir, { recursive: true });
    return this.#store.put(this.#store.temporary(report.key), {
      ...about,
      sameAs: same.report.key,
      days: [],
    });
  }
}

const partsOf = (store: Store, { report, days }: StoredFile): LandedPart[] =>
  days.map(({ path: inside, ...day }) => ({
    ...day,
    file: report.key,
    path: path.join(store.folder(report.key), ...inside.split('/')),
  }));

const NOTHING = {
  read: 0,
  damaged: 0,
  rejected: 0,
  notCalls: 0,
  reasons: [],
  conversationMs: 0,
  undated: 0,
  late: 0,
  early: 0,
  sequenceGaps: 0,
  packGaps: 0,
  controls: [],
};

function refuse(
  file: UsageFile,
  { identity, report, problems }: Extract<Prepared, { kind: 'refused' }>,
): One {
  const { name, bytes, format } = file;
  return {
    file: {
      ...NOTHING,
      key: 0,
      sha256: '',
      ...identity,
      ...report,
      name,
      bytes,
      format,
      problems,
      state: 'refused',
    },
    parts: [],
  };
}

/** Another file of this landing has the records already. */
function repeat(file: UsageFile, stored: StoredFile, records: StoredFile, first: string): One {
  const { name, bytes, format } = file;
  const { key, sha256 } = stored.report;
  const { read } = records.report;
  const how = key === records.report.key ? 'the same bytes as' : 'the same content as';
  const problem: Problem = {
    id: 'traffic/file-twice',
    file: name,
    sentence: `${name} has ${how} ${first}; its ${read} record${read === 1 ? ' is' : 's are'} not read again.`,
    cure: 'Remove one of the two.',
  };
  return {
    file: { ...NOTHING, key, sha256, name, bytes, format, problems: [problem], state: 'already-landed' },
    parts: [],
  };
}

const otherContent = (name: string, others: readonly number[]): Problem => ({
  id: 'traffic/same-name',
  file: name,
  sentence: `Another file came under the name ${name} before, with other content; both are kept (${others.map(keyFolder).join(', ')} before).`,
  cure: 'Ask the sender which of the two holds; records that stand in both are found as duplicates when both are used.',
});
