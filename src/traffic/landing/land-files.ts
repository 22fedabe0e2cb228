import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../base/problem.ts';
import { withExclusiveLock } from '../../platform/exclusive-lock.ts';
import { adapterOf } from './adapter-of.ts';
import { identityOf, readAs } from './identity.ts';
import type { Identity } from './identity.ts';
import { readIntoDays } from './land-file.ts';
import type { FileReport, Landed, LandedFile, LandedPart, LandedState } from './landed-file.ts';
import { keyFolder } from './landed-file.ts';
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
    async () => {
      const store = new Store(storeDir);
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const landed: LandedFile[] = [];
      const parts: LandedPart[] = [];
      const seen = new Map<number, string>();
      let done = 0;
      for (const file of files) {
        const one = await landOne(file, store, seen);
        landed.push(one.file);
        parts.push(...one.parts);
        done += file.bytes;
        options.progress?.(done, total);
      }
      return { files: landed, parts };
    },
    WAIT_MS,
  );
}

interface One {
  readonly file: LandedFile;
  readonly parts: readonly LandedPart[];
}

/** `seen`: names of the files of this landing by the key of their records. */
async function landOne(file: UsageFile, store: Store, seen: Map<number, string>): Promise<One> {
  const known = await recognise(file);
  if (!known.ok) return refuse(file, known.problems);
  const { identity, how } = known;
  const before = store.find(identity.key, how);
  const stored = before ?? (await landNew(file, store, identity, how));
  if ('problems' in stored) return refuse(file, stored.problems, identity, stored.notRead);
  const records = stored.sameAs === undefined ? stored : (store.byKey(stored.sameAs) ?? stored);
  const others = store.others(file.name, records.report.key);
  const first = seen.get(records.report.key);
  if (first !== undefined) return repeat(file, stored, records, first);
  seen.set(records.report.key, file.name);
  const state: LandedState =
    others.length > 0 && !before
      ? 'same-name-other-content'
      : before || stored.sameAs
        ? 'already-landed'
        : 'landed';
  return {
    file: withProblems(
      { ...records.report, key: records.report.key, name: file.name, state },
      others.length > 0 ? [otherContent(file.name, others)] : [],
    ),
    parts: partsOf(store, records),
  };
}

type Known =
  | { readonly ok: true; readonly identity: Identity; readonly how: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

async function recognise(file: UsageFile): Promise<Known> {
  try {
    return { ok: true, identity: await identityOf(file), how: readAs(file) };
  } catch (error) {
    return { ok: false, problems: [unreadable(file, error)] };
  }
}

interface Refused {
  readonly problems: readonly Problem[];
  readonly notRead?: FileReport;
}

async function landNew(
  file: UsageFile,
  store: Store,
  identity: Identity,
  how: string,
): Promise<StoredFile | Refused> {
  const adapter = adapterOf(file);
  if (!adapter.ok) return { problems: adapter.problems };
  const dir = store.temporary(identity.key);
  try {
    const before = statSync(file.path);
    const { report, days, content, refused } = await readIntoDays(file, adapter.value, identity, dir);
    const after = statSync(file.path);
    if (before.size !== after.size || before.mtimeMs !== after.mtimeMs) return { problems: [changing(file)] };
    if (refused) return { problems: report.problems, notRead: report };
    const same = content === undefined ? undefined : store.findContent(content, how);
    if (same && content !== undefined) {
      const empty = store.temporary(identity.key);
      return store.put(empty, { readAs: how, content, sameAs: same.report.key, report, days: [] });
    }
    return store.put(dir, { readAs: how, ...(content === undefined ? {} : { content }), report, days });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const partsOf = (store: Store, { report, days }: StoredFile): LandedPart[] =>
  days.map(({ path: inside, ...day }) => ({
    ...day,
    file: report.key,
    path: path.join(store.folder(report.key), ...inside.split('/')),
  }));

const withProblems = (file: LandedFile, problems: readonly Problem[]): LandedFile => ({
  ...file,
  problems: [...problems, ...file.problems],
});

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
  problems: readonly Problem[],
  identity: Identity = { key: 0, sha256: '' },
  report?: FileReport,
): One {
  const { name, bytes, format } = file;
  return {
    file: { ...NOTHING, ...identity, ...report, name, bytes, format, problems, state: 'refused' },
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

const unreadable = (file: UsageFile, error: unknown): Problem => ({
  id: 'traffic/unreadable-file',
  file: file.name,
  sentence: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  cure: 'Make it readable, or ask the sender for it again.',
});

const changing = (file: UsageFile): Problem => ({
  id: 'traffic/changing-file',
  file: file.name,
  sentence: 'The file changed while it was read; nothing of it was landed.',
  cure: 'Land it when its transfer is finished.',
});
