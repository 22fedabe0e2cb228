import { adapterOf } from './adapter-of.ts';
import type { Identity } from './identity.ts';
import { readIntoDays } from './land-file.ts';
import type { ReadFile } from './land-file.ts';
import type { UsageFile } from './usage-file.ts';

/** A file that is to be read into a folder. */
export interface ReadTask {
  readonly file: UsageFile;
  readonly identity: Identity;
  readonly dir: string;
}

/** Reads one file in this thread. @throws Error when its mapping cannot be used, and as `readIntoDays`. */
export function readTask({ file, identity, dir }: ReadTask): Promise<ReadFile> {
  const adapter = adapterOf(file);
  if (!adapter.ok)
    throw new Error(`${file.name}: ${adapter.problems.map(({ sentence }) => sentence).join(' ')}`);
  return readIntoDays(file, adapter.value, identity, dir);
}
