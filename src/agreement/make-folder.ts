import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/**
 * Makes an agreement folder whole or not at all: `make` fills a work folder beside the place, which is put there when
 * nothing is wrong with it. Files of its problems are named as they would stand in the place.
 * @param place `out`, and the `area` and `field` of the problem that something is there already.
 * @throws what `make` and the file system throw; nothing is left behind then either.
 */
export function makeFolder<T>(
  { out, area, field }: { readonly out: string; readonly area: string; readonly field: string },
  make: (work: string) => Result<T>,
): Result<T> {
  if (existsSync(out)) {
    return fail({
      id: `${area}/exists`,
      field,
      file: out,
      sentence: 'There is something at this place already.',
      cure: 'Name a folder that is not there.',
    });
  }
  const parent = path.dirname(path.resolve(out));
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(path.join(parent, `.${area}-`));
  try {
    const made = make(work);
    if (made.ok) {
      renameSync(work, out);
      return made;
    }
    const place = (file: string): string => path.join(out, path.relative(work, file));
    return fail(...made.problems.map((one) => (one.file ? { ...one, file: place(one.file) } : one)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
