import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../../base/canonical.ts';
import type { Problem } from '../../base/problem.ts';

/** What a close reads of its folder; other files in it (a truth file, notes) do not count. */
const INPUTS = [
  'accounts.csv',
  'corrections.csv',
  'factors.csv',
  'payments.csv',
  'network',
  'opening',
  'orders',
  'their-bill',
  'usage',
];

/**
 * sha256 over the sorted paths and contents of the input files of a month, and of the law files that the
 * agreement is read beside: they are no part of the agreement's own hash.
 */
export function inputHash(inputDir: string, lawFiles: readonly string[] = []): string {
  const law = lawFiles
    .map((file) => `law:${path.basename(file)}\u0000${sha256(readFileSync(file))}\n`)
    .sort();
  const lines = INPUTS.flatMap((name) => filesUnder(inputDir, name))
    .sort()
    .map((file) => `${file}\u0000${sha256(readFileSync(path.join(inputDir, file)))}\n`);
  return sha256([...lines, ...law].join(''));
}

function filesUnder(root: string, name: string): string[] {
  const where = path.join(root, name);
  if (!existsSync(where)) return [];
  if (statSync(where).isFile()) return [name];
  return readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** The folder and the month as a person gives them. */
export function wrongInputs(inputDir: string, month: string): Problem[] {
  const problems: Problem[] = [];
  if (!existsSync(inputDir) || !statSync(inputDir).isDirectory()) {
    problems.push({
      id: 'close/no-folder',
      file: inputDir,
      sentence: 'There is no such folder.',
      cure: `Name a folder with ${INPUTS.join(', ')}; examples/october-2026 is one.`,
    });
  }
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    problems.push({
      id: 'close/month',
      field: 'month',
      sentence: `"${month}" is not a month.`,
      cure: 'Write it like 2026-10.',
    });
  }
  return problems;
}
