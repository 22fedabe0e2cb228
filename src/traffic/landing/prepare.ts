import { rmSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import type { Problem } from '../../base/problem.ts';
import { adapterOf } from './adapter-of.ts';
import { identityOf, readAs } from './identity.ts';
import type { Identity } from './identity.ts';
import type { ReadFile } from './land-file.ts';
import type { FileReport } from './landed-file.ts';
import type { ReadPool } from './read-pool.ts';
import type { Store } from './store.ts';
import type { UsageFile } from './usage-file.ts';

/** A file that is known, and read where the store does not have it yet. */
export type Prepared =
  | {
      readonly kind: 'refused';
      readonly problems: readonly Problem[];
      readonly identity?: Identity;
      /** Of a file that was read and may not be used. */
      readonly report?: FileReport;
    }
  | {
      readonly kind: 'known';
      readonly identity: Identity;
      readonly how: string;
      /** Absent when the store has it, or will have it from a file before. */
      readonly read?: { readonly dir: string; readonly file: ReadFile };
    };

/**
 * Recognises a file and reads it into a temporary folder when neither the store has it nor another file of this landing, whose key is
 * in `reading`, brings it. What is wrong with the file is told and not thrown.
 */
export async function prepare(
  file: UsageFile,
  store: Store,
  pool: ReadPool,
  reading: Set<number>,
): Promise<Prepared> {
  let identity: Identity;
  let how: string;
  let before: Stats;
  try {
    before = statSync(file.path);
    how = readAs(file);
    identity = await identityOf(file);
  } catch (error) {
    return { kind: 'refused', problems: [unreadable(file, error)] };
  }
  if (store.find(identity.key, how) || reading.has(identity.key)) return { kind: 'known', identity, how };
  const adapter = adapterOf(file);
  if (!adapter.ok) return { kind: 'refused', problems: adapter.problems, identity };
  reading.add(identity.key);
  const dir = store.temporary(identity.key);
  try {
    const read = await pool.read({ file, identity, dir });
    const after = statSync(file.path);
    const changed = before.size !== after.size || before.mtimeMs !== after.mtimeMs;
    if (!changed && !read.refused) return { kind: 'known', identity, how, read: { dir, file: read } };
    rmSync(dir, { recursive: true, force: true });
    reading.delete(identity.key);
    return changed
      ? { kind: 'refused', problems: [changing(file)], identity }
      : { kind: 'refused', problems: read.report.problems, identity, report: read.report };
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

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
