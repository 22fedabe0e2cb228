import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Lists what a close wrote, so that the next one removes what it does not write again. */
const MANIFEST = 'files.json';

/**
 * Puts files (path below `outDir` → text) in place. All are written beside the folder first and then
 * moved in, the manifest last: a reader never sees half a close. Files of others in `outDir` stay.
 */
export function publish(outDir: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(outDir, { recursive: true });
  const staging = mkdtempSync(path.join(path.dirname(path.resolve(outDir)), '.closing-'));
  const names = [...files.keys()].sort();
  try {
    for (const name of names) write(path.join(staging, name), files.get(name) ?? '');
    write(path.join(staging, MANIFEST), `${JSON.stringify(names, null, 2)}\n`);
    for (const stale of readManifest(outDir).filter((name) => !files.has(name)))
      rmSync(path.join(outDir, stale), { force: true });
    for (const name of [...names, MANIFEST]) {
      mkdirSync(path.dirname(path.join(outDir, name)), { recursive: true });
      renameSync(path.join(staging, name), path.join(outDir, name));
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Only plain paths below the folder count, whatever the manifest says. */
function readManifest(outDir: string): string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(path.join(outDir, MANIFEST), 'utf8'));
    return Array.isArray(names)
      ? names.filter(
          (name): name is string =>
            typeof name === 'string' && !name.split('/').includes('..') && !path.isAbsolute(name),
        )
      : [];
  } catch {
    return [];
  }
}
